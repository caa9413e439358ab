package io.gasket.tls.testing;

import com.sun.management.ThreadMXBean;
import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.Groups;
import io.gasket.tls.crypto.Hash;
import io.gasket.tls.crypto.Hashes;
import io.gasket.tls.crypto.Hmac;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.crypto.Signatures;
import io.gasket.tls.crypto.Signer;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.lang.management.ManagementFactory;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.util.Set;

/**
 * Stands between an engine and a crypto provider and counts the bytes that the provider allocates,
 * so that they can be told from the engine's own. For one thread.
 */
public final class MeteredCrypto {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final CryptoProvider real;
  private long bytes;

  /** A meter over a provider. */
  public MeteredCrypto(CryptoProvider real) {
    this.real = real;
  }

  /** The provider to hand to a context. */
  public CryptoProvider provider() {
    return new CryptoProvider(
        real.name(),
        new MeteredAeads(),
        new MeteredGroups(),
        new MeteredSignatures(),
        new MeteredHashes(),
        new MeteredRandom());
  }

  /**
   * Bytes that the provider has allocated so far, what stands between it and the engine included.
   */
  public long bytes() {
    return bytes;
  }

  private static long now() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  private void since(long before) {
    bytes += now() - before;
  }

  private final class MeteredAeads implements Aeads {
    @Override
    public Set<BulkCipher> supported() {
      return real.aeads().supported();
    }

    @Override
    public AeadSealer sealer(BulkCipher cipher, byte[] key) {
      long before = now();
      AeadSealer sealer = new MeteredSealer(real.aeads().sealer(cipher, key));
      since(before);
      return sealer;
    }

    @Override
    public AeadOpener opener(BulkCipher cipher, byte[] key) {
      long before = now();
      AeadOpener opener = new MeteredOpener(real.aeads().opener(cipher, key));
      since(before);
      return opener;
    }
  }

  private final class MeteredSealer implements AeadSealer {
    private final AeadSealer sealer;

    MeteredSealer(AeadSealer sealer) {
      this.sealer = sealer;
    }

    @Override
    public int seal(
        byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      long before = now();
      int sealed = sealer.seal(nonce, aad, in, inOffset, length, out, outOffset);
      since(before);
      return sealed;
    }

    @Override
    public void destroy() {
      long before = now();
      sealer.destroy();
      since(before);
    }
  }

  private final class MeteredOpener implements AeadOpener {
    private final AeadOpener opener;

    MeteredOpener(AeadOpener opener) {
      this.opener = opener;
    }

    @Override
    public int open(
        byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      long before = now();
      int opened = opener.open(nonce, aad, in, inOffset, length, out, outOffset);
      since(before);
      return opened;
    }

    @Override
    public void destroy() {
      long before = now();
      opener.destroy();
      since(before);
    }
  }

  private final class MeteredGroups implements Groups {
    @Override
    public Set<NamedGroup> supported() {
      return real.groups().supported();
    }

    @Override
    public KeyShare generate(NamedGroup group, SecureRandom random) {
      long before = now();
      // The provider's own random source: what it allocates is counted here already.
      KeyShare share = new MeteredShare(real.groups().generate(group, real.random()));
      since(before);
      return share;
    }
  }

  private final class MeteredShare implements KeyShare {
    private final KeyShare share;

    MeteredShare(KeyShare share) {
      this.share = share;
    }

    @Override
    public NamedGroup group() {
      return share.group();
    }

    @Override
    public byte[] publicValue() {
      long before = now();
      byte[] value = share.publicValue();
      since(before);
      return value;
    }

    @Override
    public byte[] agree(byte[] peer) throws InvalidKeyException {
      long before = now();
      byte[] secret = share.agree(peer);
      since(before);
      return secret;
    }

    @Override
    public void destroy() {
      long before = now();
      share.destroy();
      since(before);
    }
  }

  private final class MeteredSignatures implements Signatures {
    @Override
    public Set<SignatureScheme> supported() {
      return real.signatures().supported();
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature)
        throws InvalidKeyException {
      long before = now();
      boolean good = real.signatures().verify(scheme, key, content, signature);
      since(before);
      return good;
    }

    @Override
    public Signer signer(PrivateKey key) throws InvalidKeyException {
      Signer signer = real.signatures().signer(key);
      return (scheme, content) -> sign(signer, scheme, content);
    }

    private byte[] sign(Signer signer, SignatureScheme scheme, byte[] content)
        throws SignatureException {
      long before = now();
      byte[] signature = signer.sign(scheme, content);
      since(before);
      return signature;
    }
  }

  private final class MeteredHashes implements Hashes {
    @Override
    public Set<HashAlgorithm> supported() {
      return real.hashes().supported();
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
      long before = now();
      Hash hash = new MeteredHash(real.hashes().hash(algorithm));
      since(before);
      return hash;
    }

    @Override
    public Hmac hmac(HashAlgorithm algorithm, byte[] key) {
      long before = now();
      Hmac hmac = new MeteredHmac(real.hashes().hmac(algorithm, key));
      since(before);
      return hmac;
    }
  }

  private final class MeteredHash implements Hash {
    private final Hash hash;

    MeteredHash(Hash hash) {
      this.hash = hash;
    }

    @Override
    public void update(byte[] data, int offset, int length) {
      long before = now();
      hash.update(data, offset, length);
      since(before);
    }

    @Override
    public int snapshot(byte[] out, int offset) {
      long before = now();
      int length = hash.snapshot(out, offset);
      since(before);
      return length;
    }
  }

  private final class MeteredHmac implements Hmac {
    private final Hmac hmac;

    MeteredHmac(Hmac hmac) {
      this.hmac = hmac;
    }

    @Override
    public int length() {
      return hmac.length();
    }

    @Override
    public void update(byte[] data, int offset, int length) {
      long before = now();
      hmac.update(data, offset, length);
      since(before);
    }

    @Override
    public void doFinal(byte[] out, int offset) {
      long before = now();
      hmac.doFinal(out, offset);
      since(before);
    }

    @Override
    public void destroy() {
      long before = now();
      hmac.destroy();
      since(before);
    }
  }

  private final class MeteredRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      long before = now();
      real.random().nextBytes(bytes);
      since(before);
    }
  }
}
