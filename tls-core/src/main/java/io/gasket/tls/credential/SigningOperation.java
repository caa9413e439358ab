package io.gasket.tls.credential;

import io.gasket.tls.crypto.Pending;
import io.gasket.tls.spec.SignatureScheme;

/**
 * One signature that a handshake waits for and that is made elsewhere: by another thread, a token,
 * another machine. Carries what is to be signed and nothing of the engine. Completed once, from any
 * thread.
 */
public final class SigningOperation {
  private final SignatureScheme scheme;
  private final byte[] content;
  private final Pending<byte[]> signature = new Pending<>();

  /**
   * An operation.
   *
   * @param content what is to be signed, unhashed; not changed
   */
  public SigningOperation(SignatureScheme scheme, byte[] content) {
    this.scheme = scheme;
    this.content = content;
  }

  /** The scheme to sign with. */
  public SignatureScheme scheme() {
    return scheme;
  }

  /** What is to be signed, unhashed: the scheme's hash is the signer's work. A copy. */
  public byte[] content() {
    return content.clone();
  }

  /**
   * Gives the signature, as it goes on the wire (DER for ECDSA). The handshake goes on when its
   * engine is driven next.
   *
   * @return false when the operation was completed before
   */
  public boolean complete(byte[] made) {
    return signature.complete(made.clone());
  }

  /** Gives up: the handshake fails with internal_error. */
  public boolean fail(Exception cause) {
    return signature.fail(cause);
  }

  /** The outcome. */
  public Pending<byte[]> outcome() {
    return signature;
  }
}
