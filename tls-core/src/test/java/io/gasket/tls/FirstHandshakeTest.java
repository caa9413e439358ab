package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.trust.Trust;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FirstHandshakeTest {
  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  void connects(CryptoProvider provider) throws Exception {
    for (TestPki.KeyKind kind : TestPki.KeyKind.values()) {
      for (CipherSuite suite : CipherSuite.all()) {
        if (suite.authentication() != TestPki.server(kind).keyType().authentication()) {
          continue;
        }
        for (NamedGroup group : NamedGroup.all()) {
          SecurityContext server =
              SecurityContext.server().provider(provider).credential(TestPki.server(kind)).build();
          List<NamedGroup> groups = new java.util.ArrayList<>(List.of(group));
          TestPki.server(kind).curve().filter(c -> c != group).ifPresent(groups::add);
          SecurityContext client =
              SecurityContext.client()
                  .provider(provider)
                  .trust(Trust.anchors(TestPki.anchors()))
                  .suites(List.of(suite))
                  .groups(groups)
                  .build();
          EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
          assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
          assertEquals("pong", pair.pass("pong", pair.server(), pair.client()));
          assertEquals(suite, pair.client().info().suite());
        }
      }
    }
  }
}
