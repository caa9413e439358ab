package io.gasket.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.bc.BcKeyShares;
import io.gasket.tls.crypto.jca.JcaKeyShares;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.testing.Wycheproof;
import io.gasket.tls.testing.Wycheproof.Tally;
import io.gasket.tls.testing.Wycheproof.Vector;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vectors give private values, so each library's shares are made directly, below the public
 * interface.
 */
@DisplayName("Key agreement against RFC 7748 and Project Wycheproof (P7; RFC 8422 5.4, 5.10, 5.11)")
class AgreementVectorsTest {

  /** Makes a share of a given private value. */
  interface Library {
    KeyShare share(NamedGroup group, byte[] privateValue) throws GeneralSecurityException;
  }

  static Stream<Arguments> libraries() {
    return Stream.of(
        Arguments.of("jca", (Library) JcaKeyShares::of),
        Arguments.of("bc", (Library) BcKeyShares::of));
  }

  static Stream<Arguments> librariesAndCurves() {
    return libraries()
        .flatMap(
            library ->
                Stream.of(NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1)
                    .map(group -> Arguments.of(library.get()[0], library.get()[1], group)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("libraries")
  @DisplayName("RFC 7748 5.2 and 6.1")
  void rfc7748(String name, Library library) throws Exception {
    assertAgrees(
        library,
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    // The u coordinate has the unused bit set, which MUST be masked.
    assertAgrees(
        library,
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
    String alice = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
    String bob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
    String alicePublic = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
    String bobPublic = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
    String secret = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
    assertAgrees(library, alice, bobPublic, secret);
    assertAgrees(library, bob, alicePublic, secret);
    assertArrayEquals(hex(alicePublic), library.share(NamedGroup.X25519, hex(alice)).publicValue());
    assertArrayEquals(hex(bobPublic), library.share(NamedGroup.X25519, hex(bob)).publicValue());
  }

  private static void assertAgrees(Library library, String ours, String peer, String secret)
      throws Exception {
    assertArrayEquals(hex(secret), library.share(NamedGroup.X25519, hex(ours)).agree(hex(peer)));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("libraries")
  void x25519(String name, Library library) throws Exception {
    Tally tally = new Tally();
    for (Vector vector : Wycheproof.vectors("x25519_test.json")) {
      KeyShare share = library.share(NamedGroup.X25519, vector.bytes("private"));
      if (vector.flags().contains("ZeroSharedSecret")) {
        // Acceptable to RFC 7748, but RFC 8422 5.11 has TLS abort.
        assertThrows(
            InvalidKeyException.class, () -> share.agree(vector.bytes("public")), vector::toString);
      } else {
        // The others that are merely acceptable are points of the twist and values not below the
        // prime, which RFC 7748 5
        // has implementations accept.
        assertTrue(
            vector.isValid()
                || Set.of("Twist", "NonCanonicalPublic").stream()
                    .anyMatch(vector.flags()::contains),
            vector::toString);
        assertArrayEquals(
            vector.bytes("shared"), share.agree(vector.bytes("public")), vector::toString);
      }
      tally.ran();
    }
    tally.assertRan(518);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("librariesAndCurves")
  void nistCurves(String name, Library library, NamedGroup group) throws Exception {
    Tally tally = new Tally();
    for (Vector vector : Wycheproof.vectors("ecdh_" + group.rfcName() + "_ecpoint_test.json")) {
      if (name.equals("jca") && vector.isValid() && vector.number() % 8 != 0) {
        tally.skipped("slow arithmetic that is the JDK's own; the checks around it are ours");
        continue;
      }
      KeyShare share = library.share(group, fixed(vector.bytes("private"), group.fieldLength()));
      if (vector.isValid()) {
        assertArrayEquals(
            vector.bytes("shared"), share.agree(vector.bytes("public")), vector::toString);
      } else {
        // The acceptable ones are in compressed form, which RFC 8422 5.1.2 leaves no room for.
        if (vector.isAcceptable()) {
          assertTrue(vector.flags().contains("CompressedPublic"), vector::toString);
        }
        assertThrows(
            InvalidKeyException.class, () -> share.agree(vector.bytes("public")), vector::toString);
      }
      tally.ran();
    }
    tally.assertRan(name.equals("jca") ? 60 : 355);
  }

  private static byte[] fixed(byte[] value, int length) {
    byte[] magnitude = new BigInteger(1, value).toByteArray();
    byte[] wide = new byte[length + 1];
    System.arraycopy(magnitude, 0, wide, wide.length - magnitude.length, magnitude.length);
    assertEquals(0, wide[0]);
    return Arrays.copyOfRange(wide, 1, wide.length);
  }
}
