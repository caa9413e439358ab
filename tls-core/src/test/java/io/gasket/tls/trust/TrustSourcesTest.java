package io.gasket.tls.trust;

import static io.gasket.tls.trust.Presenting.client;
import static io.gasket.tls.trust.Presenting.leaf;
import static io.gasket.tls.trust.Presenting.server;
import static io.gasket.tls.trust.Presenting.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where anchors come from, and the trust that has none. */
class TrustSourcesTest {
  @TempDir Path folder;

  @Test
  @DisplayName("B4: the authorities are the anchors' subjects, each once, in order")
  void listsAuthorities() {
    Trust trust =
        Trust.anchors(
            TestPki.root().certificate(),
            TestPki.rsaRoot().certificate(),
            TestPki.root().certificate());

    assertEquals(
        List.of(
            TestPki.root().certificate().getSubjectX500Principal(),
            TestPki.rsaRoot().certificate().getSubjectX500Principal()),
        trust.authorities());
  }

  @Test
  @DisplayName("no anchors: said at once, not at the first peer")
  void refusesNoAnchors() {
    assertThrows(IllegalArgumentException.class, () -> Trust.anchors(List.of()));
  }

  @Test
  @DisplayName("a PEM file may hold many authorities, text and other blocks")
  void readsPem() throws IOException, TlsFailure {
    Path file = TestPki.writePem(folder.resolve("ca.pem"), TestPki.anchors());
    String text = Files.readString(file);
    Files.writeString(
        file,
        "0 Some text - of a tool\n"
            + TestPki.pem("PRIVATE KEY", new byte[] {1, 2, 3})
            + text.replace("\n", "\r\n")
            + "the end");

    Trust trust = Trust.pem(file);

    assertEquals(2, trust.authorities().size());
    trust.verify(server(TestPki.serverIdentity(KeyKind.RSA_2048)));
  }

  @Test
  @DisplayName("a PEM file that is not what it should be: one line that names it")
  void explainsBadPem() throws IOException {
    Path missing = folder.resolve("missing.pem");
    Path keyOnly =
        Files.writeString(folder.resolve("key.pem"), TestPki.pem("PRIVATE KEY", new byte[] {1}));
    Path badBase64 =
        Files.writeString(
            folder.resolve("base64.pem"),
            "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n");
    Path badDer =
        Files.writeString(folder.resolve("der.pem"), TestPki.pem("CERTIFICATE", new byte[] {1}));

    assertPemFails(missing, "no such file");
    assertPemFails(keyOnly, "BEGIN CERTIFICATE");
    assertPemFails(badBase64, "CERTIFICATE block 1 cannot be parsed");
    assertPemFails(badDer, "CERTIFICATE block 1 cannot be parsed");
  }

  private static void assertPemFails(Path file, String why) {
    String message = assertThrows(IOException.class, () -> Trust.pem(file)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(why), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  @DisplayName("the platform's store holds authorities, none of them ours, and is read once")
  void readsPlatform() {
    Trust platform = Trust.platform();

    assertTrue(platform.authorities().size() > 10);
    assertSame(
        platform.authorities().get(0),
        Trust.platform().authorities().get(0),
        "read more than once");
    assertThrows(
        TlsFailure.class, () -> platform.verify(server(TestPki.serverIdentity(KeyKind.EC_P256))));
  }

  @Test
  @DisplayName("dangerousTrustAll believes anybody, and says that it is dangerous")
  void dangerous() throws TlsFailure {
    Trust dangerous = Trust.dangerousTrustAll();
    Instant past = Instant.now().minusSeconds(10);
    Identity nobody = TestPki.issue().selfSigned().validity(past.minusSeconds(10), past).make();

    VerifiedChain verified = dangerous.verify(server(nobody));

    assertNull(verified.anchor());
    assertEquals(nobody.chain(), verified.path());
    assertEquals(List.of(), dangerous.authorities());
    assertTrue(dangerous.isDangerous());
    assertTrue(dangerous.withMinimumRsaBits(1024).isDangerous());
    assertFalse(trust().isDangerous());
    dangerous.verify(client(leaf().make()));
  }

  @Test
  @DisplayName("a trust is changed by copies alone")
  void isImmutable() throws TlsFailure {
    Trust trust = trust();
    trust.withMinimumRsaBits(8192).withClock(() -> Instant.EPOCH);
    trust.withSignaturePolicy(SignaturePolicy.standard().allowing("MD5withRSA"));

    trust.verify(server(TestPki.serverIdentity(KeyKind.RSA_2048)));
    assertThrows(IllegalArgumentException.class, () -> trust.withMinimumRsaBits(511));
    assertThrows(IllegalArgumentException.class, () -> trust.withMinimumRsaBits(16_385));
  }

  @Test
  @DisplayName("a chain without certificates is not a chain")
  void refusesEmptyChain() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PresentedChain(List.of(), PeerRole.CLIENT, null, SignatureScheme.all()));
  }
}
