package io.gasket.tls.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.event.KeyLog;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.Resources;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** C3: wire messages and events in one time line. */
class HandshakeReportTest {
  private static final long MILLISECOND = 1_000_000;

  /** Moves on by a millisecond each time it is looked at. */
  private final AtomicLong clock = new AtomicLong();

  private final HandshakeReport report = new HandshakeReport(() -> clock.getAndAdd(MILLISECOND));

  private static ServerContextBuilder server(CryptoProvider provider, Identity identity) {
    return SecurityContext.server()
        .provider(provider)
        .credential(identity.credential())
        .applicationProtocols("h2", "http/1.1");
  }

  private static ClientContextBuilder client(CryptoProvider provider) {
    return Contexts.client(provider).applicationProtocols("h2", "http/1.1");
  }

  private EnginePair observed(ClientContextBuilder client, ServerContextBuilder server) {
    EnginePair pair = EnginePair.of(client.build(), server.build(), BufferKind.HEAP);
    pair.client().attach("198.51.100.7:50000 to localhost:443").observe(report);
    return pair;
  }

  /** Two things alone are not the same in each run: when the certificates were made. */
  private static String normalised(String text) {
    return text.replaceAll("valid from \\S+ to \\S+", "valid from DATE to DATE");
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("C3: the good case, as a golden file")
  void goodCase(CryptoProvider provider) throws TlsFailure {
    // RSA signatures always have the same length.
    EnginePair pair =
        observed(client(provider), server(provider, TestPki.serverIdentity(KeyKind.RSA_2048)));
    pair.shakeHands();
    pair.pass("GET / HTTP/1.1\r\n\r\n", pair.client(), pair.server());
    pair.pass("HTTP/1.1 204 No Content\r\n\r\n", pair.server(), pair.client());
    pair.client().close();
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    pair.server().close();
    pair.deliver(EnginePair.flushed(pair.server()), pair.client());
    assertEquals(
        Resources.text(HandshakeReportTest.class, "good-case.txt"), normalised(report.text()));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "C1 C2 C3: four certificates, the last of them signed with MD2, as a golden file on the client")
  void md2Case(CryptoProvider provider) {
    EnginePair pair = observed(client(provider), server(provider, withMd2InItsChain()));
    assertThrows(TlsFailure.class, pair::shakeHands);
    EnginePair.flushed(pair.client());
    assertEquals(
        Resources.text(HandshakeReportTest.class, "md2-case.txt"), normalised(report.text()));
  }

  /** The chain of the story: all is in order but for one old certificate, the furthest away. */
  private static Identity withMd2InItsChain() {
    Identity old = authority("CN=Old Cross Certificate", TestPki.rsaRoot(), "MD2withRSA");
    Identity policy = authority("CN=Policy CA", old, "SHA256withRSA");
    Identity issuing = authority("CN=Issuing CA", policy, "SHA256withRSA");
    return TestPki.issue()
        .subject("CN=localhost")
        .issuer(issuing)
        .key(KeyKind.RSA_2048)
        .dns("localhost")
        .extendedKeyUsage(KeyPurposeId.id_kp_serverAuth)
        .make();
  }

  private static Identity authority(String subject, Identity issuer, String algorithm) {
    return TestPki.issue()
        .subject(subject)
        .issuer(issuer)
        .key(KeyKind.RSA_2048)
        .authority()
        .signedWith(algorithm)
        .make();
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("client certificates and resumption; the server's view has the client's words")
  void otherCases(CryptoProvider provider) throws TlsFailure {
    SecurityContext server =
        server(provider, TestPki.serverIdentity(KeyKind.EC_P256))
            .clientAuth(io.gasket.tls.ClientAuth.NEED, Trust.anchors(TestPki.anchors()))
            .build();
    SecurityContext client = client(provider).credential(TestPki.client(KeyKind.EC_P256)).build();
    EnginePair first = EnginePair.of(client, server, BufferKind.HEAP);
    first.server().observe(report);
    first.shakeHands();
    String full = report.text();
    assertContains(full, "> CertificateRequest, ");
    assertContains(full, "authorities: CN=Gasket Test EC Root, CN=Gasket Test RSA Root");
    assertContains(full, "certificate 1: O=Gasket Tests,OU=EC_P256,CN=client; issued by");
    assertContains(full, "< CertificateVerify, ");
    assertContains(full, "signature scheme: ecdsa_secp256r1_sha256");
    assertContains(full, "* ticket issued for 7200 s");

    EnginePair second = EnginePair.of(client, server, BufferKind.HEAP);
    HandshakeReport resumed = new HandshakeReport(() -> 0);
    second.server().observe(resumed);
    second.shakeHands();
    assertContains(resumed.text(), "session_ticket: ticket of ");
    assertContains(resumed.text(), "* a session was resumed by ticket");
    assertFalse(resumed.text().contains("Certificate"), resumed::text);
  }

  @Test
  @DisplayName("no secret is in it: no master secret, exported key, Finished value or data")
  void noSecrets() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    List<byte[]> secrets = new ArrayList<>();
    KeyLog keys = (random, master) -> secrets.add(master.clone());
    EnginePair pair =
        observed(
            client(provider).keyLog(keys),
            server(provider, TestPki.serverIdentity(KeyKind.EC_P256)));
    pair.shakeHands();
    pair.pass("attack at dawn", pair.client(), pair.server());
    secrets.add(pair.client().tlsUnique());
    secrets.add("attack at dawn".getBytes(StandardCharsets.US_ASCII));
    String text = report.text();
    assertContains(text, "* WARNING: the secrets of this handshake were given to a key log");
    assertFalse(text.contains("attack"));
    assertEquals(3, secrets.size());
    for (byte[] secret : secrets) {
      String hex = HexFormat.of().formatHex(secret);
      assertFalse(text.toLowerCase(Locale.ROOT).contains(hex.substring(0, 8)));
    }
  }

  @Test
  @DisplayName("a peer's text cannot break a line or steer a terminal")
  void hostileText() {
    byte[] alpn = Hex.bytes("0010 000a 0008 07 1b5b324a 0d0a 41");
    byte[] hello =
        Flights.message(
            HandshakeType.CLIENT_HELLO,
            Hex.bytes(
                "0303"
                    + "00".repeat(32)
                    + "00 0004 1301 0a0a 0100 000e"
                    + HexFormat.of().formatHex(alpn)));
    see(HandshakeType.CLIENT_HELLO, hello);
    String text = report.text();
    assertContains(text, "cipher suites: 0x1301, 0x0a0a");
    assertContains(text, "application_layer_protocol_negotiation: \\u001b[2J\\u000d\\u000aA");
  }

  @Property(tries = 500)
  @DisplayName("whatever bytes a message holds, the report has a line for it and goes on")
  void anyBytes(@ForAll @IntRange(max = 25) int type, @ForAll @Size(max = 80) byte[] body) {
    HandshakeReport any = new HandshakeReport(() -> 0);
    any.handshakeMessage(
        null, false, type, ByteBuffer.wrap(Flights.message(type, body)).asReadOnlyBuffer());
    assertContains(any.text(), "< " + HandshakeType.name(type) + ", " + (4 + body.length));
    assertFalse(
        any.text().chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)), any::text);
  }

  @Test
  @DisplayName("the time line is bounded; application data is counted only")
  void bounded() {
    for (int i = 0; i < 5_000; i++) {
      report.record(null, true, ContentType.APPLICATION_DATA, 10);
      report.record(null, false, ContentType.HANDSHAKE, 10);
    }
    String text = report.text();
    assertTrue(text.lines().count() < 2_020, () -> "lines: " + text.lines().count());
    assertContains(text, "3000 more lines left out");
    assertContains(text, "application data sent: 5000 records with 50000 bytes");
  }

  private void see(int type, byte[] message) {
    report.handshakeMessage(null, false, type, ByteBuffer.wrap(message).asReadOnlyBuffer());
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), () -> part + " is not in\n" + text);
  }
}
