package io.gasket.tls.testing;

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
import java.util.ArrayList;
import java.util.List;

/** The client's steps, for tests of servers. */
public final class ScriptedClient extends ScriptedPeer {
  private final Identity identity;
  private byte[] serverPoint;

  /** A client that shows this identity when it says {@link #certificate}. */
  public ScriptedClient(TlsEngine server, CryptoProvider crypto, Identity identity) {
    super(server, crypto);
    this.identity = identity;
  }

  /** A client that does not offer extended_master_secret. */
  public ScriptedClient withoutExtendedMasterSecret() {
    extendedMasterSecret = false;
    return this;
  }

  /** A ClientHello with all that the server's engine wants. */
  public ClientHello hello() {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(
        new Extension(ExtensionType.RENEGOTIATION_INFO, RenegotiationInfo.encode(new byte[0])));
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
    return new ClientHello(
        ProtocolVersion.TLS_1_2,
        clientRandom,
        new byte[0],
        CipherSuite.all().stream().mapToInt(CipherSuite::code).toArray(),
        new byte[] {0},
        new ExtensionBlock(extensions));
  }

  /** Sends ClientHello and reads the server's flight. */
  public void clientHello() throws TlsFailure {
    say(hello().encode());
    readFlight();
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
    clientHello();
    clientKeyExchange();
    changeCipherSpec();
    finished();
    readFinished();
    return this;
  }
}
