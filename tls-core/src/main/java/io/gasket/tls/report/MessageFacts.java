package io.gasket.tls.report;

import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.CertificateRequest;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.NewSessionTicket;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.CertificateText;
import io.gasket.tls.trust.PeerCertificates;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * The decisive fields of a handshake message as lines {@code name: value}. Takes any bytes: what
 * cannot be read ends the lines with one that says so. Randoms, public values, signatures and
 * Finished values are left out, as they decide nothing.
 */
final class MessageFacts {
  private static final int MOST_CERTIFICATES = 100;
  private static final int NAMED_CURVE = 3;
  private static final int LONGEST_DETAIL = 500;

  private final List<String> lines = new ArrayList<>();

  private MessageFacts() {}

  /** The fields of a whole message. */
  static List<String> of(byte[] bytes) {
    MessageFacts facts = new MessageFacts();
    HandshakeMessage message = new HandshakeMessage(bytes);
    try {
      facts.read(message.type(), message.body());
    } catch (TlsFailure malformed) {
      facts.add("cannot be read", PeerText.quote(malformed.detail(), LONGEST_DETAIL));
    }
    return facts.lines;
  }

  private void read(int type, Cursor body) throws TlsFailure {
    switch (type) {
      case HandshakeType.CLIENT_HELLO -> clientHello(ClientHello.read(body));
      case HandshakeType.SERVER_HELLO -> serverHello(ServerHello.read(body));
      case HandshakeType.CERTIFICATE ->
          certificates(CertificateMessage.read(body, MOST_CERTIFICATES));
      case HandshakeType.SERVER_KEY_EXCHANGE -> serverKeyExchange(body);
      case HandshakeType.CERTIFICATE_REQUEST -> certificateRequest(CertificateRequest.read(body));
      case HandshakeType.CERTIFICATE_VERIFY ->
          add("signature scheme", Wording.scheme(DigitallySigned.read(body).scheme()));
      case HandshakeType.NEW_SESSION_TICKET -> ticket(NewSessionTicket.read(body));
      default -> {
        // The other messages hold nothing that could be decided differently.
      }
    }
  }

  private void clientHello(ClientHello hello) throws TlsFailure {
    add("version", ProtocolVersion.name(hello.version()));
    add("session id", bytes(hello.sessionId()));
    add("cipher suites", Wording.list(hello.suites(), Wording::suite));
    ExtensionFacts.of(hello.extensions(), true, this::add);
  }

  private void serverHello(ServerHello hello) throws TlsFailure {
    add("version", ProtocolVersion.name(hello.version()));
    add("session id", bytes(hello.sessionId()));
    add("cipher suite", Wording.suite(hello.suite()));
    ExtensionFacts.of(hello.extensions(), false, this::add);
  }

  private void certificates(CertificateMessage message) {
    int count = message.certificates().size();
    add("certificates", count == 0 ? "none" : Integer.toString(count));
    for (int i = 0; i < count; i++) {
      add("certificate " + (i + 1), certificate(message.certificates().get(i)));
    }
  }

  private static String certificate(byte[] der) {
    try {
      X509Certificate certificate = PeerCertificates.parse(List.of(der)).get(0);
      return CertificateText.name(certificate.getSubjectX500Principal())
          + "; issued by "
          + CertificateText.name(certificate.getIssuerX500Principal())
          + "; signed with "
          + CertificateText.signature(certificate)
          + "; valid from "
          + certificate.getNotBefore().toInstant()
          + " to "
          + certificate.getNotAfter().toInstant();
    } catch (TlsFailure unreadable) {
      return "cannot be read, " + PeerText.quote(unreadable.detail(), LONGEST_DETAIL);
    }
  }

  private void serverKeyExchange(Cursor body) throws TlsFailure {
    int curveType = body.u8("curve_type");
    if (curveType != NAMED_CURVE) {
      add("curve type", Integer.toString(curveType));
      return;
    }
    add("group", Wording.group(body.u16("namedcurve")));
    body.vector8("public", 1, 255);
    add("signature scheme", Wording.scheme(DigitallySigned.read(body).scheme()));
  }

  private void certificateRequest(CertificateRequest request) {
    add("signature schemes", Wording.list(request.schemes(), Wording::scheme));
    List<String> names = request.authorities().stream().map(MessageFacts::authority).toList();
    add("authorities", Wording.list(names));
  }

  private static String authority(byte[] der) {
    try {
      return CertificateText.name(new X500Principal(der));
    } catch (IllegalArgumentException malformed) {
      return "a name that is not DER";
    }
  }

  private void ticket(NewSessionTicket ticket) {
    long hint = ticket.lifetimeHint();
    add("lifetime", hint == 0 ? "unspecified" : hint + " s");
    add("ticket", bytes(ticket.ticket()));
  }

  private void add(String name, String value) {
    lines.add(name + ": " + value);
  }

  private static String bytes(byte[] value) {
    return value.length == 0 ? "none" : Wording.count(value.length, "byte");
  }
}
