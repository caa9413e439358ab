package io.gasket.tls.nio.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("B1: bindings of addresses, ports and host names")
class BindingTableTest {
  private static final String NAMELESS = "127.0.0.1";

  /** Told apart by their subjects. */
  private static final List<Identity> IDENTITIES =
      IntStream.range(0, 12)
          .mapToObj(i -> TestPki.issue().subject("CN=binding " + i).dns("a.example").make())
          .toList();

  private static final SecurityContext CLIENT =
      SecurityContext.client()
          .trust(Trust.dangerousTrustAll())
          .sessions(null)
          .tickets(false)
          .build();

  /** A line of a table; the host is null for the default. */
  record Line(Endpoint endpoint, String host, int identity) {}

  /** A connection; the name is null for a client that asks for none. */
  record Connection(InetSocketAddress local, String name) {}

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  @Label("B1: the narrowest endpoint decides, in it the exact host, the wildcard, the default")
  void precedence(
      @ForAll("tables") List<Line> lines,
      @ForAll("refusing") Set<Endpoint> refusing,
      @ForAll("connections") Connection connection) {
    BindingTable.Builder builder = BindingTable.builder();
    lines.forEach(line -> bind(builder, line));
    refusing.stream()
        .filter(endpoint -> lines.stream().anyMatch(line -> line.endpoint().equals(endpoint)))
        .forEach(builder::refuseUnknownNames);
    BindingTable table = builder.build(Contexts.emptyServer(CryptoProviders.standard()));
    assertEquals(expected(lines, refusing, connection), outcome(table, connection));
  }

  private static void bind(BindingTable.Builder builder, Line line) {
    if (line.host() == null) {
      builder.bindDefault(line.endpoint(), IDENTITIES.get(line.identity()).credential());
    } else {
      builder.bind(line.endpoint(), line.host(), IDENTITIES.get(line.identity()).credential());
    }
  }

  private static String outcome(BindingTable table, Connection connection) {
    Optional<SecurityContext> context = table.contextFor(connection.local());
    if (context.isEmpty()) {
      assertThrows(IllegalArgumentException.class, () -> table.newEngine(connection.local()));
      return "nothing";
    }
    TlsEngine client = CLIENT.newEngine(connection.name() == null ? NAMELESS : connection.name());
    EnginePair pair = new EnginePair(client, table.newEngine(connection.local()), BufferKind.HEAP);
    try {
      pair.shakeHands();
      return client.info().peerCertificates().get(0).getSubjectX500Principal().getName();
    } catch (TlsFailure e) {
      return e.alert().toString();
    }
  }

  /** The rules as a reader of the documentation would apply them by hand, line by line. */
  private static String expected(List<Line> lines, Set<Endpoint> refusing, Connection connection) {
    int narrowest =
        lines.stream().mapToInt(line -> narrowness(line.endpoint(), connection)).max().orElse(-1);
    if (narrowest < 0) {
      return "nothing";
    }
    List<Line> there =
        lines.stream()
            .filter(line -> narrowness(line.endpoint(), connection) == narrowest)
            .toList();
    String name = connection.name();
    for (Line line : there) {
      if (name != null && line.host() != null && line.host().equalsIgnoreCase(name)) {
        return "CN=binding " + line.identity();
      }
    }
    for (Line line : there) {
      if (name != null && line.host() != null && line.host().startsWith("*.")) {
        String parent = line.host().substring(1);
        boolean under = name.toLowerCase(Locale.ROOT).endsWith(parent);
        if (under && name.indexOf('.') == name.length() - parent.length()) {
          return "CN=binding " + line.identity();
        }
      }
    }
    boolean refused = name != null && refusing.contains(there.get(0).endpoint());
    for (Line line : there) {
      if (!refused && line.host() == null) {
        return "CN=binding " + line.identity();
      }
    }
    return (name == null ? Alert.HANDSHAKE_FAILURE : Alert.UNRECOGNIZED_NAME).toString();
  }

