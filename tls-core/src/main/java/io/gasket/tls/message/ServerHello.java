package io.gasket.tls.message;

import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;

/**
 * ServerHello (RFC 5246 7.4.1.3). The arrays are not changed.
 *
 * @param version server_version
 * @param random 32 bytes
 * @param sessionId 0 to 32 bytes
 * @param suite wire code
 * @param compression wire code
 * @param extensions the extensions
 */
public record ServerHello(
    int version,
    byte[] random,
    byte[] sessionId,
    int suite,
    int compression,
    ExtensionBlock extensions) {

  /** Version, random, the session id's length, suite and compression method. */
  private static final int FIXED_LENGTH = 2 + 32 + 1 + 2 + 1;

  /** Reads the body to its last byte; decode_error for any other form. */
  public static ServerHello read(Cursor body) throws TlsFailure {
    int version = body.u16("server_version");
    byte[] random = body.bytes("random", 32);
    byte[] sessionId = body.bytes8("session_id", 0, 32);
    int suite = body.u16("cipher_suite");
    int compression = body.u8("compression_method");
    return new ServerHello(
        version, random, sessionId, suite, compression, ExtensionBlock.read(body));
  }

  /** The whole message as bytes. */
  public byte[] encode() {
    return HandshakeMessage.encode(
        HandshakeType.SERVER_HELLO,
        FIXED_LENGTH + sessionId.length + extensions.writtenLength(),
        body -> {
          body.u16(version).bytes(random);
          int id = body.open8();
          body.bytes(sessionId).close(id).u16(suite).u8(compression);
          extensions.write(body);
        });
  }
}
