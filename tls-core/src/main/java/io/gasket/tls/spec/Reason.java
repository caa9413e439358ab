package io.gasket.tls.spec;

/**
 * Why a connection failed, finer than the alert that goes to the peer. Each reason has a number
 * that never changes and is never reused, so that logs, alarms and documents can refer to it;
 * hundreds group the numbers by subject.
 */
public enum Reason {
  // 1xx: records
  NOT_TLS(100, "the first bytes are not a TLS record"),
  PLAINTEXT_HTTP(101, "the peer speaks HTTP without TLS"),
  UNKNOWN_CONTENT_TYPE(102, "a record has an unknown content type"),
  BAD_RECORD_VERSION(103, "a record carries a version that may not appear here"),
  RECORD_TOO_LONG(104, "a record is longer than allowed"),
  RECORD_TOO_SHORT(105, "a protected record is too short for its nonce and tag"),
  RECORD_NOT_AUTHENTIC(106, "a record's integrity check failed"),
  EMPTY_RECORD(107, "a record that may not be empty is empty"),
  TOO_MANY_EMPTY_RECORDS(108, "too many empty records in a row"),
  RECORD_LIMIT_REACHED(109, "the key has protected as many records as it safely can"),
  SSL2_HELLO(110, "the peer sent an SSL 2.0 hello"),
  UNEXPECTED_APPLICATION_DATA(111, "application data came before the handshake was done"),

  // 2xx: messages and their order
  MALFORMED_MESSAGE(200, "a handshake message does not have its exact form"),
  MALFORMED_EXTENSION(201, "an extension does not have its exact form"),
  DUPLICATE_EXTENSION(202, "a hello holds the same extension twice"),
  UNSOLICITED_EXTENSION(203, "the server answered an extension that was never offered"),
  UNEXPECTED_MESSAGE(204, "a handshake message came out of order"),
  UNEXPECTED_CHANGE_CIPHER_SPEC(205, "change_cipher_spec came at the wrong point"),
  MALFORMED_CHANGE_CIPHER_SPEC(206, "a change_cipher_spec message is not the single byte 1"),
  MALFORMED_ALERT(207, "an alert is not two bytes or has an unknown level"),
  HANDSHAKE_BYTES_LEFT_OVER(208, "handshake bytes were left over at a change of keys"),
  MESSAGE_TOO_LONG(209, "a handshake message is longer than allowed"),
  INTERLEAVED_RECORDS(210, "another record type came inside a fragmented handshake message"),
  TOO_MANY_WARNINGS(211, "too many warning alerts"),

  // 3xx: negotiation
  HANDSHAKE_TOO_LONG(220, "a handshake has more bytes than allowed"),
  TOO_MANY_MESSAGES(221, "a handshake has more messages than allowed"),
  UNSUPPORTED_VERSION(300, "the peer does not speak TLS 1.2"),
  NO_COMMON_SUITE(301, "no cipher suite suits both sides"),
  NO_COMMON_GROUP(302, "no key agreement group suits both sides"),
  NO_COMMON_SCHEME(303, "no signature scheme suits both sides and the certificate"),
  NO_COMMON_PROTOCOL(304, "no application protocol suits both sides"),
  NO_NULL_COMPRESSION(305, "the null compression method was not offered"),
  SUITE_NOT_OFFERED(306, "the server chose a suite that was not offered"),
  BAD_COMPRESSION(307, "the server chose a compression method"),
  PROTOCOL_NOT_OFFERED(308, "the server chose an application protocol that was not offered"),
  NO_SECURE_RENEGOTIATION(309, "the peer does not support secure renegotiation"),
  BAD_RENEGOTIATION_INFO(310, "renegotiation_info does not hold the expected value"),
  NO_EXTENDED_MASTER_SECRET(311, "the peer does not support the extended master secret"),
  MISSING_SIGNATURE_ALGORITHMS(312, "the client did not send signature_algorithms"),
  BAD_POINT_FORMATS(313, "ec_point_formats lacks the uncompressed format"),
  RENEGOTIATION_REFUSED(314, "the peer asked for a renegotiation, which is refused"),
  UNRECOGNIZED_NAME(315, "no credential is bound to the name that was asked for"),
  NO_CREDENTIAL(316, "no credential fits the handshake"),
  UNSUPPORTED_SESSION_PARAMETER(317, "the server chose a session parameter that was not offered"),
  EXTENDED_MASTER_SECRET_CHANGED(
      318, "a resumption does not use the extended master secret as its session did"),
  PEER_CHANGED(319, "the peer shows another certificate in a renegotiation"),
  BAD_FRAGMENT_LENGTH(320, "max_fragment_length asks for a length that it does not have"),
  FRAGMENT_LENGTH_CHANGED(321, "the server granted another fragment length than was asked for"),
  RECORD_SIZE_LIMIT_TOO_SMALL(322, "the peer's record_size_limit is smaller than allowed"),
  TWO_FRAGMENT_LIMITS(323, "the server answered both max_fragment_length and record_size_limit"),

