package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.OcspResponses;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.PeerRole;
import io.gasket.tls.trust.Trust;
import io.gasket.tls.trust.VerifiedPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The application's own judgement of peers whose chain the trust has accepted. */
@DisplayName("verifyPeer")
class PeerVerifierTest {
  private static final Identity SERVER = TestPki.serverIdentity(KeyKind.EC_P256);
  private static final Identity CLIENT = TestPki.clientIdentity(KeyKind.EC_P256);
  private static final Trust TRUST = Trust.anchors(TestPki.anchors());

  private final List<VerifiedPeer> seen = new ArrayList<>();

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("a client's sees the server: chain, role, host and staple")
  void seesServer(CryptoProvider provider) throws TlsFailure {
    byte[] staple = OcspResponses.about(SERVER.certificate(), TestPki.intermediate()).make();
    SecurityContext server =
        SecurityContext.server()
            .provider(provider)
            .credential(SERVER.credential().withOcspResponse(staple))
            .build();
    EnginePair.connected(Contexts.client(provider).verifyPeer(seen::add).build(), server);
    VerifiedPeer peer = seen.get(0);
    assertEquals(PeerRole.SERVER, peer.role());
    assertEquals(Optional.of("localhost"), peer.host());
    assertEquals(SERVER.certificate(), peer.chain().leaf());
    assertEquals(TestPki.root().certificate(), peer.chain().anchor());
    assertArrayEquals(staple, peer.ocspResponse().orElseThrow());

    EnginePair.connected(
        Contexts.client(provider).verifyPeer(seen::add).build(), Contexts.server(provider).build());
    assertTrue(seen.get(1).ocspResponse().isEmpty());
    assertEquals(2, seen.size());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("a server's sees the client, when it shows a certificate")
  void seesClient(CryptoProvider provider) throws TlsFailure {
    SecurityContext server =
        Contexts.server(provider).clientAuth(ClientAuth.WANT, TRUST).verifyPeer(seen::add).build();
    EnginePair.connected(Contexts.client(provider).build(), server);
    assertEquals(List.of(), seen);
    EnginePair.connected(Contexts.client(provider).credential(CLIENT.credential()).build(), server);
    VerifiedPeer peer = seen.get(0);
    assertEquals(PeerRole.CLIENT, peer.role());
    assertEquals(Optional.empty(), peer.host());
    assertEquals(CLIENT.certificate(), peer.chain().leaf());
    assertEquals(1, seen.size());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("asked in every full handshake, of a chain that the trust remembers too")
  void remembered(CryptoProvider provider) throws TlsFailure {
    SecurityContext server =
        Contexts.server(provider).clientAuth(ClientAuth.NEED, TRUST).verifyPeer(seen::add).build();
    SecurityContext client =
        Contexts.client(provider)
            .credential(CLIENT.credential())
            .sessions(null)
            .verifyPeer(seen::add)
            .build();
    EnginePair.connected(client, server);
    EnginePair.connected(client, server);
    assertEquals(
        List.of(PeerRole.SERVER, PeerRole.CLIENT, PeerRole.SERVER, PeerRole.CLIENT),
        seen.stream().map(VerifiedPeer::role).toList());
    assertSame(seen.get(0).chain().path(), seen.get(2).chain().path());
    assertSame(seen.get(1).chain().path(), seen.get(3).chain().path());
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("either side refuses with an alert and a text of its choice")
  void refuses(CryptoProvider provider) throws TlsFailure {
    SecurityContext pickyClient =
        Contexts.client(provider)
            .verifyPeer(
                peer -> {
                  throw peer.refusal(Alert.ACCESS_DENIED, "its key is not the pinned one");
                })
            .build();
    assertRefusal(
        new Interference(pickyClient, Contexts.server(provider).build())
            .toServer()
            .clientRefuses(message -> message.bytes()),
        Alert.ACCESS_DENIED,
        "certificate 1 of 2 (O=Gasket Tests,OU=EC_P256,CN=localhost) was rejected by the application:"
            + " its key is not the pinned one");
    SecurityContext pickyServer =
        Contexts.server(provider)
            .clientAuth(ClientAuth.NEED, TRUST)
            .verifyPeer(
                peer -> {
                  throw peer.refusal(Alert.CERTIFICATE_UNKNOWN, "not a customer");
                })
            .build();
    assertRefusal(
        new Interference(
                Contexts.client(provider).credential(CLIENT.credential()).build(), pickyServer)
            .toServer()
            .toClient()
            .serverRefuses(message -> message.bytes()),
        Alert.CERTIFICATE_UNKNOWN,
        "not a customer");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("not asked again when the session is resumed, by ticket or by id")
  void resumed(boolean tickets) throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    List<VerifiedPeer> seenByServer = new ArrayList<>();
    SecurityContext server =
        Contexts.server(provider)
            .sessions(new SessionCache(8))
            .tickets(tickets)
            .clientAuth(ClientAuth.NEED, TRUST)
            .verifyPeer(seenByServer::add)
            .build();
    SecurityContext client =
        Contexts.client(provider)
            .sessions(new SessionCache(8))
            .tickets(tickets)
            .credential(CLIENT.credential())
            .verifyPeer(seen::add)
            .build();
    EnginePair.connected(client, server);
    EnginePair again = EnginePair.connected(client, server);
    assertNotEquals(ResumedBy.NOTHING, again.client().info().resumedBy());
    assertEquals(1, seen.size());
    assertEquals(1, seenByServer.size());
  }

  @Test
  @DisplayName("not asked about a chain that the trust refuses")
  void untrusted() {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    SecurityContext client =
        Contexts.client(provider)
            .trust(Trust.anchors(TestPki.rsaRoot().certificate()))
            .verifyPeer(seen::add)
            .build();
    assertThrows(
        TlsFailure.class, () -> EnginePair.connected(client, Contexts.server(provider).build()));
    assertEquals(List.of(), seen);
  }

  private static void assertRefusal(TlsFailure failure, Alert alert, String phrase) {
    assertEquals(alert, failure.alert());
    assertEquals(Reason.CERTIFICATE_REJECTED, failure.reason());
    assertTrue(failure.detail().contains(phrase), failure::detail);
  }
}
