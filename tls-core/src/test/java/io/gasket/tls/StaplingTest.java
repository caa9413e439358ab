package io.gasket.tls;

import static io.gasket.tls.Staples.GOOD;
import static io.gasket.tls.Staples.SERVER;
import static io.gasket.tls.Staples.about;
import static io.gasket.tls.Staples.hello;
import static io.gasket.tls.Staples.kinds;
import static io.gasket.tls.Staples.link;
import static io.gasket.tls.Staples.server;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.Interference.Change;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.trust.Stapling;
import io.gasket.tls.trust.Trust;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Certificate status (RFC 6066 8) and signed certificate timestamps (RFC 6962 3.3.1) that a server
 * staples to its certificate.
 */
@DisplayName("Stapling")
class StaplingTest {
  private static final byte[] TIMESTAMPS = Hex.bytes("0007 0002 abcd 0001 ef");

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "RFC 6066 8: CertificateStatus comes right behind Certificate, and only if asked for")
  void stapled(CryptoProvider provider) throws TlsFailure {
    Interference link =
        new Interference(Contexts.client(provider).build(), server(provider, GOOD).build());
    assertEquals(
        List.of(
            HandshakeType.SERVER_HELLO,
            HandshakeType.CERTIFICATE,
            HandshakeType.CERTIFICATE_STATUS,
            HandshakeType.SERVER_KEY_EXCHANGE,
            HandshakeType.SERVER_HELLO_DONE),
        kinds(link.toServer()));
    SecurityContext uninterested = Contexts.client(provider).stapling(Stapling.OFF).build();
    assertFalse(
        kinds(new Interference(uninterested, server(provider, GOOD).build()).toServer())
            .contains(HandshakeType.CERTIFICATE_STATUS));
    EnginePair pair = EnginePair.connected(uninterested, server(provider, GOOD).build());
    assertTrue(pair.client().info().ocspResponse().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("the client has what was stapled, byte for byte")
  void received(CryptoProvider provider) throws Exception {
    Credential credential =
        SERVER.credential().withOcspResponse(GOOD).withSignedCertificateTimestamps(TIMESTAMPS);
    SecurityContext server =
        SecurityContext.server().provider(provider).credential(credential).build();
    SecurityContext client =
        Contexts.client(provider)
            .stapling(Stapling.REQUIRED)
            .signedCertificateTimestamps(true)
            .build();
    ConnectionInfo info = EnginePair.connected(client, server).client().info();
    assertArrayEquals(GOOD, info.ocspResponse().orElseThrow());
    assertEquals(
        List.of("abcd", "ef"), info.signedCertificateTimestamps().stream().map(Hex::text).toList());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("in a renegotiation too")
  void renegotiated(CryptoProvider provider) throws TlsFailure {
    Renegotiation once = Renegotiation.upTo(1);
    EnginePair pair =
        EnginePair.connected(
            Contexts.client(provider).stapling(Stapling.REQUIRED).renegotiation(once).build(),
            server(provider, GOOD).renegotiation(once).build());
    pair.client().renegotiate();
    pair.shakeHands();
    assertTrue(pair.client().info().ocspResponse().isPresent());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("nothing stapled: fine, or refused where it is required")
  void missing(CryptoProvider provider) throws TlsFailure {
    SecurityContext bare = Contexts.server(provider).build();
    assertTrue(
        EnginePair.connected(Contexts.client(provider).build(), bare)
            .client()
            .info()
            .ocspResponse()
            .isEmpty());
    SecurityContext strict = Contexts.client(provider).stapling(Stapling.REQUIRED).build();
    assertMissing(new Interference(strict, bare).toServer().clientRefuses(m -> m.bytes()));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("RFC 6066 8: a server may answer status_request and still send no CertificateStatus")
  void leftOut(CryptoProvider provider) throws TlsFailure {
    Change leaveOut = Interference.on(HandshakeType.CERTIFICATE_STATUS, bytes -> new byte[0]);
    Interference link = link(provider, Stapling.CHECKED).toServer().toClient(leaveOut);
    assertTrue(
        kinds(link.client()).contains(HandshakeType.CLIENT_KEY_EXCHANGE),
        "the client goes on with its flight");
    assertMissing(link(provider, Stapling.REQUIRED).toServer().clientRefuses(leaveOut));
  }

  @Test
  @DisplayName("an unknown status type, and status_request_v2 (RFC 6961), are passed over")
  void otherTypes() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    Interference unknown =
        link(provider, Stapling.CHECKED)
            .toServer(hello(ExtensionType.STATUS_REQUEST, Hex.bytes("07 0000 0000")));
    assertFalse(kinds(unknown.server()).contains(HandshakeType.CERTIFICATE_STATUS));
    Interference second =
        link(provider, Stapling.OFF)
            .toServer(hello(ExtensionType.STATUS_REQUEST_V2, Hex.bytes("0007 02 0004 0000 0000")));
    List<Integer> kinds = kinds(second.server());
    assertFalse(kinds.contains(HandshakeType.CERTIFICATE_STATUS));
    assertTrue(kinds.contains(HandshakeType.SERVER_HELLO_DONE));
  }

  @Test
  @DisplayName("RFC 6962 3.3.1: timestamps go to those who ask, whose extension is empty")
  void timestampsAsked() throws Exception {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext server =
        SecurityContext.server()
            .credential(SERVER.credential().withSignedCertificateTimestamps(TIMESTAMPS))
            .build();
    SecurityContext client = Contexts.client(provider).build();
    ServerHello plain = answer(new Interference(client, server).toServer());
    assertNull(plain.extensions().find(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP));
    TlsFailure padded =
        new Interference(client, server)
            .serverRefuses(hello(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, new byte[1]));
    assertEquals(Alert.DECODE_ERROR, padded.alert());
  }

  @Test
  @DisplayName("a response to staple has 1 to 65 531 bytes; the longest arrives, by default limits")
  void longest() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    byte[] longest = new byte[65_531];
    SecurityContext client =
        Contexts.client(provider)
            .stapling(Stapling.CHECKED.withVerifier((chain, response) -> {}))
            .build();
    ConnectionInfo info =
        EnginePair.connected(client, server(provider, longest).build()).client().info();
    assertArrayEquals(longest, info.ocspResponse().orElseThrow());
    for (int length : new int[] {0, 65_532}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SERVER.credential().withOcspResponse(new byte[length]));
    }
  }

  @Test
  @DisplayName("a resumption brings no staple again, and needs none")
  void resumed() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext server = server(provider, GOOD).build();
    SecurityContext client =
        resumingClient(provider, new SessionCache(8)).stapling(Stapling.REQUIRED).build();
    EnginePair.connected(client, server);
    ConnectionInfo again = EnginePair.connected(client, server).client().info();
    assertEquals(ResumedBy.TICKET, again.resumedBy());
    assertTrue(again.ocspResponse().isEmpty());
  }

  @Test
  @DisplayName(
      "a session of a client that required nothing is not resumed where a staple is required")
  void sharedSessions() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext server = Contexts.resuming(server(provider, GOOD)).build();
    SessionCache shared = new SessionCache(8);
    Trust trust = Trust.anchors(TestPki.anchors());
    SecurityContext lenient =
        resumingClient(provider, shared).trust(trust).stapling(Stapling.OFF).build();
    SecurityContext strict =
        resumingClient(provider, shared).trust(trust).stapling(Stapling.REQUIRED).build();
    EnginePair.connected(lenient, server);
    ConnectionInfo info = EnginePair.connected(strict, server).client().info();
    assertEquals(ResumedBy.NOTHING, info.resumedBy());
    assertTrue(info.ocspResponse().isPresent());
    assertEquals(
        ResumedBy.TICKET, EnginePair.connected(strict, server).client().info().resumedBy());
  }

  @Test
  @DisplayName("a newer response is stapled as soon as credentials are replaced")
  void replaced() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext server = server(provider, GOOD).build();
    byte[] newer = about().namedByKey().make();
    server.replaceCredentials(SERVER.credential().withOcspResponse(newer));
    ConnectionInfo info =
        EnginePair.connected(Contexts.client(provider).build(), server).client().info();
    assertArrayEquals(newer, info.ocspResponse().orElseThrow());
  }

  private static ClientContextBuilder resumingClient(
      CryptoProvider provider, SessionCache sessions) {
    return Contexts.client(provider).sessions(sessions).tickets(true);
  }

  private static ServerHello answer(Interference link) throws TlsFailure {
    return ServerHello.read(Interference.sent(link.server()).get(0).body());
  }

  private static void assertMissing(TlsFailure failure) {
    assertEquals(Alert.BAD_CERTIFICATE_STATUS_RESPONSE, failure.alert());
    assertEquals(Reason.NO_CERTIFICATE_STATUS, failure.reason());
    assertTrue(failure.detail().contains("without a stapled OCSP response"), failure::detail);
  }
}
