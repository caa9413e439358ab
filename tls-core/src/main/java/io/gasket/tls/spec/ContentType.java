package io.gasket.tls.spec;

/**
 * Record content types (RFC 5246 6.2.1), as ints because the record path compares them per record.
 * The heartbeat type (RFC 6520) is deliberately absent: it is refused like any unknown type.
 */
public final class ContentType {
  /** A change_cipher_spec record. */
  public static final int CHANGE_CIPHER_SPEC = 20;

  /** An alert record. */
  public static final int ALERT = 21;

  /** A record of handshake messages or parts of them. */
  public static final int HANDSHAKE = 22;

  /** A record of application data. */
  public static final int APPLICATION_DATA = 23;

  private ContentType() {}

  /** Whether a type byte is one of the four of TLS 1.2. */
  public static boolean isKnown(int type) {
    return type >= CHANGE_CIPHER_SPEC && type <= APPLICATION_DATA;
  }

  /** The RFC's name of a type, or {@code content type N}. */
  public static String name(int type) {
    return switch (type) {
      case CHANGE_CIPHER_SPEC -> "change_cipher_spec";
      case ALERT -> "alert";
      case HANDSHAKE -> "handshake";
      case APPLICATION_DATA -> "application_data";
      default -> "content type " + type;
    };
  }
}