  // 4xx: certificates and trust
  INAPPROPRIATE_FALLBACK(330, "the client fell back to a version older than both sides speak"),
  DOWNGRADE_DETECTED(331, "the server's random says that a higher version was bargained away"),
  MALFORMED_CERTIFICATE(400, "a certificate cannot be parsed"),
  NO_CERTIFICATE(401, "the peer sent no certificate where one is required"),
  CHAIN_TOO_LONG(402, "the chain has more certificates than allowed"),
  UNKNOWN_ISSUER(403, "the chain does not lead to a trust anchor"),
  CERTIFICATE_EXPIRED(404, "a certificate has expired"),
  CERTIFICATE_NOT_YET_VALID(405, "a certificate is not valid yet"),
  BAD_CERTIFICATE_SIGNATURE(406, "a certificate's signature does not verify"),
  REFUSED_SIGNATURE_ALGORITHM(407, "a certificate is signed with an algorithm that policy refuses"),
  BAD_KEY_USAGE(408, "keyUsage does not allow the certificate's use"),
  BAD_EXTENDED_KEY_USAGE(409, "extendedKeyUsage does not allow the certificate's use"),
  NAME_MISMATCH(410, "the certificate is not for the host that was asked for"),
  CHAIN_CONSTRAINT(411, "a CA constraint of the chain is broken"),
  WRONG_CERTIFICATE_TYPE(412, "the certificate's key does not go with the cipher suite"),
  CURVE_NOT_OFFERED(413, "the certificate's key is on a curve that was not offered"),
  WEAK_KEY(414, "a certificate's key is weaker than policy allows"),
  UNSUPPORTED_KEY(415, "a certificate holds a key of an unsupported kind"),
  CERTIFICATE_REVOKED(416, "a certificate was revoked"),
  CERTIFICATE_REJECTED(417, "the certificate was rejected by the application"),
  BAD_CERTIFICATE_STATUS(418, "the stapled certificate status is not acceptable"),
  NO_CERTIFICATE_STATUS(419, "the server stapled no certificate status where one is required"),
  NO_REVOCATION_INFORMATION(420, "nothing at hand tells whether a certificate was revoked"),

  // 5xx: key exchange and authentication
  UNSUPPORTED_CURVE_TYPE(500, "the key exchange does not name a group"),
  GROUP_NOT_OFFERED(501, "the peer used a group that was not offered"),
  BAD_KEY_SHARE(502, "the peer's public value is not a valid one of its group"),
  SCHEME_NOT_OFFERED(503, "the peer signed with a scheme that was not offered"),
  SCHEME_KEY_MISMATCH(504, "the signature scheme does not go with the certificate's key"),
  BAD_HANDSHAKE_SIGNATURE(505, "a handshake signature does not verify"),
  BAD_FINISHED(506, "the Finished value does not verify"),

  // 6xx: the peer's alerts, and endings
  ALERT_RECEIVED(600, "the peer sent a fatal alert"),
  CLOSED_DURING_HANDSHAKE(601, "the peer closed the connection during the handshake"),
  TRUNCATED(602, "the connection ended without close_notify"),
  CLOSE_DURING_HANDSHAKE(603, "the peer sent close_notify during the handshake"),
  ABORTED(604, "the application ended the connection"),
  TRANSPORT_FAILED(605, "the channel below failed"),

  // 7xx: deadlines
  HANDSHAKE_DEADLINE(700, "the handshake did not finish in time"),

  // 8xx: ourselves
  INTERNAL(800, "an internal failure"),
  SIGNING_FAILED(801, "our own private key could not sign"),
  RANDOM_FAILED(802, "the random source failed"),
  APPLICATION_FAILED(803, "the application failed to answer"),
  APPLICATION_REFUSED(804, "the application refused the connection");

  private final int number;
  private final String meaning;

  Reason(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** The stable number. */
  public int number() {
    return number;
  }

  /** What went wrong, in one clause of plain English. */
  public String meaning() {
    return meaning;
  }

  /** The reason of a number, or null when there is none. */
  public static Reason of(int number) {
    for (Reason reason : values()) {
      if (reason.number == number) {
        return reason;
      }
    }
    return null;
  }
}
