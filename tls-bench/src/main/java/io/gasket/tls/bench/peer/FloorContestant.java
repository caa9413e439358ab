package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Side;
import io.gasket.tls.bench.contest.Unsupported;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * No TLS at all: the least that any engine over the JDK's cipher has to do for a record. Header and
 * nonce are those of RFC 5288 or RFC 7905, arrays are read and written where they lie, and nothing
 * is checked but the tag. Direct buffers are copied to arrays and back, which costs less than what
 * the JDK's cipher makes of them. It has no handshake.
 */
final class FloorContestant implements Contestant {
  @Override
  public String name() {
    return "floor";
  }

  @Override
  public Arena arena(Setting setting) throws Unsupported, GeneralSecurityException {
    if (!setting.equals(Setting.records(setting.suite()))) {
      throw new Unsupported(name(), setting, "it has no handshake");
    }
    byte[] key = new byte[setting.suite().keyLength()];
    new SecureRandom().nextBytes(key);
    boolean gcm = setting.suite() != Setting.Suite.CHACHA20;
    return new Arena() {
      @Override
      public Side client(String host) throws IOException {
        return side();
      }

      @Override
      public Side server() throws IOException {
        return side();
      }

      private Side side() throws IOException {
        try {
          return new FloorSide(key, gcm);
        } catch (GeneralSecurityException e) {
          throw new IOException(e);
        }
      }
    };
  }

  /** Seals and opens with the same key; client and server count their records apart. */
  private static final class FloorSide implements Side {
    private static final int LARGEST = 16_384;
    private static final int HEADER = 5;
    private static final int TAG = 16;

    private final boolean gcm;
    private final int explicitNonce;
    private final SecretKeySpec key;
    private final Cipher sealing;
    private final Cipher opening;
    private final byte[] nonce = new byte[12];
    private final byte[] aad = new byte[13];
    private final byte[] input = new byte[LARGEST + TAG];
    private final byte[] output = new byte[LARGEST + TAG];
    private long sealed;
    private long opened;

    FloorSide(byte[] key, boolean gcm) throws GeneralSecurityException {
      this.gcm = gcm;
      this.explicitNonce = gcm ? 8 : 0;
      this.key = new SecretKeySpec(key, gcm ? "AES" : "ChaCha20");
      String cipher = gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305";
      this.sealing = Cipher.getInstance(cipher);
      this.opening = Cipher.getInstance(cipher);
      aad[8] = 23;
      aad[9] = 3;
      aad[10] = 3;
    }

    @Override
    public void shakeHands(ByteBuffer fromPeer, ByteBuffer toPeer) {
      // Both were given the key.
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public void seal(ByteBuffer app, ByteBuffer net) throws IOException {
      try {
        while (app.hasRemaining()) {
          int length = Math.min(LARGEST, app.remaining());
          start(sealing, Cipher.ENCRYPT_MODE, sealed, length);
          net.put((byte) 23).putShort((short) 0x0303);
          net.putShort((short) (explicitNonce + length + TAG));
          if (gcm) {
            net.putLong(sealed);
          }
          process(sealing, app, length, net);
          sealed++;
        }
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void open(ByteBuffer net, ByteBuffer app) throws IOException {
      try {
        while (net.hasRemaining()) {
          int length = net.getShort(net.position() + 3) - explicitNonce;
          net.position(net.position() + HEADER + explicitNonce);
          start(opening, Cipher.DECRYPT_MODE, opened, length - TAG);
          process(opening, net, length, app);
          opened++;
        }
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
    }

    private void start(Cipher cipher, int mode, long sequence, int length)
        throws GeneralSecurityException {
      putLong(sequence, nonce, 4);
      putLong(sequence, aad, 0);
      aad[11] = (byte) (length >> 8);
      aad[12] = (byte) length;
      cipher.init(
          mode, key, gcm ? new GCMParameterSpec(8 * TAG, nonce) : new IvParameterSpec(nonce));
      cipher.updateAAD(aad);
    }

    private void process(Cipher cipher, ByteBuffer in, int length, ByteBuffer out)
        throws GeneralSecurityException {
      if (in.hasArray() && out.hasArray()) {
        int put =
            cipher.doFinal(
                in.array(),
                in.arrayOffset() + in.position(),
                length,
                out.array(),
                out.arrayOffset() + out.position());
        in.position(in.position() + length);
        out.position(out.position() + put);
      } else {
        in.get(input, 0, length);
        out.put(output, 0, cipher.doFinal(input, 0, length, output, 0));
      }
    }

    private static void putLong(long value, byte[] out, int offset) {
      for (int i = 0; i < 8; i++) {
        out[offset + i] = (byte) (value >> (56 - 8 * i));
      }
    }

    @Override
    public void close() {
      // Nothing of it is outside the heap.
    }
  }
}
