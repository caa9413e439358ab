package io.gasket.tls.message;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/**
 * A whole handshake message as it stood on the wire: a 4-byte header (type and 24-bit length) and
 * the body (RFC 5246 7.4). The array is the message's own and is not changed.
 *
 * @param bytes header and body
 */
public record HandshakeMessage(byte[] bytes) {
  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 4;

  /** Room for a body to start with: a hello with a few extensions. */
  private static final int USUAL_BODY = 124;

  /** The type byte; see {@link HandshakeType}. */
  public int type() {
    return bytes[0] & 0xff;
  }

  /** The RFC's name of the type. */
  public String name() {
    return HandshakeType.name(type());
  }

  /** A cursor over the body. */
  public Cursor body() {
    return Cursor.over(
        name(), Reason.MALFORMED_MESSAGE, bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH);
  }

  /**
   * Checks the type.
   *
   * @param expected the only type that may come now
   * @return a cursor over the body
   * @throws TlsFailure unexpected_message when the type is another one
   */
  public Cursor as(int expected) throws TlsFailure {
    if (type() != expected) {
      throw unexpected(HandshakeType.name(expected));
    }
    return body();
  }

  /** The failure for a message that may not come now. */
  public TlsFailure unexpected(String expected) {
    return TlsFailure.local(
        Alert.UNEXPECTED_MESSAGE,
        Reason.UNEXPECTED_MESSAGE,
        name() + " came where " + expected + " was due");
  }

  /** The whole message of a type and a body that a codec writes. */
  public static byte[] encode(int type, Codec codec) {
    return encode(type, USUAL_BODY, codec);
  }

  /**
   * As {@link #encode(int, Codec)}, for a body whose length is known.
   *
   * @param bodyLength in bytes; a wrong one costs a copy
   */
  static byte[] encode(int type, int bodyLength, Codec codec) {
    Wire wire = new Wire(HEADER_LENGTH + bodyLength);
    wire.u8(type);
    int mark = wire.open24();
    codec.write(wire);
    return wire.close(mark).take();
  }

  /** Writes a message's body. */
  @FunctionalInterface
  public interface Codec {
    /** Writes the body. */
    void write(Wire body);
  }
}
