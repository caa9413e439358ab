package io.gasket.tls.spec;

import java.util.Locale;

/**
 * Alert descriptions with their wire codes (RFC 5246 7.2, RFC 6066 9, RFC 7301 3.2, RFC 7507 2, RFC
 * 8446 6). Immutable and thread-safe.
 */
public enum Alert {
  CLOSE_NOTIFY(0, "the sender will send nothing more on this connection"),
  UNEXPECTED_MESSAGE(10, "a message arrived that may not come at this point"),
  BAD_RECORD_MAC(20, "a record failed its integrity check"),
  DECRYPTION_FAILED(21, "reserved: a TLS 1.0 peer could not decrypt a record"),
  RECORD_OVERFLOW(22, "a record is longer than the protocol or an agreed limit allows"),
  DECOMPRESSION_FAILURE(30, "compressed data could not be expanded"),
  HANDSHAKE_FAILURE(40, "no acceptable set of security parameters exists between the two sides"),
  NO_CERTIFICATE(41, "reserved: an SSL 3.0 client has no certificate"),
  BAD_CERTIFICATE(42, "a certificate is corrupt or its signature does not verify"),
  UNSUPPORTED_CERTIFICATE(
      43, "a certificate is of an unsupported type or uses a refused algorithm"),
  CERTIFICATE_REVOKED(44, "a certificate was revoked by its issuer"),
  CERTIFICATE_EXPIRED(45, "a certificate is outside its validity period"),
  CERTIFICATE_UNKNOWN(46, "a certificate could not be accepted for some other reason"),
  ILLEGAL_PARAMETER(47, "a field is out of range or contradicts another field"),
  UNKNOWN_CA(48, "the chain does not end at a certificate authority that is trusted"),
  ACCESS_DENIED(49, "the certificate is valid but its holder is not let in"),
  DECODE_ERROR(50, "a message does not have the exact form the protocol requires"),
  DECRYPT_ERROR(51, "a handshake signature or Finished value does not verify"),
  EXPORT_RESTRICTION(60, "reserved: an export rule was broken"),
  PROTOCOL_VERSION(70, "the protocol version is recognised but not supported"),
  INSUFFICIENT_SECURITY(71, "the receiver requires stronger parameters than were offered"),
  INTERNAL_ERROR(80, "a failure unrelated to the peer"),
  INAPPROPRIATE_FALLBACK(86, "the client fell back to an older version without need"),
  USER_CANCELED(90, "the handshake was cancelled by its user"),
  NO_RENEGOTIATION(100, "a new handshake was asked for and is refused"),
  MISSING_EXTENSION(109, "a required extension is absent"),
  UNSUPPORTED_EXTENSION(110, "an extension was answered that was never offered"),
  CERTIFICATE_UNOBTAINABLE(111, "a certificate could not be fetched from its URL"),
  UNRECOGNIZED_NAME(112, "no server is known by the name that was asked for"),
  BAD_CERTIFICATE_STATUS_RESPONSE(113, "a stapled certificate status is not acceptable"),
  BAD_CERTIFICATE_HASH_VALUE(114, "a fetched certificate does not match its hash"),
  UNKNOWN_PSK_IDENTITY(115, "the pre-shared key identity is not known"),
  CERTIFICATE_REQUIRED(116, "a client certificate is required and none was sent"),
  NO_APPLICATION_PROTOCOL(120, "none of the offered application protocols is supported");

  private static final Alert[] BY_CODE = new Alert[256];

  static {
    for (Alert alert : values()) {
      BY_CODE[alert.code] = alert;
    }
  }

  private final int code;
  private final String meaning;

  Alert(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The description byte on the wire, 0 to 255. */
  public int code() {
    return code;
  }

  /** What the alert says, in one clause of plain English. */
  public String meaning() {
    return meaning;
  }

  /** The name as the RFCs write it, for example {@code handshake_failure}. */
  public String rfcName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The alert of a wire code.
   *
   * @param code the description byte, any int
   * @return the alert, or null when the code is not assigned
   */
  public static Alert of(int code) {
    return code < 0 || code > 255 ? null : BY_CODE[code];
  }

  @Override
  public String toString() {
    return rfcName() + "(" + code + ")";
  }
}
