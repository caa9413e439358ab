package io.gasket.tls.crypto.zero;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;
import java.util.Objects;
import java.util.Set;

/**
 * AEADs whose AES-GCM allocates nothing for short records. Longer records, and other ciphers, are
 * left to other AEADs. Thread-safe; what it makes is not.
 */
public final class ZeroGarbageAeads implements Aeads {
  private final Aeads others;
  private final int longest;

  /**
   * AEADs over others. Each key and direction takes some 55 KB for tables: for connections that are
   * few and busy.
   *
   * @param others make what protects longer records; their ciphers are those supported
   * @param longest the longest text in bytes that is sealed and opened without allocating; 0 to 4
   *     048. The time grows by some 40 ns a block of 16 bytes, several times that of the JDK's own
   */
  public ZeroGarbageAeads(Aeads others, int longest) {
    if (longest < 0 || longest > ShortGcm.MOST) {
      throw new IllegalArgumentException(
          "longest must be 0 to " + ShortGcm.MOST + ", not " + longest);
    }
    this.others = Objects.requireNonNull(others, "others");
    this.longest = longest;
  }

  @Override
  public Set<BulkCipher> supported() {
    return others.supported();
  }

  @Override
  public AeadSealer sealer(BulkCipher cipher, byte[] key) {
    AeadSealer longer = others.sealer(cipher, key);
    return isGcm(cipher) ? new Sealer(new ShortGcm(key, longest), longest, longer) : longer;
  }

  @Override
  public AeadOpener opener(BulkCipher cipher, byte[] key) {
    AeadOpener longer = others.opener(cipher, key);
    return isGcm(cipher) ? new Opener(new ShortGcm(key, longest), longest, longer) : longer;
  }

  private static boolean isGcm(BulkCipher cipher) {
    return cipher != BulkCipher.CHACHA20_POLY1305;
  }

  private record Sealer(ShortGcm shorter, int longest, AeadSealer longer) implements AeadSealer {
    @Override
    public int seal(
        byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      if (length > longest) {
        return longer.seal(nonce, aad, in, inOffset, length, out, outOffset);
      }
      shorter.seal(nonce, aad, in, inOffset, length, out, outOffset);
      return length + ShortGcm.TAG;
    }

    @Override
    public byte[] key() {
      return longer.key();
    }

    @Override
    public void destroy() {
      shorter.destroy();
      longer.destroy();
    }
  }

  private record Opener(ShortGcm shorter, int longest, AeadOpener longer) implements AeadOpener {
    @Override
    public int open(
        byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      int text = length - ShortGcm.TAG;
      if (text > longest) {
        return longer.open(nonce, aad, in, inOffset, length, out, outOffset);
      }
      return shorter.open(nonce, aad, in, inOffset, text, out, outOffset) ? text : NOT_AUTHENTIC;
    }

    @Override
    public byte[] key() {
      return longer.key();
    }

    @Override
    public void destroy() {
      shorter.destroy();
      longer.destroy();
    }
  }
}
