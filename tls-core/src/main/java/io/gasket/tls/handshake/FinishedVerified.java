package io.gasket.tls.handshake;

import io.gasket.tls.message.Finished;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.MessageDigest;

/** Proof that the peer's Finished was verified; only {@link #verify} makes one. */
public final class FinishedVerified {
  private final byte[] verifyData;

  private FinishedVerified(byte[] verifyData) {
    this.verifyData = verifyData;
  }

  /** The peer's verify_data. */
  public byte[] verifyData() {
    return verifyData;
  }

  /**
   * Verifies the peer's Finished against the transcript before it, in constant time.
   *
   * @param peerIsServer whose Finished it is
   * @throws TlsFailure decrypt_error when the value is wrong (RFC 5246 7.2.2)
   */
  public static FinishedVerified verify(
      HandshakeMessage message, boolean peerIsServer, MasterSecret master, Transcript transcript)
      throws TlsFailure {
    Finished finished = Finished.read(message.as(HandshakeType.FINISHED));
    byte[] expected = master.verifyData(peerIsServer, transcript);
    if (!MessageDigest.isEqual(expected, finished.verifyData())) {
      throw TlsFailure.local(
          Alert.DECRYPT_ERROR,
          Reason.BAD_FINISHED,
          "the peer's Finished does not match the handshake as seen here: a message was changed on the way, or the two sides"
              + " derived different secrets");
    }
    return new FinishedVerified(expected);
  }
}
