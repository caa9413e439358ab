package io.gasket.tls.spec;

/**
 * Hello extension numbers of the IANA registry that this library knows by name, as the ints on the
 * wire.
 */
public final class ExtensionType {
  public static final int SERVER_NAME = 0;
  public static final int MAX_FRAGMENT_LENGTH = 1;
  public static final int STATUS_REQUEST = 5;
  public static final int SUPPORTED_GROUPS = 10;
  public static final int EC_POINT_FORMATS = 11;
  public static final int SIGNATURE_ALGORITHMS = 13;
  public static final int APPLICATION_LAYER_PROTOCOL_NEGOTIATION = 16;
  public static final int STATUS_REQUEST_V2 = 17;
  public static final int SIGNED_CERTIFICATE_TIMESTAMP = 18;
  public static final int EXTENDED_MASTER_SECRET = 23;
  public static final int RECORD_SIZE_LIMIT = 28;
  public static final int SESSION_TICKET = 35;
  public static final int SUPPORTED_VERSIONS = 43;
  public static final int SIGNATURE_ALGORITHMS_CERT = 50;
  public static final int RENEGOTIATION_INFO = 0xff01;

  private ExtensionType() {}

  /** The registry's name of an extension, or {@code extension N}. */
  public static String name(int type) {
    return switch (type) {
      case SERVER_NAME -> "server_name";
      case MAX_FRAGMENT_LENGTH -> "max_fragment_length";
      case STATUS_REQUEST -> "status_request";
      case SUPPORTED_GROUPS -> "supported_groups";
      case EC_POINT_FORMATS -> "ec_point_formats";
      case SIGNATURE_ALGORITHMS -> "signature_algorithms";
      case APPLICATION_LAYER_PROTOCOL_NEGOTIATION -> "application_layer_protocol_negotiation";
      case STATUS_REQUEST_V2 -> "status_request_v2";
      case SIGNED_CERTIFICATE_TIMESTAMP -> "signed_certificate_timestamp";
      case EXTENDED_MASTER_SECRET -> "extended_master_secret";
      case RECORD_SIZE_LIMIT -> "record_size_limit";
      case SESSION_TICKET -> "session_ticket";
      case SUPPORTED_VERSIONS -> "supported_versions";
      case SIGNATURE_ALGORITHMS_CERT -> "signature_algorithms_cert";
      case RENEGOTIATION_INFO -> "renegotiation_info";
      default -> "extension " + type;
    };
  }
}
