package io.gasket.tls.credential;

import static io.gasket.tls.spec.SignatureScheme.ECDSA_SECP256R1_SHA256;
import static io.gasket.tls.spec.SignatureScheme.ECDSA_SECP384R1_SHA384;
import static io.gasket.tls.spec.SignatureScheme.ECDSA_SECP521R1_SHA512;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialTest {
  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void takesEveryKindOfKey(KeyKind kind) {
    Credential credential = TestPki.server(kind);
    assertEquals(2, credential.chain().size());
    assertTrue(TestPki.client(kind).names().isEmpty());
    assertEquals(
        List.of("localhost", "example.org", "www.example.org", "*.wild.example.org"),
        credential.names());
  }

  @Test
  void prefersTheHashOfTheCurve() {
    Credential credential = TestPki.server(KeyKind.EC_P384);
    assertEquals(Optional.of(NamedGroup.SECP384R1), credential.curve());
    assertEquals(
        List.of(ECDSA_SECP384R1_SHA384, ECDSA_SECP256R1_SHA256, ECDSA_SECP521R1_SHA512),
        credential.schemes());
  }
}
