package io.gasket.tls.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.CertificateBuilder;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** What the tests of this package present, and how they look at refusals. */
final class Presenting {
  static final String HOST = "example.org";

  private Presenting() {}

  /** A server's chain for {@link #HOST}, every scheme offered. */
  static PresentedChain server(List<X509Certificate> certificates) {
    return new PresentedChain(certificates, PeerRole.SERVER, HOST, SignatureScheme.all());
  }

  static PresentedChain server(X509Certificate... certificates) {
    return server(List.of(certificates));
  }

  static PresentedChain server(Identity identity) {
    return server(identity.chain());
  }

  static PresentedChain client(Identity identity) {
    return new PresentedChain(identity.chain(), PeerRole.CLIENT, null, SignatureScheme.all());
  }

  /** A good P-256 server leaf for {@link #HOST}, to be spoiled. */
  static CertificateBuilder leaf() {
    return TestPki.issue()
        .subject("CN=The Leaf")
        .dns(HOST)
        .extendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
  }

  static Identity root(String name, KeyKind kind) {
    return TestPki.issue().subject(name).key(kind).selfSigned().authority().make();
  }

  static Trust trust() {
    return Trust.anchors(TestPki.anchors());
  }

  /** The detail of the failure that refuses a chain, its alert and reason being as said. */
  static String refusal(Alert alert, Reason reason, Trust trust, PresentedChain presented) {
    TlsFailure failure = assertThrows(TlsFailure.class, () -> trust.verify(presented));
    assertEquals(reason, failure.reason(), failure.getMessage());
    assertEquals(alert, failure.alert(), failure.getMessage());
    assertEquals(TlsFailure.Origin.LOCAL, failure.origin());
    return failure.detail();
  }

  static void assertSays(String detail, String... parts) {
    for (String part : parts) {
      if (!detail.contains(part)) {
        assertEquals(part, detail, "the detail lacks what it should say");
      }
    }
  }
}
