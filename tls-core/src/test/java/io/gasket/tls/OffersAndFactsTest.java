package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EachProvider
@DisplayName("What an application reads: the peer's offer, chain, schemes, credential, closing")
record OffersAndFactsTest(CryptoProvider crypto) {
  /** A ClientHello put together by hand, with a field of every kind (RFC 5246 7.4.1.2). */
  private static final byte[] HELLO =
      Hex.bytes(
          "0303"
              + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
              + "00"
              + "0006 c02b 1301 00ff"
              + "01 00"
              + "005b"
              + "0000 000e 000c 00 0009 4c6f63616c686f7374"
              + "000a 0008 0006 2a2a 001d 0017"
              + "000b 0004 03 00 01 02"
              + "000d 0006 0004 0403 0804"
              + "0032 0004 0002 0401"
              + "0010 000e 000c 02 6832 08 687474702f312e31"
              + "002b 0005 04 0304 0303"
              + "0017 0000"
              + "0023 0000");

  private ServerContextBuilder server() {
    return Contexts.server(crypto).clientAuth(ClientAuth.NEED, Contexts.trust());
  }

  private ClientContextBuilder client() {
    return Contexts.client(crypto).credential(TestPki.client(KeyKind.RSA_2048));
  }

  private static EnginePair shakeHands(SecurityContext client, SecurityContext server)
      throws TlsFailure {
    return EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
  }

  @Test
  @DisplayName(
      "a server that keeps it reads all that the client offered, in order, unknown codes too")
  void offerOfTheClient() throws TlsFailure {
    TlsEngine server =
        Contexts.server(crypto)
            .keepPeerOffer(true)
            .onClientHello(
                h -> {
                  check(h.clientHello());
                  h.proceed();
                })
            .build()
            .newEngine();
    server.receive(
        ByteBuffer.wrap(Flights.records(Flights.message(1, HELLO))), ByteBuffer.allocate(0));
    assertTrue(server.bytesToFlush() > 0, "the hello was answered");
  }

  private static void check(ClientHelloFacts facts) {
    assertEquals(0x0303, facts.version());
    assertEquals(List.of(0x0304, 0x0303), facts.versions());
    assertEquals(List.of(0xc02b, 0x1301, 0x00ff), facts.suites());
    assertEquals(List.of(0x2a2a, 0x001d, 0x0017), facts.groups());
    assertEquals(List.of(0, 1, 2), facts.pointFormats());
    assertEquals(List.of(0x0403, 0x0804), facts.schemes());
    assertEquals(List.of(0x0401), facts.certificateSchemes());
    assertEquals(List.of("h2", "http/1.1"), facts.applicationProtocols());
    assertEquals(Optional.of("localhost"), facts.serverName());
    assertEquals(List.of(0, 10, 11, 13, 50, 16, 43, 23, 35), facts.extensions());
    assertTrue(facts.extendedMasterSecret());
    assertTrue(facts.sessionTickets());
  }

  @Test
  @DisplayName("kept for the connection's life, it is what the client sent; a bare hello is empty")
  void offerKept() throws TlsFailure {
    SecurityContext server = server().keepPeerOffer(true).build();
    ConnectionInfo info = shakeHands(client().pointFormats(false).build(), server).server().info();
    ClientHelloFacts facts = info.clientHello().orElseThrow();
    assertEquals(Optional.of("localhost"), facts.serverName());
    assertEquals(List.of(), facts.pointFormats());
    assertEquals(List.of(), facts.certificateSchemes());
    assertEquals(List.of(), facts.versions());
    assertEquals(List.of(), facts.applicationProtocols());
    assertFalse(facts.sessionTickets());
    assertEquals(Optional.empty(), info.certificateRequest());
  }

  @Test
  @DisplayName("a resumed handshake has its own ClientHello")
  void offerOfAResumption() throws TlsFailure {
    SecurityContext server = Contexts.resuming(Contexts.server(crypto)).keepPeerOffer(true).build();
    SecurityContext client = Contexts.resuming(Contexts.client(crypto)).build();
    shakeHands(client, server);
    ConnectionInfo resumed = shakeHands(client, server).server().info();
    assertTrue(resumed.clientHello().orElseThrow().sessionTickets());
    assertTrue(resumed.group().isEmpty());
  }

