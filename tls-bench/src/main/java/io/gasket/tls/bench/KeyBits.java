package io.gasket.tls.bench;

import io.gasket.tls.crypto.Signer;
import io.gasket.tls.spec.SignatureScheme;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.List;
import java.util.Random;

/**
 * Signatures by a provider's signer, as the engine has them made, with private keys of random bits,
 * of few bits, and with zeros for the highest bits. Each signature has a key of its own: a few keys
 * used again and again differ by where they lie in memory.
 */
final class KeyBits implements SigningTime.Measured {
  /** Set bits of a key: half of them for a random one. */
  private static final int FEW = 4;

  private final String name;
  private final SignerOf signers;
  private final KeyFactory factory = KeyFactory.getInstance("EC", "SunEC");
  private final ECParameterSpec curve;
  private final byte[] content = new byte[64];
  private Signer signer;

  /** Makes a signer with a key. */
  @FunctionalInterface
  interface SignerOf {
    Signer signer(PrivateKey key) throws GeneralSecurityException;
  }

  KeyBits(String name, SignerOf signers) throws GeneralSecurityException {
    this.name = name;
    this.signers = signers;
    AlgorithmParameters p256 = AlgorithmParameters.getInstance("EC");
    p256.init(new ECGenParameterSpec("secp256r1"));
    curve = p256.getParameterSpec(ECParameterSpec.class);
  }

  private static BigInteger key(int ofClass, Random random) {
    return switch (ofClass) {
      case 0, 1 -> new BigInteger(256, random).setBit(0);
      case 2 -> {
        BigInteger key = BigInteger.ZERO.setBit(254);
        while (key.bitCount() < FEW) {
          key = key.setBit(random.nextInt(254));
        }
        yield key;
      }
      case 3 -> new BigInteger(192, random).setBit(0);
      default -> new BigInteger(64, random).setBit(0);
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> classes() {
    return List.of(
        "random",
        "random",
        "keys with " + FEW + " set bits",
        "keys with 64 zero bits",
        "keys with 192 zero bits");
  }

  @Override
  public void prepare(int ofClass, Random random) throws GeneralSecurityException {
    random.nextBytes(content);
    // One of each class every time: what was done before a signature shows in its time too.
    BigInteger[] keys = new BigInteger[classes().size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(i, random);
    }
    BigInteger key = keys[ofClass].mod(curve.getOrder());
    signer = signers.signer(factory.generatePrivate(new ECPrivateKeySpec(key, curve)));
  }

  @Override
  public void sign() throws GeneralSecurityException {
    if (signer.sign(SignatureScheme.ECDSA_SECP256R1_SHA256, content).length == 0) {
      throw new GeneralSecurityException("an empty signature");
    }
  }
}
