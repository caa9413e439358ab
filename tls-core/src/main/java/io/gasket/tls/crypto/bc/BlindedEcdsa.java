package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.encoding.EcdsaSignature;
import io.gasket.tls.spec.HashAlgorithm;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.math.ec.ECMultiplier;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * Signs with one ECDSA key (FIPS 186-5 6.4.1) so that no operation takes a time that depends on the
 * key or on the nonce, though BigInteger's do depend on their operands. The nonces are those of RFC
 * 6979, so no fault of a random source can give the key away, and the signatures are the same as
 * those of any other signer that follows it; randomness is for blinding alone. Thread-safe.
 *
 * <p>Two things make it so. Every number that is made of the nonce {@code k} or of the key {@code
 * d} directly has a multiple of the order {@code n} added that fixes its length in words; and where
 * it goes into a division, that multiple is random, so that the quotient is. What comes out of the
 * divisions is uniform whatever k and d are:
 *
 * <ul>
 *   <li>{@code k G} is {@code a G + (k - a) G}, with a random summand a.
 *   <li>{@code s = (e + d r) / k} is {@code (b e + (b d) r) / (b k)}, with a random factor b.
 * </ul>
 *
 * <p>So the time of a multiplication by the comb or of an inversion may tell of a, of k - a or of b
 * k: of each alone, nothing of k follows. What remains are variances and correlations of several
 * leaks at once.
 */
final class BlindedEcdsa {
  private final ECDomainParameters curve;
  private final BigInteger order;
  private final SecureRandom random;
  private final ECMultiplier comb;

  /** int2octets of the private value (RFC 6979 2.3.3). */
  private final byte[] octets;

  /** The bits by which a long number has more than the order. */
  private final int spare;

  /** The private value and a multiple of the order: a long number. */
  private final BigInteger longKey;

  /** The bits that a string of whole bytes has more than the order. */
  private final int excess;

  /** What goes before a nonce's bits, as a number: it fixes their length before they are one. */
  private final BigInteger prefix;

  BlindedEcdsa(ECPrivateKeyParameters key, SecureRandom random) {
    this(key, random, new FixedPointCombMultiplier());
  }

  /**
   * For measurements.
   *
   * @param comb multiplies the base point
   */
  BlindedEcdsa(ECPrivateKeyParameters key, SecureRandom random, ECMultiplier comb) {
    this.comb = comb;
    this.curve = key.getParameters();
    this.order = curve.getN();
    this.random = random;
    int length = BigIntegers.getUnsignedByteLength(order);
    int bits = order.bitLength();
    excess = length * Byte.SIZE - bits;
    octets = BigIntegers.asUnsignedByteArray(length, key.getD());
    // One bit less than whole words: the sum of two such numbers has as many words as they.
    int longBits = (bits + 2 * Integer.SIZE) / Integer.SIZE * Integer.SIZE - 1;
    spare = longBits - bits;
    longKey = order.shiftLeft(spare).add(key.getD());
    prefix = BigInteger.ZERO.setBit(longBits + 1 - Byte.SIZE);
  }

  /** The signature of some content in DER. */
  byte[] sign(HashAlgorithm hash, byte[] content) {
    return sign(Digests.digest(hash, content), Digests.of(hash)).encode();
  }

  /**
   * The signature of a digest.
   *
   * @param forNonces the algorithm that made it; taken over
   */
  EcdsaSignature sign(byte[] digest, Digest forNonces) {
    BigInteger e = leftmostBits(digest);
    byte[] message = BigIntegers.asUnsignedByteArray(octets.length, e.mod(order));
    DeterministicNonces nonces = new DeterministicNonces(forNonces, octets, message);
    try {
      while (true) {
        Optional<EcdsaSignature> signature = next(nonces).flatMap(nonce -> sign(e, nonce));
        if (signature.isPresent()) {
          return signature.get();
        }
      }
    } finally {
      nonces.destroy();
    }
  }

  /** bits2int (RFC 6979 2.3.2) of what is public. */
  private BigInteger leftmostBits(byte[] digest) {
    return new BigInteger(1, digest)
        .shiftRight(Math.max(0, digest.length * Byte.SIZE - order.bitLength()));
  }

  /** The next nonce and a multiple of the order, or empty when it is not below the order. */
  private Optional<BigInteger> next(DeterministicNonces nonces) {
    byte[] bits = new byte[prefix.bitLength() / Byte.SIZE + 1];
    bits[0] = (byte) (1 << excess);
    nonces.next(bits, bits.length - octets.length);
    BigInteger prefixed = new BigInteger(1, bits).shiftRight(excess);
    Arrays.fill(bits, (byte) 0);
    // 2 prefix + (nonce - order): a comparison would end at the first word in which they differ.
    boolean isBelow = !prefixed.add(prefix.subtract(order)).testBit(prefix.bitLength());
    return isBelow
        ? Optional.of(prefixed.add(order.shiftLeft(spare).subtract(prefix)))
        : Optional.empty();
  }

  /**
   * The signature with a nonce, or empty when it has none: for a nonce of zero too, which is judged
   * by the sum.
   */
  private Optional<EcdsaSignature> sign(BigInteger e, BigInteger longNonce) {
    BigInteger nonce = blinded(longNonce);
    BigInteger summand = belowOrder();
    ECPoint sum =
        comb.multiply(curve.getG(), summand)
            .add(comb.multiply(curve.getG(), nonce.subtract(summand).mod(order)))
            .normalize();
    if (sum.isInfinity()) {
      return Optional.empty();
    }
    BigInteger r = sum.getAffineXCoord().toBigInteger().mod(order);
    BigInteger factor = belowOrder();
    BigInteger blindKey = blinded(longKey).multiply(factor).mod(order);
    BigInteger blindNonce = nonce.multiply(factor).mod(order);
    BigInteger numerator = e.multiply(factor).add(r.multiply(blindKey)).mod(order);
    BigInteger s = BigIntegers.modOddInverse(order, blindNonce).multiply(numerator).mod(order);
    return r.signum() == 0 || s.signum() == 0
        ? Optional.empty()
        : Optional.of(new EcdsaSignature(r, s));
  }

  /** Adds a random multiple of the order to a long number; the length stays. */
  private BigInteger blinded(BigInteger number) {
    return number.add(order.multiply(new BigInteger(spare - 1, random).setBit(spare - 1)));
  }

  /** A random number from 1 to the order less 1. */
  private BigInteger belowOrder() {
    return BigIntegers.createRandomInRange(BigInteger.ONE, order.subtract(BigInteger.ONE), random);
  }
}