  @Test
  @DisplayName("a client that keeps it reads the authorities' names, types and schemes asked for")
  void requestOfTheServer() throws TlsFailure {
    SecurityContext server =
        server()
            .acceptedSchemes(
                List.of(SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256))
            .build();
    ConnectionInfo info = shakeHands(client().keepPeerOffer(true).build(), server).client().info();
    CertificateRequestFacts facts = info.certificateRequest().orElseThrow();
    assertEquals(
        TestPki.anchors().stream().map(c -> c.getSubjectX500Principal()).toList(),
        facts.authorities());
    assertEquals(List.of(64, 1), facts.certificateTypes());
    assertEquals(List.of(0x0401, 0x0804), facts.schemes());
    assertEquals(Optional.empty(), info.clientHello());
    SecurityContext quiet = Contexts.server(crypto).build();
    assertEquals(
        Optional.empty(),
        shakeHands(client().keepPeerOffer(true).build(), quiet)
            .client()
            .info()
            .certificateRequest());
  }

  @Test
  @DisplayName("nothing of an offer is kept unless asked for")
  void notKept() throws TlsFailure {
    EnginePair pair = shakeHands(client().build(), server().build());
    assertEquals(Optional.empty(), pair.server().info().clientHello());
    assertEquals(Optional.empty(), pair.client().info().certificateRequest());
  }

  @Test
  @DisplayName("chain as DER, the scheme each side signed with, the credential used")
  void authentication() throws TlsFailure, CertificateEncodingException {
    Credential used = TestPki.client(KeyKind.RSA_2048);
    SecurityContext client =
        Contexts.client(crypto)
            .credential(TestPki.client(KeyKind.EC_P256))
            .credential(used)
            .build();
    SecurityContext server =
        server()
            .acceptedSchemes(
                List.of(SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.RSA_PKCS1_SHA256))
            .build();
    EnginePair pair = shakeHands(client, server);
    ConnectionInfo atServer = pair.server().info();
    ConnectionInfo atClient = pair.client().info();
    assertSame(used, atClient.localCredential().orElseThrow());
    assertEquals(Optional.of(SignatureScheme.RSA_PSS_RSAE_SHA256), atServer.peerScheme());
    assertEquals(atServer.peerScheme(), atClient.localScheme());
    assertEquals(Optional.of(SignatureScheme.ECDSA_SECP256R1_SHA256), atServer.localScheme());
    assertEquals(atServer.localScheme(), atClient.peerScheme());
    List<byte[]> chain = atServer.peerChain();
    assertEquals(2, chain.size());
    for (int i = 0; i < chain.size(); i++) {
      assertArrayEquals(
          TestPki.clientIdentity(KeyKind.RSA_2048).chain().get(i).getEncoded(), chain.get(i));
    }
    assertNotSame(chain.get(0), atServer.peerChain().get(0), "a copy");
    assertTrue(atClient.extendedMasterSecret() && atClient.secureRenegotiation());
  }

  @Test
  @DisplayName("close_notify: sent once it has left, received once it has come")
  void closing() throws TlsFailure {
    EnginePair pair = shakeHands(Contexts.client(crypto).build(), Contexts.server(crypto).build());
    TlsEngine client = pair.client();
    TlsEngine server = pair.server();
    client.close();
    assertFalse(client.closeNotifySent(), "it waits for flush");
    byte[] bye = EnginePair.flushed(client);
    assertTrue(client.closeNotifySent());
    assertFalse(client.closeNotifyReceived());
    assertFalse(server.closeNotifyReceived());
    pair.deliver(bye, server);
    assertTrue(server.closeNotifyReceived());
    assertFalse(server.closeNotifySent());
    server.close();
    pair.deliver(EnginePair.flushed(server), client);
    assertTrue(server.closeNotifySent() && client.closeNotifyReceived());
  }

  @Test
  @DisplayName("neither a truncation nor a fatal alert is a close_notify; one in the handshake is")
  void otherEnds() throws TlsFailure {
    EnginePair cut = shakeHands(Contexts.client(crypto).build(), Contexts.server(crypto).build());
    assertThrows(TlsFailure.class, cut.client()::endOfInput);
    assertFalse(cut.client().closeNotifyReceived());
    assertFalse(cut.client().closeNotifySent());
    cut.server().abort(Alert.ACCESS_DENIED, "no");
    EnginePair.flushed(cut.server());
    assertFalse(cut.server().closeNotifySent());

    EnginePair early =
        EnginePair.of(
            Contexts.client(crypto).build(), Contexts.server(crypto).build(), BufferKind.HEAP);
    early.deliver(EnginePair.flushed(early.client()), early.server());
    EnginePair.flushed(early.server());
    early.client().close();
    byte[] bye = EnginePair.flushed(early.client());
    assertEquals(
        Reason.CLOSE_DURING_HANDSHAKE,
        assertThrows(TlsFailure.class, () -> early.deliver(bye, early.server())).reason());
    assertTrue(early.server().closeNotifyReceived());
    assertTrue(early.client().closeNotifySent());
  }
}
