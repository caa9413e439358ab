package io.gasket.tls.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.Signatures;
import io.gasket.tls.spec.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("EC keys held for verifying")
class HeldKeysTest {
  private static final SignatureScheme SCHEME = SignatureScheme.ECDSA_SECP256R1_SHA256;
  private static final byte[] CONTENT = {1, 2, 3};

  /** Bouncy Castle makes its last table of a point when it has met it four times. */
  private static final int OFTEN = 8;

  private static KeyPair pair(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static PublicKey publicKey() throws Exception {
    return pair("secp256r1").getPublic();
  }

  @Test
  @DisplayName("the same encoding is the same import, whatever object holds it")
  void hit() throws Exception {
    HeldKeys held = new HeldKeys(2);
    PublicKey key = publicKey();
    PublicKey again =
        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    assertSame(held.imported(key), held.imported(again));
    assertNotSame(held.imported(key), held.imported(publicKey()));
  }

  @Test
  @DisplayName("the least recently used goes first, and the bound is kept")
  void bound() throws Exception {
    HeldKeys held = new HeldKeys(2);
    PublicKey first = publicKey();
    PublicKey second = publicKey();
    ImportedKey kept = held.imported(first);
    ImportedKey dropped = held.imported(second);
    assertSame(kept, held.imported(first));
    held.imported(publicKey());
    assertEquals(2, held.size());
    assertSame(kept, held.imported(first));
    assertNotSame(dropped, held.imported(second));
    for (int i = 0; i < 10; i++) {
      held.imported(publicKey());
      assertEquals(2, held.size());
    }
  }

  @Test
  @DisplayName("a key that is refused is refused again, and not held")
  void refused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
    generator.initialize(new ECGenParameterSpec("secp256k1"));
    PublicKey unknownCurve = generator.generateKeyPair().getPublic();
    HeldKeys held = new HeldKeys(2);
    for (int i = 0; i < 2; i++) {
      assertThrows(InvalidKeyException.class, () -> held.imported(unknownCurve));
      assertEquals(0, held.size());
    }
  }

  @Test
  @DisplayName("an array that its key writes to later changes nothing that is held")
  void ownCopy() throws Exception {
    PublicKey good = publicKey();
    SharedKey shared = new SharedKey(good.getEncoded());
    HeldKeys held = new HeldKeys(2);
    ImportedKey imported = held.imported(shared);
    System.arraycopy(publicKey().getEncoded(), 0, shared.encoded, 0, shared.encoded.length);
    assertNotSame(imported, held.imported(shared));
    assertSame(imported, held.imported(good));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
  @DisplayName("the verdicts on a key met often are those on a new one, and no key is for another")
  void verdicts(String curve) throws Exception {
    Signatures signatures = BcProvider.create().signatures();
    KeyPair pair = pair(curve);
    KeyPair other = pair(curve);
    byte[] good = signatures.signer(pair.getPrivate()).sign(SCHEME, CONTENT);
    byte[] others = signatures.signer(other.getPrivate()).sign(SCHEME, CONTENT);
    for (int i = 0; i < OFTEN; i++) {
      assertTrue(signatures.verify(SCHEME, pair.getPublic(), CONTENT, good));
      assertTrue(signatures.verify(SCHEME, other.getPublic(), CONTENT, others));
      assertFalse(signatures.verify(SCHEME, pair.getPublic(), CONTENT, others));
      assertFalse(signatures.verify(SCHEME, other.getPublic(), CONTENT, good));
      assertFalse(signatures.verify(SCHEME, pair.getPublic(), new byte[3], good));
      assertFalse(
          signatures.verify(
              SignatureScheme.ECDSA_SECP384R1_SHA384, pair.getPublic(), CONTENT, good));
      for (SignatureScheme wrong :
          List.of(SignatureScheme.ED25519, SignatureScheme.RSA_PSS_RSAE_SHA256)) {
        assertThrows(
            InvalidKeyException.class,
            () -> signatures.verify(wrong, pair.getPublic(), CONTENT, good));
      }
    }
  }

  @Test
  @DisplayName("several threads verify with the same new keys")
  void threads() throws Exception {
    Signatures signatures = BcProvider.create().signatures();
    List<KeyPair> pairs = List.of(pair("secp256r1"), pair("secp256r1"), pair("secp384r1"));
    List<byte[]> good = new ArrayList<>();
    for (KeyPair pair : pairs) {
      good.add(signatures.signer(pair.getPrivate()).sign(SCHEME, CONTENT));
    }
    Callable<Boolean> work =
        () -> {
          boolean right = true;
          for (int i = 0; i < 60; i++) {
            PublicKey key = pairs.get(i % 3).getPublic();
            right &= signatures.verify(SCHEME, key, CONTENT, good.get(i % 3));
            right &= !signatures.verify(SCHEME, key, CONTENT, good.get((i + 1) % 3));
          }
          return right;
        };
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (Future<Boolean> done : pool.invokeAll(List.of(work, work, work, work))) {
        assertTrue(done.get());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Gives out its own array. */
  private static final class SharedKey implements PublicKey {
    private static final long serialVersionUID = 1L;
    private final byte[] encoded;

    SharedKey(byte[] encoded) {
      this.encoded = encoded;
    }

    @Override
    public String getAlgorithm() {
      return "EC";
    }

    @Override
    public String getFormat() {
      return "X.509";
    }

    @Override
    public byte[] getEncoded() {
      return encoded;
    }
  }
}
