package io.gasket.tls.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.Hash;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.testing.TokenProvider;
import java.nio.charset.StandardCharsets;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One JCA provider first, the platform where it lacks something (P7)")
class JcaProviderTest {
  private static final CryptoProvider BC_BY_JCA = JcaProvider.of(new BouncyCastleProvider());
  private static final CryptoProvider STANDARD = CryptoProviders.standard();

  @Test
  void unknownName() {
    String text =
        assertThrows(IllegalArgumentException.class, () -> JcaProvider.of("Nowhere")).getMessage();
    assertTrue(text.contains("Nowhere") && text.contains("SunJCE"), text);
  }

  @Test
  @DisplayName("a provider with nothing to offer leaves all to the platform")
  void emptyProvider() {
    assertSupportsAll(JcaProvider.of(new Empty()));
  }

  private static void assertSupportsAll(CryptoProvider provider) {
    assertEquals(EnumSet.allOf(BulkCipher.class), provider.aeads().supported());
    assertEquals(EnumSet.allOf(NamedGroup.class), provider.groups().supported());
    assertEquals(EnumSet.allOf(SignatureScheme.class), provider.signatures().supported());
    assertEquals(EnumSet.allOf(HashAlgorithm.class), provider.hashes().supported());
  }

  private static final class Empty extends Provider {
    private static final long serialVersionUID = 1L;

    Empty() {
      super("Empty", "1", "Has no services");
    }
  }

