package io.gasket.tls.spec;

/** The explanations of the reasons. Complete by the compiler's count. Stateless. */
final class ReasonExplanations {
  private ReasonExplanations() {}

  static Explanation of(Reason reason) {
    return switch (reason) {
      case NOT_TLS ->
          new Explanation(
              "something else than TLS came: a plaintext protocol, a PROXY protocol header, a scan",
              "Check port and protocol of the peer; look at the first bytes in the failure's text.");
      case PLAINTEXT_HTTP ->
          new Explanation(
              "an http:// URL for a port that speaks TLS",
              "Use https://, or put plain HTTP on another port.");
      case UNKNOWN_CONTENT_TYPE ->
          new Explanation(
              "a stream that lost its record boundaries, heartbeat records, or bytes that are not TLS",
              "Check that nothing reads or writes the connection beside the engine; switch heartbeats off in the peer.");
      case BAD_RECORD_VERSION ->
          new Explanation(
              "a peer that goes on with another version than was agreed, or bytes that are not TLS",
              "Update the peer; check that nothing else writes to the connection.");
      case RECORD_TOO_LONG ->
          new Explanation(
              "a peer that ignores the limit of 2^14 bytes or an agreed smaller one; bytes that are not TLS",
              "Check the record size settings of the peer.");
      case RECORD_TOO_SHORT ->
          new Explanation(
              "a truncated or forged protected record",
              "Check what stands between both sides; update the peer if it repeats.");
      case RECORD_NOT_AUTHENTIC ->
          new Explanation(
              "bytes changed on the way, or a peer that encrypted with other keys or numbers",
              "Rule out middleboxes and concurrent writers; compare key logs of both sides.");
      case EMPTY_RECORD ->
          new Explanation(
              "a peer that sends empty handshake, alert or change_cipher_spec records",
              "Update the peer.");
      case TOO_MANY_EMPTY_RECORDS ->
          new Explanation(
              "a peer that floods with empty records",
              "Find out what the peer does; raise Limits.emptyRecords only if it must be.");
      case RECORD_LIMIT_REACHED ->
          new Explanation(
              "very much data over one connection",
              "Open a new connection, or allow renegotiation.");
      case SSL2_HELLO ->
          new Explanation(
              "a client of the nineties, or a scanner",
              "Update the client: SSL 2.0 is prohibited (RFC 6176).");
      case UNEXPECTED_APPLICATION_DATA ->
          new Explanation(
              "a peer that sends data before its Finished, or in the midst of a handshake message",
              "Update the peer.");
      case MALFORMED_MESSAGE ->
          new Explanation(
              "a peer or middlebox that encodes a message wrongly",
              "See message and field in the failure's text; update the side that sent it.");
      case MALFORMED_EXTENSION ->
          new Explanation(
              "a peer or middlebox that encodes an extension wrongly",
              "See extension and field in the failure's text; update the side that sent it.");
      case DUPLICATE_EXTENSION ->
          new Explanation("a peer that sends an extension twice", "Update the side that sent it.");
      case UNSOLICITED_EXTENSION ->
          new Explanation(
              "a server that answers what was never asked",
              "Update the server or the middlebox before it.");
      case UNEXPECTED_MESSAGE ->
          new Explanation(
              "a peer that leaves out, repeats or reorders messages",
              "Compare the messages in a handshake report with RFC 5246 7.3; update the side that is wrong.");
      case UNEXPECTED_CHANGE_CIPHER_SPEC ->
          new Explanation(
              "a peer that changes keys too early or twice: a known attack, or a defect",
              "Update the peer; suspect an attack if it should be sound.");
      case MALFORMED_CHANGE_CIPHER_SPEC ->
          new Explanation("a peer that encodes the message wrongly", "Update the peer.");
      case MALFORMED_ALERT ->
          new Explanation(
              "a peer that encodes alerts wrongly or splits them over records", "Update the peer.");
      case HANDSHAKE_BYTES_LEFT_OVER ->
          new Explanation(
              "a peer that changes keys in the midst of a message",
              "Update the peer; suspect an attack if it should be sound.");
      case MESSAGE_TOO_LONG ->
          new Explanation(
              "a very long certificate chain or list of authorities, or a peer that attacks",
              "Shorten the chain; raise Limits.handshakeMessage if it has to be so long.");
      case INTERLEAVED_RECORDS ->
          new Explanation(
              "a peer that puts other records between the parts of one handshake message",
              "Update the peer.");
      case TOO_MANY_WARNINGS ->
          new Explanation(
              "a peer that goes on in spite of refusals, or floods",
              "Look at the warnings in the event log; raise Limits.warningAlerts only if it must be.");
      case HANDSHAKE_TOO_LONG ->
          new Explanation(
              "very long chains and lists of authorities together, or a peer that attacks",
              "Shorten them; raise Limits.handshakeBytes if they have to be so long.");
      case TOO_MANY_MESSAGES ->
          new Explanation(
              "a peer that floods a handshake with messages that are passed over",
              "Find out what the peer does; raise Limits.handshakeMessages only if it must be.");
      case UNSUPPORTED_VERSION ->
          new Explanation(
              "a peer with TLS 1.2 switched off, or one that knows only TLS 1.0 or 1.1",
              "Enable TLS 1.2 on the peer.");
      case NO_COMMON_SUITE ->
          new Explanation(
              "suites without forward secrecy or AEAD; an RSA certificate and a client with ECDSA suites only, or the reverse",
              "Enable an ECDHE suite with GCM or ChaCha20 on both sides that goes with the server's key.");
      case NO_COMMON_GROUP ->
          new Explanation(
              "a list of groups narrowed on one side", "Enable x25519 or secp256r1 on both sides.");
      case NO_COMMON_SCHEME ->
          new Explanation(
              "a client that lacks the scheme the server's key needs",
              "Add the scheme to signature_algorithms of the client, or use a certificate with another key.");
      case NO_COMMON_PROTOCOL ->
          new Explanation(
              "no overlap of the ALPN lists", "Add a common protocol to one of the lists.");
      case NO_NULL_COMPRESSION ->
          new Explanation(
              "a malformed ClientHello", "Update the client: RFC 5246 7.4.1.2 demands null.");
      case SUITE_NOT_OFFERED ->
          new Explanation(
              "a server that ignores the client's offer",
              "Update the server or the middlebox before it.");
      case BAD_COMPRESSION ->
          new Explanation(
              "a server that compresses although it was not offered",
              "Switch compression off in the server.");
      case PROTOCOL_NOT_OFFERED ->
          new Explanation("a server that ignores the client's ALPN list", "Update the server.");
      case NO_SECURE_RENEGOTIATION ->
          new Explanation(
              "a peer without RFC 5746, older than 2010",
              "Update the peer; requireSecureRenegotiation(false) is a stopgap.");
      case BAD_RENEGOTIATION_INFO ->
          new Explanation(
              "an attacker who splices connections, or a peer with a defect",
              "Suspect an attack if the peer is sound.");
      case NO_EXTENDED_MASTER_SECRET ->
          new Explanation(
              "a peer without RFC 7627 where this side requires it",
              "Update the peer, or do not require the extension.");
      case MISSING_SIGNATURE_ALGORITHMS ->
          new Explanation(
              "a client whose hello would allow SHA-1 signatures only",
              "Let the client send signature_algorithms with a SHA-256 scheme.");
      case BAD_POINT_FORMATS ->
          new Explanation(
              "a peer that lists point formats without the only one in use", "Update the peer.");
      case RENEGOTIATION_REFUSED ->
          new Explanation(
              "a peer that renegotiates, for instance to ask for a client certificate late",
              "Ask in the first handshake, or allow it with Renegotiation.");
      case UNRECOGNIZED_NAME ->
          new Explanation(
              "a client that uses a name no credential is bound to",
              "Bind a credential to the name, or add one for all others.");
      case NO_CREDENTIAL ->
          new Explanation(
              "no credential whose key goes with what the client offers",
              "Add a credential with another kind of key, or widen the client's offer.");
      case UNSUPPORTED_SESSION_PARAMETER ->
          new Explanation(
              "a server that resumes with other parameters than the session had",
              "Update the server; forget its sessions.");
      case EXTENDED_MASTER_SECRET_CHANGED ->
          new Explanation(
              "a farm of servers, or a client, with mixed versions",
              "Update all to RFC 7627, or forget the sessions.");
      case PEER_CHANGED ->
          new Explanation(
              "another identity in a renegotiation than before",
              "Renegotiate with the same certificate, or allow the change in Renegotiation.");
      case BAD_FRAGMENT_LENGTH ->
          new Explanation(
              "a peer that encodes max_fragment_length wrongly, or means a later extension of it",
              "Update the side that sent it, or let it ask for 512, 1024, 2048 or 4096 bytes.");
      case FRAGMENT_LENGTH_CHANGED ->
          new Explanation(
              "a server that grants a length of its own, or grants one in a resumption alone",
              "Update the server, or do not ask it for shorter records.");
      case RECORD_SIZE_LIMIT_TOO_SMALL ->
          new Explanation(
              "a peer that takes fewer than 64 bytes in a record",
              "Raise the record size limit of the peer.");
      case TWO_FRAGMENT_LIMITS ->
          new Explanation(
              "a server that supports both extensions and does not know how one obsoletes the other",
              "Update the server, or send it one of the two only.");
      case INAPPROPRIATE_FALLBACK ->
          new Explanation(
              "a client that tried again with an older version after a lost connection, or somebody who breaks its first attempts",
              "Let the client offer its highest version again, and never retry with an older one.");
      case DOWNGRADE_DETECTED ->
          new Explanation(
              "somebody between both sides who changed the hellos; a fallback of this application without need; a middlebox",
              "Connect with the highest version that both sides speak; look for who changes the hellos on the way.");
      case MALFORMED_CERTIFICATE ->
          new Explanation(
              "a damaged file, or a certificate that is not DER",
              "Check the certificate named in the failure's text with openssl x509 or keytool; reissue it.");
      case NO_CERTIFICATE ->
          new Explanation(
              "a client without a certificate, or with none from the authorities asked for",
              "Give the client a certificate from one of the authorities, or make it optional.");
      case CHAIN_TOO_LONG ->
          new Explanation(
              "certificates sent that do not belong to the chain",
              "Send own certificate and intermediates only; raise Limits.certificates if the chain is so long.");
      case UNKNOWN_ISSUER ->
          new Explanation(
              "a root that is not trusted; intermediates that the peer does not send",
              "Let the peer send its intermediates; add the root to the trust anchors if it deserves it.");
      case CERTIFICATE_EXPIRED ->
          new Explanation(
              "a certificate that was not renewed, or a wrong clock",
              "Check the clock, then renew the certificate.");
      case CERTIFICATE_NOT_YET_VALID ->
          new Explanation(
              "a wrong clock, or a certificate used too early",
              "Check the clocks of this machine and of the issuer.");
      case BAD_CERTIFICATE_SIGNATURE ->
          new Explanation(
              "a certificate changed after it was issued, or an issuer of the same name with another key",
              "Reissue the certificate; check which intermediate is sent.");
      case REFUSED_SIGNATURE_ALGORITHM ->
          new Explanation(
              "an old certificate of the chain, often an intermediate, signed with MD2, MD5 or SHA-1; a scheme not in signature_algorithms",
              "Have that certificate reissued with SHA-256 by its CA, or remove it from the chain if it is not needed; SignaturePolicy.allowing(...) is a stopgap.");
      case BAD_KEY_USAGE ->
          new Explanation(
              "a certificate issued for another use, such as a CA's or one for encryption only",
              "Reissue it with keyUsage digitalSignature.");
      case BAD_EXTENDED_KEY_USAGE ->
          new Explanation(
              "a client's certificate used by a server, or the reverse",
              "Reissue it with serverAuth or clientAuth.");
      case NAME_MISMATCH ->
          new Explanation(
              "a host reached under a name, or address, that its certificate does not list; a wrong virtual host",
              "Use a name from the certificate, or reissue it with the name in subjectAltName.");
      case CHAIN_CONSTRAINT ->
          new Explanation(
              "an intermediate that is no CA, a path that is too long, or a name outside the CA's constraints",
              "Reissue the chain under the right CA.");
      case WRONG_CERTIFICATE_TYPE ->
          new Explanation(
              "a server that chose a suite for another kind of key than its certificate's",
              "Correct the server's configuration of suites and keys.");
      case CURVE_NOT_OFFERED ->
          new Explanation(
              "a certificate on a curve that the client's groups leave out",
              "Add the curve to the client's groups, or use another certificate.");
      case WEAK_KEY ->
          new Explanation(
              "RSA keys under 2048 bits and the like",
              "Make a new key and have the certificate reissued.");
      case UNSUPPORTED_KEY ->
          new Explanation(
              "DSA keys, EC keys on unusual curves and other rare kinds",
              "Use an RSA, P-256, P-384, P-521 or Ed25519 key.");
      case BAD_CERTIFICATE_STATUS ->
          new Explanation(
              "the stapled OCSP response is old, malformed, for another certificate, or not signed by who may sign it",
              "Have the server fetch a fresh OCSP response and staple that.");
      case NO_CERTIFICATE_STATUS ->
          new Explanation(
              "the client's policy requires a stapled OCSP response and the server has none",
              "Configure stapling on the server, or do not require it in the client.");
      case NO_REVOCATION_INFORMATION ->
          new Explanation(
              "the policy requires revocation information and neither a staple nor a CRL at hand covers the certificate",
              "Hand in a current CRL of the issuer, have the server staple, or do not require it.");
      case CERTIFICATE_REVOKED ->
          new Explanation(
              "the issuer revoked the certificate", "Get a new certificate with a new key.");
      case CERTIFICATE_REJECTED ->
          new Explanation("the application's own check said no", "See the application's log.");
      case UNSUPPORTED_CURVE_TYPE ->
          new Explanation(
              "a server that sends explicit curve parameters",
              "Configure a named curve at the server.");
      case GROUP_NOT_OFFERED ->
          new Explanation("a server that ignores the client's groups", "Update the server.");
      case BAD_KEY_SHARE ->
          new Explanation(
              "a public value off its curve: a defect or an attack",
              "Update the peer; suspect an attack if it should be sound.");
      case SCHEME_NOT_OFFERED ->
          new Explanation(
              "a peer that signs with a scheme, such as a SHA-1 one, that was not offered",
              "Update the peer, or add the scheme if it may be used.");
      case SCHEME_KEY_MISMATCH ->
          new Explanation(
              "a peer whose scheme does not go with its certificate's key", "Update the peer.");
      case BAD_HANDSHAKE_SIGNATURE ->
          new Explanation(
              "a private key that does not belong to the certificate, or a handshake changed on the way",
              "Check that the peer's key and certificate belong together; rule out middleboxes.");
      case BAD_FINISHED ->
          new Explanation(
              "a handshake changed on the way, or a peer that derives keys wrongly",
              "Rule out middleboxes; update the peer.");
      case ALERT_RECEIVED ->
          new Explanation(
              "the peer refused what this side sent",
              "Look the alert up with explain, and read the peer's log.");
      case CLOSED_DURING_HANDSHAKE ->
          new Explanation(
              "a peer or firewall that drops the connection: a port that speaks no TLS, a refused version, a crash",
              "Read the peer's log; try openssl s_client to compare.");
      case TRUNCATED ->
          new Explanation(
              "a peer that closes without close_notify, a crash, or an attacker who cuts the stream",
              "Check that the data is complete by its own framing; let the peer close properly.");
      case CLOSE_DURING_HANDSHAKE ->
          new Explanation("a peer that changed its mind, or timed out", "Read the peer's log.");
      case ABORTED ->
          new Explanation(
              "this application closed the connection before the handshake was done",
              "Nothing, unless it was not meant.");
      case TRANSPORT_FAILED ->
          new Explanation(
              "a reset connection or another failure of the network",
              "See the cause; check network and peer.");
      case HANDSHAKE_DEADLINE ->
          new Explanation(
              "a peer that is silent, slow or overloaded; a firewall that swallows packets; a slow private key",
              "See in the failure's text in which step the time went; raise Limits.handshakeDeadline if the step has to take so long.");
      case INTERNAL ->
          new Explanation(
              "a defect of this library or of a crypto provider",
              "Report it with the stack trace of the failure's cause.");
      case SIGNING_FAILED ->
          new Explanation(
              "a key store or hardware token that is gone or locked, or a provider that cannot do the scheme",
              "See the failure's cause; check the key store.");
      case RANDOM_FAILED ->
          new Explanation(
              "a random source that does not work",
              "See the failure's cause; check the platform's random source.");
      case APPLICATION_FAILED ->
          new Explanation(
              "the application's own code threw or gave up while choosing the context, credentials or protocol",
              "See the failure's cause and the application's log.");
      case APPLICATION_REFUSED ->
          new Explanation(
              "the application decided not to serve the connection",
              "See the application's log; the alert is of its own choosing.");
    };
  }
}
