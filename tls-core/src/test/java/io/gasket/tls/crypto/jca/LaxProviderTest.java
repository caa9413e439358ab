package io.gasket.tls.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The JDK makes the same checks, so that over it one could not tell whether ours are there. */
@DisplayName(
    "Over a provider that checks nothing, public values are checked all the same (RFC 7748 5 and 6.1, RFC 8422 5.10, 5.11)")
class LaxProviderTest {
  private static final Services LAX = Services.of(new LaxProvider());

  @Test
  void offCurvePoint() throws Exception {
    KeyShare share = ecShare();
    byte[] point = share.publicValue();
    point[64] ^= 1;
    assertThrows(InvalidKeyException.class, () -> share.agree(point));
  }

  @Test
  void coordinateNotBelowThePrime() throws Exception {
    KeyShare share = ecShare();
    BigInteger prime =
        new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    // x = 5 is on P-256; so would be x = p + 5 for one who reduces it first, and it has 256 bits
    // too.
    BigInteger y =
        new BigInteger("459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc", 16);
    assertArrayEquals(field(BigInteger.valueOf(5)), share.agree(point(BigInteger.valueOf(5), y)));
    BigInteger same = BigInteger.valueOf(5).add(prime);
    assertThrows(InvalidKeyException.class, () -> share.agree(point(same, y)));
  }

  private static KeyShare ecShare() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return new EcKeyShare(NamedGroup.SECP256R1, LAX, generator.generateKeyPair());
  }

  private static byte[] point(BigInteger x, BigInteger y) {
    byte[] encoded = new byte[65];
    encoded[0] = 4;
    System.arraycopy(field(x), 0, encoded, 1, 32);
    System.arraycopy(field(y), 0, encoded, 33, 32);
    return encoded;
  }

  private static byte[] field(BigInteger value) {
    byte[] wide = value.add(BigInteger.ONE.shiftLeft(256)).toByteArray();
    return Arrays.copyOfRange(wide, wide.length - 32, wide.length);
  }

  @Test
  @DisplayName("the unused bit of an x25519 value is masked before the provider sees it")
  void unusedBit() throws Exception {
    byte[] peer = new byte[32];
    Arrays.fill(peer, (byte) 0xff);
    byte[] masked = peer.clone();
    masked[31] = 0x7f;
    assertArrayEquals(masked, x25519Share().agree(peer));
  }

  @Test
  void zeroSecret() throws Exception {
    KeyShare share = x25519Share();
    assertThrows(InvalidKeyException.class, () -> share.agree(new byte[32]));
  }

  private static KeyShare x25519Share() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    return new XdhKeyShare(LAX, pair);
  }

  /**
   * Takes any public value, and gives it back as the secret: x without its leading zeros, or the
   * bytes on the wire.
   */
  private static final class LaxProvider extends Provider {
    private static final long serialVersionUID = 1L;

    LaxProvider() {
      super("Lax", "1", "Checks nothing");
      put("KeyFactory", "EC", PlatformKeyFactory::new);
      put("KeyFactory", "XDH", PlatformKeyFactory::new);
      put("KeyAgreement", "ECDH", Echo::new);
      put("KeyAgreement", "XDH", Echo::new);
    }

    private void put(String type, String algorithm, Supplier<Object> maker) {
      putService(
          new Service(this, type, algorithm, "lax", List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) {
              return maker.get();
            }
          });
    }
  }

  private static final class PlatformKeyFactory extends KeyFactorySpi {
    @Override
    protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
      try {
        return KeyFactory.getInstance(spec instanceof X509EncodedKeySpec ? "X25519" : "EC")
            .generatePublic(spec);
      } catch (NoSuchAlgorithmException absent) {
        throw new InvalidKeySpecException(absent);
      }
    }

    @Override
    protected PrivateKey engineGeneratePrivate(KeySpec spec) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected Key engineTranslateKey(Key key) {
      return key;
    }
  }

  private static final class Echo extends KeyAgreementSpi {
    private byte[] secret;

    @Override
    protected void engineInit(Key key, SecureRandom random) {}

    @Override
    protected void engineInit(Key key, AlgorithmParameterSpec parameters, SecureRandom random) {}

    @Override
    protected Key engineDoPhase(Key key, boolean last) {
      byte[] encoded = key.getEncoded();
      secret =
          key instanceof ECPublicKey ec
              ? ec.getW().getAffineX().toByteArray()
              : Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      return null;
    }

    @Override
    protected byte[] engineGenerateSecret() {
      return secret;
    }

    @Override
    protected int engineGenerateSecret(byte[] out, int offset) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SecretKey engineGenerateSecret(String algorithm) {
      throw new UnsupportedOperationException();
    }
  }
}