  @Test
  @DisplayName("a digest that cannot be copied, or whose service fails, is passed over")
  void uselessDigest() {
    CryptoProvider provider = JcaProvider.of(new Useless());
    assertSupportsAll(provider);
    Hash hash = provider.hashes().hash(HashAlgorithm.SHA256);
    hash.update("abc".getBytes(StandardCharsets.US_ASCII), 0, 3);
    byte[] digest = new byte[32];
    hash.snapshot(digest, 0);
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        HexFormat.of().formatHex(digest));
  }

  private static final class Useless extends Provider {
    private static final long serialVersionUID = 1L;

    Useless() {
      super("Useless", "1", "Offers services that do not serve");
      put("SHA-256", new NotCloneable());
      put("SHA-384", null);
    }

    private void put(String algorithm, MessageDigestSpi digest) {
      putService(
          new Service(this, "MessageDigest", algorithm, "useless", List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) {
              if (digest == null) {
                throw new IllegalStateException("no device");
              }
              return digest;
            }
          });
    }
  }

  private static final class NotCloneable extends MessageDigestSpi {
    @Override
    protected void engineUpdate(byte input) {}

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {}

    @Override
    protected byte[] engineDigest() {
      return new byte[32];
    }

    @Override
    protected void engineReset() {}
  }

  @Test
  @DisplayName("Bouncy Castle's JCA provider, unregistered: records")
  void aeads() {
    assertSupportsAll(BC_BY_JCA);
    byte[] aad = new byte[13];
    byte[] plain = {1, 2, 3};
    for (BulkCipher cipher : BulkCipher.values()) {
      byte[] key = new byte[cipher.keyLength()];
      byte[] nonce = new byte[12];
      byte[] sealed = new byte[19];
      byte[] opened = new byte[3];
      BC_BY_JCA.aeads().sealer(cipher, key).seal(nonce, aad, plain, 0, 3, sealed, 0);
      AeadOpener opener = STANDARD.aeads().opener(cipher, key);
      assertEquals(3, opener.open(nonce, aad, sealed, 0, 19, opened, 0), cipher::label);
      assertArrayEquals(plain, opened);
      sealed[0] ^= 1;
      AeadOpener bc = BC_BY_JCA.aeads().opener(cipher, key);
      assertEquals(
          AeadOpener.NOT_AUTHENTIC, bc.open(nonce, aad, sealed, 0, 19, opened, 0), cipher::label);
      assertArrayEquals(new byte[3], opened);
    }
  }

  @Test
  @DisplayName("Bouncy Castle's JCA provider, unregistered: key agreement, small order refused")
  void groups() throws Exception {
    for (NamedGroup group : NamedGroup.all()) {
      KeyShare ours = BC_BY_JCA.groups().generate(group, BC_BY_JCA.random());
      KeyShare theirs = STANDARD.groups().generate(group, STANDARD.random());
      assertArrayEquals(
          ours.agree(theirs.publicValue()), theirs.agree(ours.publicValue()), group::rfcName);
      assertThrows(
          InvalidKeyException.class,
          () -> ours.agree(new byte[group.publicLength()]),
          group::rfcName);
    }
  }

  @Test
  @DisplayName("a provider whose XDH takes no parameters makes the X25519 key pairs all the same")
  void withoutParameters() throws Exception {
    Headstrong headstrong = new Headstrong();
    CryptoProvider provider = JcaProvider.of(headstrong);
    assertTrue(provider.groups().supported().contains(NamedGroup.X25519));
    int tried = headstrong.made;
    for (int share = 1; share <= 3; share++) {
      KeyShare ours = provider.groups().generate(NamedGroup.X25519, provider.random());
      KeyShare theirs = STANDARD.groups().generate(NamedGroup.X25519, STANDARD.random());
      assertArrayEquals(ours.agree(theirs.publicValue()), theirs.agree(ours.publicValue()));
      assertEquals(tried + share, headstrong.made);
    }
  }

  /** The JDK's X25519, as Conscrypt wraps its own: a generator that refuses every parameter. */
  private static final class Headstrong extends Provider {
    private static final long serialVersionUID = 1L;
    private static final Provider JDK = Security.getProvider("SunEC");
    private int made;

    Headstrong() {
      super("Headstrong", "1", "Knows what it wants");
      for (String type : List.of("KeyFactory", "KeyAgreement")) {
        put(type, () -> JDK.getService(type, "XDH").newInstance(null));
      }
      put("KeyPairGenerator", Generator::new);
    }

    private void put(String type, Callable<Object> maker) {
      putService(
          new Service(this, type, "XDH", "headstrong", List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
              try {
                return maker.call();
              } catch (Exception e) {
                throw new NoSuchAlgorithmException(e);
              }
            }
          });
    }

    private final class Generator extends KeyPairGeneratorSpi {
      @Override
      public void initialize(int bits, SecureRandom random) {
        throw new InvalidParameterException("no sizes");
      }

      @Override
      public void initialize(AlgorithmParameterSpec parameters, SecureRandom random)
          throws InvalidAlgorithmParameterException {
        throw new InvalidAlgorithmParameterException("no parameters");
      }

      @Override
      public KeyPair generateKeyPair() {
        made++;
        try {
          return KeyPairGenerator.getInstance("X25519", JDK).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  @Test
  @DisplayName("Bouncy Castle's JCA provider, unregistered: signatures over the JDK's keys")
  void signatures() throws Exception {
    byte[] content = {1, 2, 3};
    for (SignatureScheme scheme : SignatureScheme.all()) {
      KeyPair pair = pair(scheme.keyType());
      byte[] signature = BC_BY_JCA.signatures().signer(pair.getPrivate()).sign(scheme, content);
      assertTrue(
          STANDARD.signatures().verify(scheme, pair.getPublic(), content, signature),
          scheme::rfcName);
      assertTrue(
          BC_BY_JCA.signatures().verify(scheme, pair.getPublic(), content, signature),
          scheme::rfcName);
      signature[signature.length / 2] ^= 1;
      assertFalse(
          BC_BY_JCA.signatures().verify(scheme, pair.getPublic(), content, signature),
          scheme::rfcName);
    }
  }

  private static KeyPair pair(KeyType type) throws Exception {
    AlgorithmParameterSpec rsa = new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
    return switch (type) {
      case EC -> pair("EC", new ECGenParameterSpec("secp384r1"));
      case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      case RSA -> pair("RSA", rsa);
      case RSA_PSS -> pair("RSASSA-PSS", rsa);
    };
  }

  private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(parameters);
    return generator.generateKeyPair();
  }

  @Test
  @DisplayName(
      "a token handed over without being registered signs with its keys, the platform with all others")
  void token() throws Exception {
    CryptoProvider provider = JcaProvider.of(new TokenProvider());
    KeyPair pair = pair(KeyType.RSA);
    byte[] content = {1, 2, 3};
    for (SignatureScheme scheme :
        List.of(SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.RSA_PKCS1_SHA256)) {
      byte[] byToken =
          provider
              .signatures()
              .signer(new TokenProvider.TokenKey(pair.getPrivate()))
              .sign(scheme, content);
      assertTrue(STANDARD.signatures().verify(scheme, pair.getPublic(), content, byToken));
      byte[] bySoftware = provider.signatures().signer(pair.getPrivate()).sign(scheme, content);
      assertTrue(STANDARD.signatures().verify(scheme, pair.getPublic(), content, bySoftware));
    }
  }
}
