package io.gasket.tls.spec;

/** The explanations of the alerts. Complete by the compiler's count. Stateless. */
final class AlertExplanations {
  private AlertExplanations() {}

  static Explanation of(Alert alert) {
    return switch (alert) {
      case CLOSE_NOTIFY ->
          new Explanation(
              "the regular end of a connection; during a handshake, a peer that gave up",
              "Nothing, after a handshake; during one, look at the peer's log for why it gave up.");
      case UNEXPECTED_MESSAGE ->
          new Explanation(
              "a peer that breaks the protocol's order; a proxy that mixes connections; renegotiation or a post-handshake message that is not allowed",
              "Take a handshake report to see which message came where; update the side that sent it.");
      case BAD_RECORD_MAC ->
          new Explanation(
              "bytes changed on the way; two threads that wrote to one direction at once; keys that differ because a peer derives them wrongly",
              "Rule out middleboxes and concurrent writers; compare key logs of both sides.");
      case DECRYPTION_FAILED ->
          new Explanation(
              "a TLS 1.0 stack; the alert is reserved in TLS 1.2",
              "Update the peer, which speaks an outdated protocol.");
      case RECORD_OVERFLOW ->
          new Explanation(
              "a peer that sends records longer than 2^14 bytes or than the agreed limit; bytes that are not TLS",
              "Check the record size settings of the peer, and that both ends speak TLS.");
      case DECOMPRESSION_FAILURE ->
          new Explanation(
              "TLS compression, which no TLS 1.2 peer should use",
              "Switch compression off in the peer.");
      case HANDSHAKE_FAILURE ->
          new Explanation(
              "no common cipher suite, group or signature scheme; a certificate of a type the client cannot use; a handshake that took too long",
              "Compare what was offered with what is allowed (the failure's text or a handshake report lists both) and widen one side.");
      case NO_CERTIFICATE ->
          new Explanation(
              "an SSL 3.0 stack; the alert is reserved in TLS 1.2",
              "Update the peer, which speaks an outdated protocol.");
      case BAD_CERTIFICATE ->
          new Explanation(
              "a certificate that is damaged, not DER, or signed by another key than its issuer's; a chain in the wrong order",
              "Check the certificate file and the order of the chain, own certificate first.");
      case UNSUPPORTED_CERTIFICATE ->
          new Explanation(
              "a certificate in the chain signed with MD2, MD5 or SHA-1; a key that is too short, of an unsupported kind, or not allowed for this use",
              "Have the certificate that the failure names reissued with SHA-256 and a current key; on the other side, allow the algorithm by policy only as a stopgap.");
      case CERTIFICATE_REVOKED ->
          new Explanation(
              "the issuer revoked the certificate, for instance after its key was lost",
              "Get a new certificate with a new key.");
      case CERTIFICATE_EXPIRED ->
          new Explanation(
              "a certificate, perhaps an intermediate one, past or before its validity; a wrong clock",
              "Check the clocks of both machines, then renew the certificate.");
      case CERTIFICATE_UNKNOWN ->
          new Explanation(
              "a host name that does not match; an application's own check that failed; on clients, often a root that is not trusted",
              "Read the log of the side that sent it: the alert says no more.");
      case ILLEGAL_PARAMETER ->
          new Explanation(
              "a peer that chose what was not offered, or an invalid public value",
              "Take a handshake report, compare offer and choice, and update the side that broke the rule.");
      case UNKNOWN_CA ->
          new Explanation(
              "the root is not among the trusted ones; the server does not send its intermediate certificates",
              "Let the sender send its whole chain without the root; give the receiver the root it should trust.");
      case ACCESS_DENIED ->
          new Explanation(
              "the certificate is fine but its holder has no access",
              "Ask the operator of the peer for access.");
      case DECODE_ERROR ->
          new Explanation(
              "a peer or middlebox that sends malformed messages; bytes that are not TLS",
              "Take a handshake report: the failure's text names message and field; update the side that sent it.");
      case DECRYPT_ERROR ->
          new Explanation(
              "a signature by another key than the certificate's; a message changed on the way; a Finished value that does not match",
              "Check that certificate and key belong together and that no middlebox changes the handshake.");
      case EXPORT_RESTRICTION ->
          new Explanation(
              "an outdated export-grade stack; the alert is reserved", "Update the peer.");
      case PROTOCOL_VERSION ->
          new Explanation(
              "one side has TLS 1.2 switched off: it allows only TLS 1.3, or only older versions",
              "Enable TLS 1.2 on the peer.");
      case INSUFFICIENT_SECURITY ->
          new Explanation(
              "the peer requires stronger suites, groups or keys than were offered",
              "Offer stronger parameters or loosen the peer's policy.");
      case INTERNAL_ERROR ->
          new Explanation(
              "a failure inside the side that sent it: its key store, its memory, a defect",
              "Read the log of the side that sent it.");
      case INAPPROPRIATE_FALLBACK ->
          new Explanation(
              "a client that tried an older version after a failure, while the server can do better",
              "Remove the client's fallback, and look for what made its first attempt fail.");
      case USER_CANCELED ->
          new Explanation(
              "a user or a deadline ended the handshake",
              "Nothing, unless it was not meant; then look for what took so long.");
      case NO_RENEGOTIATION ->
          new Explanation(
              "the peer wanted to renegotiate, for instance to ask for a client certificate late",
              "Ask for client certificates in the first handshake, or allow renegotiation on purpose.");
      case MISSING_EXTENSION ->
          new Explanation(
              "a peer that requires an extension, such as signature_algorithms or server_name, that was not sent",
              "See which extensions were sent, in a handshake report, and switch on the one that lacks.");
      case UNSUPPORTED_EXTENSION ->
          new Explanation(
              "a server that answers an extension that the client did not offer",
              "Update the server or the middlebox before it.");
      case CERTIFICATE_UNOBTAINABLE ->
          new Explanation(
              "a peer that was told to fetch certificates from a URL and could not",
              "Send certificates inside the handshake.");
      case UNRECOGNIZED_NAME ->
          new Explanation(
              "the server knows no site of the name in server_name; as a warning, it goes on with a default",
              "Check the host name the client uses and the names bound at the server.");
      case BAD_CERTIFICATE_STATUS_RESPONSE ->
          new Explanation(
              "a stapled OCSP response that is missing, expired or for another certificate",
              "Renew the server's stapled response and check its clock.");
      case BAD_CERTIFICATE_HASH_VALUE ->
          new Explanation(
              "a certificate fetched from a URL differs from its announced hash",
              "Send certificates inside the handshake.");
      case UNKNOWN_PSK_IDENTITY ->
          new Explanation(
              "a pre-shared key that the server does not know",
              "Check identity and key on both sides; this engine speaks no PSK suites.");
      case CERTIFICATE_REQUIRED ->
          new Explanation(
              "a server that insists on a client certificate, and a client without one",
              "Give the client a certificate from an authority that the server names.");
      case NO_APPLICATION_PROTOCOL ->
          new Explanation(
              "no overlap of the ALPN lists, for instance a client with h2 only and a server with http/1.1",
              "Add a common protocol to one of the lists.");
    };
  }
}
