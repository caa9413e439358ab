package io.gasket.tls.credential;

/** A private key that is not here. Thread-safe. */
@FunctionalInterface
public interface RemoteSigner {
  /**
   * Begins a signature and returns at once; the thread is the one that drives the engine. The
   * operation is completed whenever the signature is there, possibly before this returns. One that
   * never completes ends at the handshake's deadline.
   */
  void sign(SigningOperation operation);
}
