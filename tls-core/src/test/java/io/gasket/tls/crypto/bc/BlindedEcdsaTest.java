package io.gasket.tls.crypto.bc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.crypto.encoding.EcdsaSignature;
import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.spec.NamedGroup;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("ECDSA signed blindly is ECDSA by RFC 6979")
class BlindedEcdsaTest {
  private static final ECDomainParameters P_256 = Curves.of(NamedGroup.SECP256R1);
  private static final byte[] DIGEST = Digests.digest(HashAlgorithm.SHA256, new byte[3]);

  @ParameterizedTest
  @DisplayName("RFC 6979 A.2.5 to A.2.7, message \"sample\"")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SECP256R1 | SHA256 | C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721 | EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716 | F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8
          SECP384R1 | SHA384 | 6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5 | 94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46 | 99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8
          SECP521R1 | SHA512 | 0FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CAA896EB32F1F47C70855836A6D16FCC1466F6D8FBEC67DB89EC0C08B0E996B83538 | 0C328FAFCBD79DD77850370C46325D987CB525569FB63C5D3BC53950E6D4C5F174E25A1EE9017B5D450606ADD152B534931D7D4E8455CC91F9B15BF05EC36E377FA | 0617CCE7CF5064806C467F678D3B4080D6F1CC50AF26CA209417308281B68AF282623EAA63E5B5C0723D8B8C37FF0777B1A20F8CCB1DCCC43997F1EE0E44DA4A67A
          """)
  void vectors(NamedGroup group, HashAlgorithm hash, String x, String r, String s) {
    EcdsaSignature expected = new EcdsaSignature(new BigInteger(r, 16), new BigInteger(s, 16));
    byte[] signature =
        signer(group, new BigInteger(x, 16), new SecureRandom())
            .sign(hash, "sample".getBytes(US_ASCII));
    assertArrayEquals(expected.encode(), signature);
  }

  private static BlindedEcdsa signer(NamedGroup group, BigInteger key, SecureRandom random) {
    return new BlindedEcdsa(new ECPrivateKeyParameters(key, Curves.of(group)), random);
  }

  @ParameterizedTest
  @EnumSource(
      value = NamedGroup.class,
      names = {"SECP256R1", "SECP384R1", "SECP521R1"})
  @DisplayName("the same bytes as Bouncy Castle's signer, for keys of any length and any hash")
  void sameAsBare(NamedGroup group) {
    Random random = new Random(1);
    BigInteger order = Curves.of(group).getN();
    List<BigInteger> keys =
        List.of(
            BigInteger.ONE,
            BigInteger.TWO.pow(64),
            order.subtract(BigInteger.ONE),
            new BigInteger(order.bitLength() - 40, random),
            new BigInteger(order.bitLength() - 1, random));
    byte[] content = new byte[20];
    for (BigInteger key : keys) {
      ECPrivateKeyParameters parameters = new ECPrivateKeyParameters(key, Curves.of(group));
      BlindedEcdsa signer = new BlindedEcdsa(parameters, new SecureRandom());
      for (HashAlgorithm hash : HashAlgorithm.values()) {
        for (int i = 0; i < 5; i++) {
          random.nextBytes(content);
          assertArrayEquals(
              Ecdsa.sign(hash, parameters, content), signer.sign(hash, content), key::toString);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "85"})
  @DisplayName("a source of randomness that is stuck spoils the blinding, not the signature")
  void stuckRandom(byte stuck) {
    BigInteger key = BigInteger.valueOf(1_000_003);
    SecureRandom random = new Given(filled(stuck));
    assertArrayEquals(
        signer(NamedGroup.SECP256R1, key, new SecureRandom()).sign(HashAlgorithm.SHA256, DIGEST),
        signer(NamedGroup.SECP256R1, key, random).sign(HashAlgorithm.SHA256, DIGEST));
  }

  private static byte[] filled(byte value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, value);
    return bytes;
  }

  @Test
  @DisplayName("a random summand that is the nonce, half of it, one above it, or 1")
  void summands() {
    BigInteger nonce = BigInteger.valueOf(0x1234_5678_9abcL).shiftLeft(200);
    for (BigInteger summand :
        List.of(nonce, nonce.shiftRight(1), nonce.add(BigInteger.ONE), BigInteger.ONE)) {
      assertNonce(nonce, new Given(octets(summand)), nonce);
    }
  }

  @Test
  @DisplayName("nonces at the ends of their range")
  void ends() {
    BigInteger last = P_256.getN().subtract(BigInteger.ONE);
    assertNonce(BigInteger.ONE, new SecureRandom(), BigInteger.ONE, BigInteger.TWO);
    assertNonce(last, new SecureRandom(), last, BigInteger.TWO);
  }

  @Test
  @DisplayName("candidates out of range are passed over (RFC 6979 3.2 h.3)")
  void outOfRange() {
    BigInteger good = BigInteger.valueOf(77);
    assertNonce(good, new SecureRandom(), BigInteger.ZERO, good);
    assertNonce(good, new SecureRandom(), P_256.getN(), good);
    assertNonce(good, new SecureRandom(), P_256.getN().add(BigInteger.ONE), good);
    assertNonce(good, new SecureRandom(), BigInteger.TWO.pow(256).subtract(BigInteger.ONE), good);
  }

  private static void assertNonce(
      BigInteger expected, SecureRandom random, BigInteger... candidates) {
    ECPrivateKeyParameters key = new ECPrivateKeyParameters(BigInteger.valueOf(12_345), P_256);
    EcdsaSignature signature =
        new BlindedEcdsa(key, random).sign(DIGEST, new GivenDigest(candidates));
    ECDSASigner bare = new ECDSASigner(new HMacDSAKCalculator(new GivenDigest(candidates)));
    bare.init(true, key);
    BigInteger[] same = bare.generateSignature(DIGEST);
    assertEquals(new EcdsaSignature(same[0], same[1]), signature);
    BigInteger x = P_256.getG().multiply(expected).normalize().getAffineXCoord().toBigInteger();
    assertEquals(x.mod(P_256.getN()), signature.r());
  }

  private static byte[] octets(BigInteger number) {
    return BigIntegers.asUnsignedByteArray(32, number);
  }

  /** Gives the same bytes again and again. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] given;

    Given(byte[] given) {
      this.given = given;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(given, 0, bytes, 0, bytes.length);
    }
  }

  /** Makes RFC 6979 come to candidates of choice. */
  private static final class GivenDigest implements ExtendedDigest {
    /** Values of the digest up to the first candidate's: four HMACs before it, of two each. */
    private static final int FIRST = 10;

    /** Up to the end of the two HMACs between one candidate and the next. */
    private static final int BETWEEN = 14;

    private static final BigInteger NO_CANDIDATE = BigInteger.valueOf(99);

    private final BigInteger[] candidates;
    private int made;

    GivenDigest(BigInteger... candidates) {
      this.candidates = candidates;
    }

    @Override
    public int doFinal(byte[] out, int offset) {
      made++;
      BigInteger next =
          made <= FIRST
              ? candidates[0]
              : made <= BETWEEN ? NO_CANDIDATE : candidates[candidates.length - 1];
      System.arraycopy(octets(next), 0, out, offset, 32);
      return 32;
    }

    @Override
    public String getAlgorithmName() {
      return "given";
    }

    @Override
    public int getDigestSize() {
      return 32;
    }

    @Override
    public int getByteLength() {
      return 64;
    }

    @Override
    public void update(byte in) {}

    @Override
    public void update(byte[] in, int offset, int length) {}

    @Override
    public void reset() {
      // Nothing is kept of what was put in.
    }
  }
}
