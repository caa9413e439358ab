package io.gasket.tls.handshake;

import io.gasket.tls.crypto.Pending;
import io.gasket.tls.spec.TlsFailure;

/**
 * A state that waits not for the peer but for something done elsewhere; meanwhile nothing is read
 * from the peer.
 */
public interface Awaiting extends HandshakeState {
  /** What is waited for. */
  Pending<?> pending();

  /**
   * Goes on once {@link #pending} is done.
   *
   * @return the state that follows
   */
  HandshakeState resume(Flight out) throws TlsFailure;
}
