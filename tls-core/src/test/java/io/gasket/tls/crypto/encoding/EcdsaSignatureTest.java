package io.gasket.tls.crypto.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** Against Bouncy Castle's encoder and decoder of the same form. */
@Label("The DER form of ECDSA signatures (RFC 8422 5.4)")
class EcdsaSignatureTest {
  private static final BigInteger P256 =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger P521 =
      new BigInteger(
          "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa"
              + "51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
          16);

  @Provide
  Arbitrary<BigInteger> orders() {
    return Arbitraries.of(P256, P521);
  }

  @Provide
  Arbitrary<BigInteger> integers() {
    Arbitrary<Integer> bits = Arbitraries.integers().between(1, 521);
    return bits.flatMap(
        size -> Arbitraries.bigIntegers().between(BigInteger.ONE, BigInteger.ONE.shiftLeft(size)));
  }

  @Property
  void encodesAndDecodes(
      @ForAll("orders") BigInteger order,
      @ForAll("integers") BigInteger a,
      @ForAll("integers") BigInteger b)
      throws IOException {
    BigInteger r = a.mod(order).max(BigInteger.ONE);
    BigInteger s = b.mod(order).max(BigInteger.ONE);
    byte[] expected = StandardDSAEncoding.INSTANCE.encode(order, r, s);
    EcdsaSignature signature = new EcdsaSignature(r, s);
    assertArrayEquals(expected, signature.encode());
    assertEquals(Optional.of(signature), EcdsaSignature.decode(expected, order));
  }

  @Property
  void refusesWhatIsNotDer(
      @ForAll("orders") BigInteger order,
      @ForAll("integers") BigInteger a,
      @ForAll("integers") BigInteger b,
      @ForAll int position,
      @ForAll byte value)
      throws IOException {
    byte[] changed =
        new EcdsaSignature(a.mod(order).max(BigInteger.ONE), b.mod(order).max(BigInteger.ONE))
            .encode();
    // Mostly the headers, where the form lies.
    changed[Math.floorMod(position, position % 2 == 0 ? 6 : changed.length)] = value;
    assertEquals(oracle(changed, order), EcdsaSignature.decode(changed, order));
  }

  @Property
  void takesAnyBytes(@ForAll byte[] bytes) {
    assertEquals(oracle(bytes, P256), EcdsaSignature.decode(bytes, P256));
  }

  private static Optional<EcdsaSignature> oracle(byte[] bytes, BigInteger order) {
    try {
      BigInteger[] both = StandardDSAEncoding.INSTANCE.decode(order, bytes);
      boolean inRange = both[0].signum() > 0 && both[1].signum() > 0;
      return inRange ? Optional.of(new EcdsaSignature(both[0], both[1])) : Optional.empty();
    } catch (IOException | RuntimeException malformed) {
      // Bouncy Castle's decoder says no by a cast or a null reference too.
      return Optional.empty();
    }
  }
}