  /** 3 for address and port, 2 for the port, 1 for the address, 0 for any, -1 for elsewhere. */
  private static int narrowness(Endpoint endpoint, Connection connection) {
    boolean addressed = endpoint.address().isPresent();
    if (addressed && !endpoint.address().get().equals(connection.local().getAddress())) {
      return -1;
    }
    if (!endpoint.isAnyPort() && endpoint.port() != connection.local().getPort()) {
      return -1;
    }
    return (endpoint.isAnyPort() ? 0 : 2) + (addressed ? 1 : 0);
  }

  @Provide
  Arbitrary<List<Line>> tables() {
    Arbitrary<String> hosts =
        Arbitraries.of(Arrays.asList(null, "a.example", "*.example", "*.a.example", "b.example"));
    return Combinators.combine(
            endpoints(), hosts, Arbitraries.integers().between(0, IDENTITIES.size() - 1))
        .as(Line::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<Set<Endpoint>> refusing() {
    return endpoints().set().ofMaxSize(4);
  }

  @Provide
  Arbitrary<Connection> connections() {
    Arbitrary<String> names =
        Arbitraries.of(
            Arrays.asList(
                null, "a.example", "A.EXAMPLE", "b.example", "x.a.example", "y.x.a.example", "c"));
    return Combinators.combine(Arbitraries.of("192.0.2.1", "2001:db8::1"), ports(), names)
        .as((address, port, name) -> new Connection(new InetSocketAddress(address, port), name));
  }

  private static Arbitrary<Integer> ports() {
    return Arbitraries.of(443, 8443);
  }

  private static Arbitrary<Endpoint> endpoints() {
    return Combinators.combine(
            Arbitraries.of("192.0.2.1", "[2001:db8::1]", "*"), Arbitraries.of("443", "8443", "*"))
        .as((address, port) -> Endpoint.parse(address + ":" + port));
  }

  @Test
  @DisplayName("an ECDSA and an RSA credential for one name: the client's suites decide")
  void severalCredentials() throws Exception {
    Endpoint https = Endpoint.parse("*:443");
    BindingTable table =
        BindingTable.builder()
            .bind(https, "localhost", TestPki.server(KeyKind.EC_P256))
            .bind(https, "localhost", TestPki.server(KeyKind.RSA_2048))
            .build(Contexts.emptyServer(CryptoProviders.standard()));
    for (KeyKind kind : List.of(KeyKind.EC_P256, KeyKind.RSA_2048)) {
      CipherSuite suite =
          kind == KeyKind.EC_P256
              ? CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
              : CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
      SecurityContext client =
          Contexts.client(CryptoProviders.standard()).suites(List.of(suite)).build();
      EnginePair pair =
          new EnginePair(
              client.newEngine("localhost"),
              table.newEngine(new InetSocketAddress("192.0.2.1", 443)),
              BufferKind.HEAP);
      assertEquals(
          TestPki.serverIdentity(kind).certificate(),
          pair.shakeHands().client().info().peerCertificates().get(0));
    }
  }

  @Test
  @DisplayName("what contradicts itself is told when the table is built")
  void contradictions() {
    Endpoint https = Endpoint.parse("*:443");
    List<Exception> refusals = new ArrayList<>();
    refusals.add(refusal(BindingTable.builder()));
    refusals.add(
        refusal(
            BindingTable.builder()
                .bindDefault(Endpoint.ANY, TestPki.server(KeyKind.EC_P256))
                .refuseUnknownNames(https)));
    assertTrue(refusals.get(0).getMessage().contains("at least one binding"));
    assertTrue(refusals.get(1).getMessage().contains("*:443, to which nothing is bound"));
    assertThrows(
        IllegalArgumentException.class,
        () -> BindingTable.builder().bind(https, "a*.example", TestPki.server(KeyKind.EC_P256)));
  }

  private static Exception refusal(BindingTable.Builder builder) {
    return assertThrows(
        IllegalStateException.class,
        () -> builder.build(Contexts.emptyServer(CryptoProviders.standard())));
  }
}
