package io.gasket.tls.testing;

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
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stands between an engine and a crypto provider: knows which keyed objects were not destroyed,
 * keeps the secrets that went through, and can make any operation throw. For one thread.
 */
public final class SpyingCrypto {
  /** What an operation that was told to fail throws. */
  public static final class Injected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Injected(String operation) {
      super("injected into " + operation);
    }
  }

  private final CryptoProvider real;
  private final Set<String> alive = new TreeSet<>();
  private final List<byte[]> secrets = new ArrayList<>();
  private final List<byte[]> arrays = new ArrayList<>();
  private byte[] lasting = new byte[0];
  private int operations;
  private int failing = -1;
  private int made;

  /** A spy on a provider. */
  public SpyingCrypto(CryptoProvider real) {
    this.real = real;
  }

  /** The provider to hand to a context. */
  public CryptoProvider provider() {
    return new CryptoProvider(
        real.name(),
        new SpiedAeads(),
        new SpiedGroups(),
        new SpiedSignatures(),
        new SpiedHashes(),
        new SpiedRandom());
  }

  /** Passes over what is keyed with this, as it may live as long as a context. */
  public SpyingCrypto lasting(byte[] key) {
    lasting = key.clone();
    return this;
  }

  /** The keyed objects that were made and not destroyed. */
  public Set<String> alive() {
    return alive;
  }

  /** Keys, shared secrets and MAC keys that passed. */
  public List<byte[]> secrets() {
    return secrets;
  }

  /** The very arrays in which the engine held {@link #secrets}. */
  public List<byte[]> arrays() {
    return arrays;
  }

  private void secret(byte[] array) {
    secrets.add(array.clone());
    arrays.add(array);
  }

  /** Operations since the start, or since {@link #failAt}. */
  public int operations() {
    return operations;
  }

  /** Starts counting anew and lets the operation of a number, from 1, throw {@link Injected}. */
  public void failAt(int operation) {
    operations = 0;
    failing = operation;
  }

  private void step(String operation) {
    if (++operations == failing) {
      throw new Injected(operation);
    }
  }

  private String born(String kind, byte[] key) {
    return Arrays.equals(key, lasting) ? "lasting " + kind : born(kind);
  }

  private String born(String kind) {
    String name = kind + " " + made++;
    alive.add(name);
    return name;
  }

  private final class SpiedAeads implements Aeads {
    @Override
    public Set<BulkCipher> supported() {
      return real.aeads().supported();
    }

    @Override
    public AeadSealer sealer(BulkCipher cipher, byte[] key) {
      step("sealer");
      secret(key);
      AeadSealer sealer = real.aeads().sealer(cipher, key);
      String name = born("sealer", key);
      return new AeadSealer() {
        @Override
        public int seal(
            byte[] nonce,
            byte[] aad,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset) {
          step("seal");
          return sealer.seal(nonce, aad, in, inOffset, length, out, outOffset);
        }

        @Override
        public void destroy() {
          alive.remove(name);
          sealer.destroy();
        }
      };
    }

    @Override
    public AeadOpener opener(BulkCipher cipher, byte[] key) {
      step("opener");
      secret(key);
      AeadOpener opener = real.aeads().opener(cipher, key);
      String name = born("opener", key);
      return new AeadOpener() {
        @Override
        public int open(
            byte[] nonce,
            byte[] aad,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset) {
          step("open");
          return opener.open(nonce, aad, in, inOffset, length, out, outOffset);
        }

        @Override
        public void destroy() {
          alive.remove(name);
          opener.destroy();
        }
      };
    }
  }

  private final class SpiedGroups implements Groups {
    @Override
    public Set<NamedGroup> supported() {
      return real.groups().supported();
    }

    @Override
    public KeyShare generate(NamedGroup group, SecureRandom random) {
      step("generate");
      KeyShare share = real.groups().generate(group, random);
      String name = born("key share");
      return new KeyShare() {
        @Override
        public NamedGroup group() {
          return group;
        }

        @Override
        public byte[] publicValue() {
          return share.publicValue();
        }

        @Override
        public byte[] agree(byte[] peer) throws InvalidKeyException {
          step("agree");
          byte[] secret = share.agree(peer);
          secret(secret);
          return secret;
        }

        @Override
        public void destroy() {
          alive.remove(name);
          share.destroy();
        }
      };
    }
  }

  private final class SpiedSignatures implements Signatures {
    @Override
    public Set<SignatureScheme> supported() {
      return real.signatures().supported();
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature)
        throws InvalidKeyException {
      step("verify");
      return real.signatures().verify(scheme, key, content, signature);
    }

    @Override
    public Signer signer(PrivateKey key) throws InvalidKeyException {
      Signer signer = real.signatures().signer(key);
      return new Signer() {
        @Override
        public byte[] sign(SignatureScheme scheme, byte[] content) throws SignatureException {
          step("sign");
          return signer.sign(scheme, content);
        }
      };
    }
  }

  private final class SpiedHashes implements Hashes {
    @Override
    public Set<HashAlgorithm> supported() {
      return real.hashes().supported();
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
      step("hash");
      return real.hashes().hash(algorithm);
    }

    @Override
    public Hmac hmac(HashAlgorithm algorithm, byte[] key) {
      step("hmac");
      secret(key);
      Hmac hmac = real.hashes().hmac(algorithm, key);
      String name = born("hmac");
      return new Hmac() {
        @Override
        public int length() {
          return hmac.length();
        }

        @Override
        public void update(byte[] data, int offset, int length) {
          hmac.update(data, offset, length);
        }

        @Override
        public void doFinal(byte[] out, int offset) {
          step("mac");
          hmac.doFinal(out, offset);
        }

        @Override
        public void destroy() {
          alive.remove(name);
          hmac.destroy();
        }
      };
    }
  }

  private final class SpiedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      step("random");
      real.random().nextBytes(bytes);
    }
  }
}
