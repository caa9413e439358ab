package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every suite with every group under a P-256 and an RSA key; under the other keys every suite and
 * every group at least once.
 */
@DisplayName("Suites, groups and keys, with OpenSSL")
class SuiteGroupKeyTest {
  private static final Map<KeyKind, Openssl.Server> SERVERS = new EnumMap<>(KeyKind.class);

  record Combination(KeyKind key, CipherSuite suite, NamedGroup group) {
    /** The group under test first; then the certificate's own curve, which must be offered too. */
    List<NamedGroup> groups() {
      return Stream.concat(
              Stream.of(group), TestPki.server(key).curve().filter(c -> c != group).stream())
          .toList();
    }

    String opensslGroups() {
      return String.join(":", groups().stream().map(Combination::opensslName).toList());
    }

    /** How OpenSSL's summary names the ephemeral key. */
    String temporaryKey() {
      return "Server Temp Key: " + (group.isWeierstrass() ? "ECDH, " : "") + opensslName(group);
    }

    private static String opensslName(NamedGroup group) {
      return switch (group) {
        case X25519 -> "X25519";
        case SECP256R1 -> "prime256v1";
        case SECP384R1 -> "secp384r1";
        case SECP521R1 -> "secp521r1";
      };
    }

    @Override
    public String toString() {
      return key + " " + suite.opensslName() + " " + group.rfcName();
    }
  }

  static List<Combination> combinations() {
    List<Combination> all = new ArrayList<>();
    for (KeyKind key : KeyKind.values()) {
      Credential credential = TestPki.server(key);
      List<CipherSuite> suites =
          CipherSuite.all().stream()
              .filter(s -> s.authentication() == credential.keyType().authentication())
              .toList();
      boolean full = key == KeyKind.EC_P256 || key == KeyKind.RSA_2048;
      for (int g = 0; g < NamedGroup.all().size(); g++) {
        for (int s = 0; s < suites.size(); s++) {
          if (full || s == g % suites.size()) {
            all.add(new Combination(key, suites.get(s), NamedGroup.all().get(g)));
          }
        }
      }
    }
    return all;
  }

  @BeforeAll
  static void startServers() throws Exception {
    Openssl.require();
    for (KeyKind key : KeyKind.values()) {
      SERVERS.put(key, Openssl.reversingServer(key));
    }
  }

  @AfterAll
  static void stopServers() {
    SERVERS.values().forEach(Openssl.Server::close);
  }

  @ParameterizedTest(name = "our client, {0}")
  @MethodSource("combinations")
  void client(Combination combination) throws Exception {
    var context =
        Ours.client().suites(List.of(combination.suite)).groups(combination.groups()).build();
    try (SecurePipeline pipe = Ours.connect(context, SERVERS.get(combination.key).port())) {
      assertEquals("sdrawkcab", Ours.exchange(pipe, "backwards"));
      assertAgreed(combination, pipe.info());
    }
  }

  @ParameterizedTest(name = "our server, {0}")
  @MethodSource("combinations")
  void server(Combination combination) throws Exception {
    var context =
        Ours.server(combination.key)
            .suites(List.of(combination.suite))
            .groups(combination.groups())
            .build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client =
            Openssl.client(
                server.port(),
                "-brief",
                "-groups",
                combination.opensslGroups(),
                "-cipher",
                combination.suite.opensslName() + ":ALL",
                "-verify_hostname",
                "localhost")) {
      client.say("here and back");
      client.await("here and back");
      client.endInput();
      assertEquals(0, client.exitCode(), client::output);
      assertAgreed(combination, server.outcome().agreed());
      assertPrinted("Protocol version: TLSv1.2", client);
      assertPrinted("Ciphersuite: " + combination.suite.opensslName(), client);
      assertPrinted(combination.temporaryKey(), client);
      assertPrinted("Verification: OK", client);
    }
  }

  private static void assertAgreed(Combination combination, ConnectionInfo info) {
    assertEquals(combination.suite, info.suite());
    assertEquals(combination.group, info.group().orElseThrow());
    assertTrue(info.extendedMasterSecret(), "extended master secret (RFC 7627)");
    assertTrue(info.secureRenegotiation(), "secure renegotiation (RFC 5746)");
  }

  private static void assertPrinted(String text, PeerProcess process) {
    assertTrue(process.output().contains(text), () -> text + " is missing in " + process.output());
  }
}
