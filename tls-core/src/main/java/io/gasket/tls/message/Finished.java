package io.gasket.tls.message;

import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;

/**
 * Finished (RFC 5246 7.4.9).
 *
 * @param verifyData 12 bytes
 */
public record Finished(byte[] verifyData) {
  /** Length of verify_data in bytes, for every suite here. */
  public static final int LENGTH = 12;

  /** Reads the body to its last byte; decode_error for any other length. */
  public static Finished read(Cursor body) throws TlsFailure {
    byte[] data = body.bytes("verify_data", LENGTH);
    body.end();
    return new Finished(data);
  }

  /** The whole message as bytes. */
  public byte[] encode() {
    return HandshakeMessage.encode(
        HandshakeType.FINISHED, verifyData.length, body -> body.bytes(verifyData));
  }
}
