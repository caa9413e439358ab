package io.gasket.tls.testing;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.CertificateRequest;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.NewSessionTicket;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.message.Wire;
import io.gasket.tls.message.extension.RenegotiationInfo;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.ArrayList;
import java.util.List;

/** The server's steps, for tests of clients. */
public final class ScriptedServer extends ScriptedPeer {
  private final Identity identity;
  private ClientHello clientHello;
  private boolean ticket;
  private final List<Extension> answers = new ArrayList<>();

  /** A server with this identity and the first suite that goes with its key. */
  public ScriptedServer(TlsEngine client, CryptoProvider crypto, Identity identity) {
    super(client, crypto);
    this.identity = identity;
    this.suite =
        CipherSuite.all().stream()
            .filter(s -> s.authentication() == identity.credential().keyType().authentication())
            .findFirst()
            .orElseThrow();
  }

  /** A server with a key on P-256, of a new client's engine that asks for {@code localhost}. */
  public static ScriptedServer of(SecurityContext client, CryptoProvider crypto) {
    return new ScriptedServer(
        client.newEngine("localhost"), crypto, TestPki.serverIdentity(KeyKind.EC_P256));
  }

  /** A server that does not answer extended_master_secret. */
  public ScriptedServer withoutExtendedMasterSecret() {
    extendedMasterSecret = false;
    return this;
  }

  /** A server that announces a ticket (RFC 5077). */
  public ScriptedServer withTicket() {
    ticket = true;
    return this;
  }

  /** A server that resumes the session offered, which has this master secret. */
  public ScriptedServer resuming(byte[] master) {
    resumed = master;
    return this;
  }

  /** A server that chooses this suite. */
  public ScriptedServer choosing(CipherSuite chosen) {
    suite = chosen;
    return this;
  }

  /** Goes on with another handshake, whose ClientHello the engine has been told to send. */
  public ScriptedServer renegotiating() {
    beginRenegotiation();
    return this;
  }

  /** A server that answers an extension beside those it answers anyway. */
  public ScriptedServer answering(int type, byte... body) {
    answers.add(new Extension(type, body));
    return this;
  }

  /** Reads ClientHello. */
  public ClientHello readHello() throws TlsFailure {
    read();
    clientHello = ClientHello.read(next(HandshakeType.CLIENT_HELLO).body());
    clientRandom = clientHello.random();
    return clientHello;
  }

  /** A ServerHello that the client accepts. */
  public ServerHello hello() {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(
        new Extension(
            ExtensionType.RENEGOTIATION_INFO,
            RenegotiationInfo.encode(
                new Wire(24)
                    .bytes(previousClientFinished)
                    .bytes(previousServerFinished)
                    .toBytes())));
    if (extendedMasterSecret) {
      extensions.add(new Extension(ExtensionType.EXTENDED_MASTER_SECRET, new byte[0]));
    }
    if (ticket) {
      extensions.add(new Extension(ExtensionType.SESSION_TICKET, new byte[0]));
    }
    extensions.addAll(answers);
    return new ServerHello(
        ProtocolVersion.TLS_1_2,
        serverRandom,
        resumed == null ? new byte[0] : clientHello.sessionId(),
        suite.code(),
        0,
        new ExtensionBlock(extensions));
  }

  /** Sends ServerHello. */
  public void serverHello() throws TlsFailure {
    say(hello().encode());
    if (resumed != null) {
      resumeKeys();
    }
  }

  /** Sends the identity's chain. */
  public void certificate() throws TlsFailure {
    say(new CertificateMessage(identity.credential().encodedChain()).encode());
  }

  /** Sends ServerKeyExchange with a fresh X25519 key. */
  public void serverKeyExchange() throws TlsFailure {
    serverKeyExchange(NamedGroup.X25519);
  }

  /** Sends ServerKeyExchange with a fresh key of a group. */
  public void serverKeyExchange(NamedGroup group) throws TlsFailure {
    newShare(group);
    serverKeyExchange(parameters(3, group.code(), share.publicValue()));
  }

  /** Sends ServerKeyExchange with any parameters, signed as they are. */
  public void serverKeyExchange(byte[] parameters) throws TlsFailure {
    serverKeyExchange(parameters, sign(identity.key(), scheme(), signedContent(parameters)));
  }

  /** Sends ServerKeyExchange with any parameters and any signature. */
  public void serverKeyExchange(byte[] parameters, DigitallySigned signed) throws TlsFailure {
    say(
        HandshakeMessage.encode(
            HandshakeType.SERVER_KEY_EXCHANGE,
            body -> {
              body.bytes(parameters);
              signed.write(body);
            }));
  }

  /** ServerECDHParams (RFC 8422 5.4). */
  public static byte[] parameters(int curveType, int group, byte[] point) {
    Wire wire = new Wire(64).u8(curveType).u16(group);
    int mark = wire.open8();
    return wire.bytes(point).close(mark).toBytes();
  }

  /** What a server signs (RFC 5246 7.4.3). */
  public byte[] signedContent(byte[] parameters) {
    return new Wire(256).bytes(clientRandom).bytes(serverRandom).bytes(parameters).toBytes();
  }

  /** The scheme that the identity signs with. */
  public SignatureScheme scheme() {
    return SignatureScheme.all().stream()
        .filter(identity.credential().schemes()::contains)
        .findFirst()
        .orElseThrow();
  }

  /** Sends CertificateRequest for any issuer. */
  public void certificateRequest() throws TlsFailure {
    say(
        new CertificateRequest(
                new int[] {CertificateRequest.ECDSA_SIGN, CertificateRequest.RSA_SIGN},
                SignatureScheme.all().stream().mapToInt(SignatureScheme::code).toArray(),
                List.of())
            .encode());
  }

  /** Sends ServerHelloDone and reads the client's flight; gives back its Finished. */
  public byte[] serverHelloDone() throws TlsFailure {
    say(HandshakeType.SERVER_HELLO_DONE);
    read();
    return checkFinished();
  }

  /** Sends NewSessionTicket. */
  public void newSessionTicket() throws TlsFailure {
    say(new NewSessionTicket(60, new byte[100]).encode());
  }

  @Override
  void beforeKeys() {
    if (resumed != null) {
      return;
    }
    if (nextIs(HandshakeType.CERTIFICATE)) {
      next(HandshakeType.CERTIFICATE);
    }
    try {
      Cursor exchange = next(HandshakeType.CLIENT_KEY_EXCHANGE).body();
      agree(exchange.vector8("ecdh_Yc", 1, 255).rest());
    } catch (TlsFailure e) {
      throw new AssertionError(e);
    }
    if (nextIs(HandshakeType.CERTIFICATE_VERIFY)) {
      next(HandshakeType.CERTIFICATE_VERIFY);
    }
  }

  /** All up to ServerHelloDone, and the client's flight. */
  public void flight() throws TlsFailure {
    readHello();
    serverHello();
    certificate();
    serverKeyExchange();
    serverHelloDone();
  }

  /** A whole handshake. */
  public ScriptedServer shakeHands() throws TlsFailure {
    flight();
    changeCipherSpec();
    finished();
    return this;
  }
}
