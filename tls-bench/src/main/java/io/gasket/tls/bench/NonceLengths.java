package io.gasket.tls.bench;

import io.gasket.tls.crypto.bc.NonceProbe;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * Signatures with nonces chosen here: of full length, or with some of the highest bits zero. A few
 * of them known in enough signatures give the key (Howgrave-Graham and Smart, 2001).
 */
abstract class NonceLengths implements SigningTime.Measured {
  private static final int BYTES = 32;

  /** What is known of the nonces of a class: the bytes they begin with. */
  private static final byte[][] HEADS = {
    {}, {}, {0x5a}, new byte[1], new byte[2], new byte[4], new byte[8]
  };

  private static final ECDomainParameters P_256 =
      new ECDomainParameters(SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));

  /** A nonce of each class. */
  private final byte[][] drawn = new byte[HEADS.length][BYTES];

  /** The one to sign with. Highest byte first, below the order. */
  private final byte[] nonce = new byte[BYTES];

  private final byte[] content = new byte[64];

  @Override
  public List<String> classes() {
    return Arrays.stream(HEADS).map(NonceLengths::name).toList();
  }

  private static String name(byte[] head) {
    if (head.length == 0) {
      return "random";
    }
    return head[0] == 0
        ? "nonces with " + head.length * 8 + " zero bits"
        : "nonces with one first byte";
  }

  @Override
  public void prepare(int ofClass, Random random) throws GeneralSecurityException {
    random.nextBytes(content);
    // One of each class every time: what was done before a signature shows in its time too.
    for (int i = 0; i < HEADS.length; i++) {
      do {
        random.nextBytes(drawn[i]);
        System.arraycopy(HEADS[i], 0, drawn[i], 0, HEADS[i].length);
      } while (number(drawn[i]).compareTo(P_256.getN()) >= 0);
    }
    System.arraycopy(drawn[ofClass], 0, nonce, 0, BYTES);
    prepare(content, nonce);
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  abstract void prepare(byte[] message, byte[] chosen) throws GeneralSecurityException;

  /** The r of the signature made last. */
  abstract BigInteger r();

  /** Fails unless the signature has the nonce that was chosen. */
  @Override
  public void check() throws GeneralSecurityException {
    BigInteger x =
        P_256.getG().multiply(number(nonce)).normalize().getAffineXCoord().toBigInteger();
    if (!x.mod(P_256.getN()).equals(r())) {
      throw new GeneralSecurityException(name() + ": the signature has another nonce");
    }
  }

  private static PrivateKey key() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair().getPrivate();
  }

  private static ECPrivateKeyParameters bouncyCastleKey() throws GeneralSecurityException {
    try {
      return (ECPrivateKeyParameters) PrivateKeyFactory.createKey(key().getEncoded());
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Bouncy Castle's signer, as the provider {@code fastest} uses it. */
  static final class OfBouncyCastle extends NonceLengths {
    private final ECPrivateKeyParameters key = bouncyCastleKey();
    private final GivenDigest given = new GivenDigest();
    private final ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(given));
    private byte[] digest;
    private BigInteger[] signature;

    OfBouncyCastle() throws GeneralSecurityException {}

    @Override
    public String name() {
      return "Bouncy Castle, nonces";
    }

    @Override
    void prepare(byte[] message, byte[] chosen) {
      given.value = chosen;
      digest = Arrays.copyOf(message, BYTES);
      signer.init(true, key);
    }

    @Override
    public void sign() {
      signature = signer.generateSignature(digest);
    }

    @Override
    BigInteger r() {
      return signature[0];
    }
  }

  /** The signer of {@code crypto.bc} with what is around Bouncy Castle's curve done blindly. */
  static final class OfTheBlinded extends NonceLengths {
    private final boolean comb;
    private final NonceProbe signer;
    private final GivenDigest given = new GivenDigest();
    private byte[] digest;
    private BigInteger r;

    /**
     * @param comb whether with the multiplications by random scalars, whose variance hides the rest
     */
    OfTheBlinded(boolean comb) throws GeneralSecurityException {
      this.comb = comb;
      signer = comb ? NonceProbe.of(bouncyCastleKey()) : NonceProbe.withoutComb(bouncyCastleKey());
    }

    @Override
    public String name() {
      return comb ? "blinded, nonces" : "blinded without comb, nonces";
    }

    @Override
    public void check() throws GeneralSecurityException {
      if (comb) {
        super.check();
      }
    }

    @Override
    void prepare(byte[] message, byte[] chosen) {
      given.value = chosen;
      digest = Arrays.copyOf(message, BYTES);
    }

    @Override
    public void sign() {
      r = signer.sign(digest, given);
    }

    @Override
    BigInteger r() {
      return r;
    }
  }

  /** Has the nonce that is wanted for the digest of anything, so that RFC 6979 comes to it. */
  private static final class GivenDigest implements ExtendedDigest {
    private byte[] value = new byte[BYTES];

    @Override
    public String getAlgorithmName() {
      return "given";
    }

    @Override
    public int getDigestSize() {
      return BYTES;
    }

    @Override
    public int getByteLength() {
      return 2 * BYTES;
    }

    @Override
    public void update(byte in) {}

    @Override
    public void update(byte[] in, int offset, int length) {}

    @Override
    public int doFinal(byte[] out, int offset) {
      System.arraycopy(value, 0, out, offset, BYTES);
      return BYTES;
    }

    @Override
    public void reset() {}
  }

  /**
   * The JDK's signer, which takes the nonce's bytes, lowest first, and 64 bits more from its source
   * of randomness and reduces them by the order: with zeros for the rest the nonce is what is
   * given.
   */
  static final class OfTheJdk extends NonceLengths {
    private final PrivateKey key;
    private final Signature signer = Signature.getInstance("SHA256withECDSA", "SunEC");
    private final GivenBytes given = new GivenBytes();
    private byte[] signature;

    OfTheJdk() throws GeneralSecurityException {
      key =
          KeyFactory.getInstance("EC", "SunEC")
              .generatePrivate(new PKCS8EncodedKeySpec(key().getEncoded()));
    }

    @Override
    public String name() {
      return "JDK, nonces";
    }

    @Override
    void prepare(byte[] message, byte[] chosen) throws GeneralSecurityException {
      for (int i = 0; i < BYTES; i++) {
        given.seed[i] = chosen[BYTES - 1 - i];
      }
      signer.initSign(key, given);
      signer.update(message);
    }

    @Override
    public void sign() throws GeneralSecurityException {
      signature = signer.sign();
    }

    @Override
    BigInteger r() {
      return new BigInteger(1, Arrays.copyOfRange(signature, 4, 4 + signature[3]));
    }

    private static final class GivenBytes extends SecureRandom {
      private static final long serialVersionUID = 1L;

      @SuppressWarnings("serial")
      private final byte[] seed = new byte[BYTES + 8];

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, bytes.length));
      }
    }
  }
}
