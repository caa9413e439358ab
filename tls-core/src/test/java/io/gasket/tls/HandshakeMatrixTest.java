package io.gasket.tls;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole matrix, on the default provider alone; {@link HandshakeTest} has part of it on all. */
@DisplayName("Full handshakes with every suite, group and kind of key")
class HandshakeMatrixTest {
  static Stream<Arguments> matrix() {
    return HandshakeTest.suitesAndKeys()
        .flatMap(a -> NamedGroup.all().stream().map(g -> arguments(a.get()[0], g, a.get()[2])));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  @DisplayName("connects, and both sides know the facts")
  void connects(CipherSuite suite, NamedGroup group, KeyKind kind) throws TlsFailure {
    HandshakeTest.assertConnects(CryptoProviders.standard(), suite, group, kind);
  }
}
