package io.gasket.tls.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever bytes a peer sends as certificates, they are read exactly or refused by a TlsFailure.
 */
class PeerCertificatesTest {
  private static final byte[] GOOD = encoded(TestPki.serverIdentity(KeyKind.EC_P256).certificate());
  private static final byte[] GOOD_RSA =
      encoded(TestPki.serverIdentity(KeyKind.RSA_PSS).certificate());
  private static final byte[] ABOVE = encoded(TestPki.intermediate().certificate());

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TlsFailure refused(byte[]... der) {
    return assertThrows(TlsFailure.class, () -> PeerCertificates.parse(List.of(der)));
  }

  private static void assertMalformed(TlsFailure failure, String label) {
    assertEquals(Reason.MALFORMED_CERTIFICATE, failure.reason());
    assertEquals(Alert.BAD_CERTIFICATE, failure.alert());
    assertTrue(failure.detail().startsWith(label + " cannot be parsed"), failure.detail());
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  @DisplayName("good chains come back in their order")
  void parsesChains(KeyKind kind) throws TlsFailure {
    List<X509Certificate> chain = TestPki.serverIdentity(kind).chain();
    List<byte[]> der = new ArrayList<>();
    chain.forEach(certificate -> der.add(encoded(certificate)));

    assertEquals(chain, PeerCertificates.parse(der));
  }

  @Test
  @DisplayName("an empty list is for the handshake to judge")
  void parsesNothing() throws TlsFailure {
    assertEquals(List.of(), PeerCertificates.parse(List.of()));
  }

  @Test
  @DisplayName("B2: a certificate cut at any byte is malformed, and so is one byte more")
  void refusesOtherLengths() {
    for (int length = 0; length < GOOD.length; length++) {
      assertMalformed(refused(Arrays.copyOf(GOOD, length)), "certificate 1 of 1");
    }
    assertMalformed(refused(Arrays.copyOf(GOOD, GOOD.length + 1)), "certificate 1 of 1");
  }

  @Test
  @DisplayName("the failure names the certificate by its place")
  void namesThePlace() {
    assertMalformed(refused(GOOD, ABOVE, new byte[] {0x30}), "certificate 3 of 3");
  }

  @Test
  @DisplayName("PEM and PKCS#7, which the JDK would take too, are not certificates on the wire")
  void refusesOtherForms() {
    byte[] pem = TestPki.pem("CERTIFICATE", GOOD).getBytes(StandardCharsets.US_ASCII);
    assertMalformed(refused(pem), "certificate 1 of 1");
  }

  @Test
  @DisplayName("BER of indefinite length is not DER")
  void refusesIndefiniteLength() {
    byte[] content = Arrays.copyOfRange(GOOD, 4, GOOD.length);
    byte[] indefinite = new byte[content.length + 4];
    indefinite[0] = 0x30;
    indefinite[1] = (byte) 0x80;
    System.arraycopy(content, 0, indefinite, 2, content.length);

    assertMalformed(refused(indefinite), "certificate 1 of 1");
  }

  @Test
  @DisplayName("a signature with unused bits, which the JDK would clear, is not DER")
  void refusesUnusedSignatureBits() {
    byte[] unused = GOOD.clone();
    int signature = TestPki.serverIdentity(KeyKind.EC_P256).certificate().getSignature().length;
    unused[unused.length - signature - 1] = 1;

    assertMalformed(refused(unused), "certificate 1 of 1");
  }

  @Test
  @DisplayName("an EC key on a curve that TLS does not name: unsupported_certificate")
  void refusesForeignCurve() {
    byte[] foreign = replace(GOOD, "2a8648ce3d030107", "2a8648ce3d030106"); // prime239v3

    TlsFailure failure = refused(foreign);

    assertEquals(Reason.UNSUPPORTED_KEY, failure.reason());
    assertEquals(Alert.UNSUPPORTED_CERTIFICATE, failure.alert());
    assertTrue(
        failure.detail().contains("1.2.840.10045.2.1, curve 1.2.840.10045.3.1.6"),
        failure.detail());
  }

  @Test
  @DisplayName("an EC key without a named curve: unsupported_certificate")
  void refusesUnnamedCurve() {
    byte[] unnamed = replace(GOOD, "06082a8648ce3d030107", "04082a8648ce3d030107");

    assertEquals(Reason.UNSUPPORTED_KEY, refused(unnamed).reason());
  }

  @Test
  @DisplayName("a key of an unknown algorithm: unsupported for the leaf, no matter for a stranger")
  void judgesUnknownAlgorithm() throws TlsFailure {
    byte[] unknown = replace(GOOD, "06072a8648ce3d0201", "06072a8648ce3d7f01");

    assertEquals(Reason.UNSUPPORTED_KEY, refused(unknown).reason());
    assertEquals(2, PeerCertificates.parse(List.of(GOOD, unknown)).size());
  }

  private static byte[] replace(byte[] bytes, String from, String to) {
    byte[] changed = bytes.clone();
    byte[] with = HexFormat.of().parseHex(to);
    System.arraycopy(with, 0, changed, indexOf(bytes, HexFormat.of().parseHex(from)), with.length);
    return changed;
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not found");
  }

  @Property
  @Label("random bytes: TlsFailure and nothing else")
  void randomBytes(@ForAll @Size(max = 200) byte[] bytes) {
    assertMalformed(refused(bytes), "certificate 1 of 1");
  }

  @Property
  @Label("random bytes in a valid frame: TlsFailure and nothing else")
  void framedRandomBytes(@ForAll @Size(min = 1, max = 120) byte[] bytes) {
    byte[] framed = new byte[bytes.length + 2];
    framed[0] = 0x30;
    framed[1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, framed, 2, bytes.length);
    refused(framed);
  }

  @Property(tries = 1000)
  @Label(
      "a real certificate with bytes changed: parsed or refused, believed or refused, by TlsFailure alone")
  void mutations(
      @ForAll boolean rsa,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 4095) Integer> places,
      @ForAll @Size(4) byte[] values) {
    byte[] mutant = rsa ? GOOD_RSA.clone() : GOOD.clone();
    for (int i = 0; i < places.size(); i++) {
      mutant[places.get(i) % mutant.length] = values[i];
    }
    judge(mutant);
  }

  @Test
  @DisplayName("a real certificate with any one bit at the end of a byte turned over")
  void everyByteChanged() {
    for (int i = 0; i < GOOD.length; i++) {
      byte[] mutant = GOOD.clone();
      mutant[i] ^= 1;
      judge(mutant);
    }
  }

  /**
   * As a leaf and as an authority; only TlsFailure may come out, and no altered leaf may be
   * believed.
   */
  private static void judge(byte[] mutant) {
    try {
      List<X509Certificate> asAuthority = PeerCertificates.parse(List.of(GOOD, mutant, ABOVE));
      Presenting.trust().verify(presented(asAuthority));
    } catch (TlsFailure expected) {
      assertTrue(expected.getMessage().length() < 2_000);
    }
    try {
      List<X509Certificate> asLeaf = PeerCertificates.parse(List.of(mutant, ABOVE));
      assertTrue(
          Arrays.equals(mutant, GOOD)
              || Presenting.trust().verify(presented(asLeaf)).leaf() == null,
          "an altered certificate was believed");
    } catch (TlsFailure expected) {
      assertTrue(expected.getMessage().length() < 2_000);
    }
  }

  private static PresentedChain presented(List<X509Certificate> certificates) {
    return new PresentedChain(certificates, PeerRole.SERVER, "example.org", SignatureScheme.all());
  }
}
