package io.gasket.tls.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.message.extension.CodeList;
import io.gasket.tls.message.extension.PointFormats;
import io.gasket.tls.message.extension.RenegotiationInfo;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The client's steps, for tests of servers. */
public final class ScriptedClient extends ScriptedPeer {
  private final Identity identity;
  private byte[] serverPoint;
  private byte[] sessionId = new byte[0];
  private byte[] ticket;
  private String serverName;

  /** A client that shows this identity when it says {@link #certificate}. */
  public ScriptedClient(TlsEngine server, CryptoProvider crypto, Identity identity) {
    super(server, crypto);
    this.identity = identity;
  }

  /** A client without a certificate, of a new server's engine. */
  public static ScriptedClient of(SecurityContext server, CryptoProvider crypto) {
    return new ScriptedClient(server.newEngine(), crypto, null);
  }

  /** A client that does not offer extended_master_secret. */
  public ScriptedClient withoutExtendedMasterSecret() {
    extendedMasterSecret = false;
    return this;
  }

  /**
   * A client that resumes a session of this master secret, by id, or by ticket with a fresh id.
   *
   * @param byTicket the ticket, or null
   */
  public ScriptedClient resuming(byte[] master, byte[] id, byte[] byTicket) {
    resumed = master;
    sessionId = id;
    ticket = byTicket;
    return this;
  }

  /** A client that asks for a name. */
  public ScriptedClient named(String name) {
    serverName = name;
    return this;
  }

  /** Goes on with another handshake, whose first message is the client's next. */
  public ScriptedClient renegotiating() {
    beginRenegotiation();
    return this;
  }

  /** A ClientHello with all that the server's engine wants. */
  public ClientHello hello() {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(
        new Extension(
            ExtensionType.RENEGOTIATION_INFO, RenegotiationInfo.encode(previousClientFinished)));
    extensions.add(
        new Extension(
            ExtensionType.SUPPORTED_GROUPS,
            CodeList.encode(NamedGroup.all().stream().mapToInt(NamedGroup::code).toArray())));
    extensions.add(new Extension(ExtensionType.EC_POINT_FORMATS, PointFormats.encode()));
    extensions.add(
        new Extension(
            ExtensionType.SIGNATURE_ALGORITHMS,
            CodeList.encode(
                SignatureScheme.all().stream().mapToInt(SignatureScheme::code).toArray())));
    if (extendedMasterSecret) {
      extensions.add(new Extension(ExtensionType.EXTENDED_MASTER_SECRET, new byte[0]));
    }
    if (serverName != null) {
      extensions.add(
          new Extension(
              ExtensionType.SERVER_NAME,
              Hellos.hostName(serverName.getBytes(StandardCharsets.US_ASCII))));
    }
    if (ticket != null) {
      extensions.add(new Extension(ExtensionType.SESSION_TICKET, ticket));
    }
    return new ClientHello(
        ProtocolVersion.TLS_1_2,
        clientRandom,
        sessionId,
        CipherSuite.all().stream().mapToInt(CipherSuite::code).toArray(),
        new byte[] {0},
        new ExtensionBlock(extensions));
  }

  /** Sends ClientHello and reads the server's flight. */
  public void clientHello() throws TlsFailure {
    say(hello().encode());
    readFlight();
  }

  /** Sends a ClientHello that resumes, and reads the server's flight, which takes it up. */
  public void resumingHello() throws TlsFailure {
    say(hello().encode());
    readFinished();
  }

  @Override
  void beforeKeys() {
    if (resumed == null) {
      return;
    }
    try {
      ServerHello hello = ServerHello.read(next(HandshakeType.SERVER_HELLO).body());
      assertArrayEquals(sessionId, hello.sessionId());
      assertNull(hello.extensions().find(ExtensionType.SERVER_NAME), "RFC 6066 3");
      serverRandom = hello.random();
      suite = CipherSuite.of(hello.suite());
    } catch (TlsFailure e) {
      throw new AssertionError(e);
    }
    if (nextIs(HandshakeType.NEW_SESSION_TICKET)) {
      next(HandshakeType.NEW_SESSION_TICKET);
    }
    resumeKeys();
  }

  /** Reads ServerHello to ServerHelloDone. */
  public void readFlight() throws TlsFailure {
    read();
    ServerHello hello = ServerHello.read(next(HandshakeType.SERVER_HELLO).body());
    serverRandom = hello.random();
    suite = CipherSuite.of(hello.suite());
    next(HandshakeType.CERTIFICATE);
    Cursor exchange = next(HandshakeType.SERVER_KEY_EXCHANGE).body();
    exchange.u8("curve_type");
    newShare(NamedGroup.of(exchange.u16("namedcurve")));
    serverPoint = exchange.vector8("public", 1, 255).rest();
    if (nextIs(HandshakeType.CERTIFICATE_REQUEST)) {
      next(HandshakeType.CERTIFICATE_REQUEST);
    }
    next(HandshakeType.SERVER_HELLO_DONE);
  }

  /** The group that the server chose. */
  public NamedGroup group() {
    return share.group();
  }

  /** Sends the identity's chain. */
  public void certificate() throws TlsFailure {
    say(new CertificateMessage(identity.credential().encodedChain()).encode());
  }

  /** Sends a Certificate message without certificates. */
  public void emptyCertificate() throws TlsFailure {
    say(new CertificateMessage(List.of()).encode());
  }

  /** Sends ClientKeyExchange; keys are there afterwards. */
  public void clientKeyExchange() throws TlsFailure {
    byte[] message = clientKeyExchange(share.publicValue());
    // The session hash ends with this message, which the engine must not see before we have keys.
    addToTranscript(message);
    agree(serverPoint);
    send(ContentType.HANDSHAKE, message);
  }

  /** A ClientKeyExchange with any public value. */
  public static byte[] clientKeyExchange(byte[] point) {
    return HandshakeMessage.encode(
        HandshakeType.CLIENT_KEY_EXCHANGE,
        body -> {
          int mark = body.open8();
          body.bytes(point).close(mark);
        });
  }

  /** Sends CertificateVerify. */
  public void certificateVerify() throws TlsFailure {
    SignatureScheme scheme =
        SignatureScheme.all().stream()
            .filter(identity.credential().schemes()::contains)
            .findFirst()
            .orElseThrow();
    certificateVerify(sign(identity.key(), scheme, transcript()));
  }

  /** Sends CertificateVerify with any signature. */
  public void certificateVerify(DigitallySigned signed) throws TlsFailure {
    say(HandshakeMessage.encode(HandshakeType.CERTIFICATE_VERIFY, signed::write));
  }

  /** A whole handshake without a certificate. */
  public ScriptedClient shakeHands() throws TlsFailure {
    return shakeHands(hello());
  }

  /** A whole handshake without a certificate, begun with this hello. */
  public ScriptedClient shakeHands(ClientHello hello) throws TlsFailure {
    say(hello.encode());
    return afterHello();
  }

  /** All of a handshake that comes after a ClientHello said by other means. */
  public ScriptedClient afterHello() throws TlsFailure {
    readFlight();
    clientKeyExchange();
    changeCipherSpec();
    finished();
    readFinished();
    return this;
  }
}
