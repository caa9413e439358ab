package io.gasket.tls.message;

import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;

/**
 * ClientHello (RFC 5246 7.4.1.2). The arrays are not changed.
 *
 * @param version client_version
 * @param random 32 bytes
 * @param sessionId 0 to 32 bytes
 * @param suites wire codes, at least one, known or not
 * @param compressions wire codes, at least one
 * @param extensions the extensions
 */
public record ClientHello(
    int version,
    byte[] random,
    byte[] sessionId,
    int[] suites,
    byte[] compressions,
    ExtensionBlock extensions) {

  /** Version, random and the lengths of three vectors. */
  private static final int FIXED_LENGTH = 2 + 32 + 1 + 2 + 1;

  /** Reads the body to its last byte; decode_error for any other form. */
  public static ClientHello read(Cursor body) throws TlsFailure {
    int version = body.u16("client_version");
    byte[] random = body.bytes("random", 32);
    byte[] sessionId = body.bytes8("session_id", 0, 32);
    int[] suites = body.codes16("cipher_suites", 2, 0xfffe);
    byte[] compressions = body.bytes8("compression_methods", 1, 255);
    return new ClientHello(
        version, random, sessionId, suites, compressions, ExtensionBlock.read(body));
  }

  /** The whole message as bytes. */
  public byte[] encode() {
    return encode(extensions.writtenLength(), extensions::write);
  }

  /**
   * The whole message as bytes, with other extensions than these.
   *
   * @param extensionsLength in bytes, that of the block included; a wrong one costs a copy
   * @param block writes the block of extensions
   */
  public byte[] encode(int extensionsLength, HandshakeMessage.Codec block) {
    int length = FIXED_LENGTH + sessionId.length + 2 * suites.length + compressions.length;
    return HandshakeMessage.encode(
        HandshakeType.CLIENT_HELLO,
        length + extensionsLength,
        body -> {
          body.u16(version).bytes(random);
          int id = body.open8();
          body.bytes(sessionId).close(id);
          int list = body.open16();
          for (int suite : suites) {
            body.u16(suite);
          }
          body.close(list);
          int methods = body.open8();
          body.bytes(compressions).close(methods);
          block.write(body);
        });
  }

  /** Whether a suite's code, or a signalling value, was offered. */
  public boolean offers(int suite) {
    for (int offered : suites) {
      if (offered == suite) {
        return true;
      }
    }
    return false;
  }

  /** Whether the null compression method was offered, as it must be. */
  public boolean offersNullCompression() {
    for (byte method : compressions) {
      if (method == 0) {
        return true;
      }
    }
    return false;
  }
}
