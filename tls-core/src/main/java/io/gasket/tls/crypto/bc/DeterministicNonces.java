package io.gasket.tls.crypto.bc;

import java.util.Arrays;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The stream of nonces of RFC 6979 3.2 for one signature, as bytes: Bouncy Castle's own gives them
 * as a BigInteger, whose making alone takes a time that tells of leading zeros. A caller who finds
 * one unfit takes the next. For one thread.
 */
final class DeterministicNonces {
  private final HMac hmac;
  private final byte[] key;
  private final byte[] value;
  private boolean first = true;

  /**
   * @param digest the one whose value was signed; taken over
   * @param privateValue {@code int2octets(x)}, as long as the curve's order; kept by the caller
   * @param message {@code bits2octets(H(m))}, just as long
   */
  DeterministicNonces(Digest digest, byte[] privateValue, byte[] message) {
    hmac = new HMac(digest);
    key = new byte[hmac.getMacSize()];
    value = new byte[hmac.getMacSize()];
    Arrays.fill(value, (byte) 1);
    update((byte) 0, privateValue, message);
    update((byte) 1, privateValue, message);
  }

  /** Steps d and e, f and g, and what step h.3 does with a nonce that is unfit. */
  private void update(byte step, byte[]... seed) {
    hmac.init(new KeyParameter(key));
    hmac.update(value, 0, value.length);
    hmac.update(step);
    for (byte[] part : seed) {
      hmac.update(part, 0, part.length);
    }
    hmac.doFinal(key, 0);
    hmac.init(new KeyParameter(key));
    turn();
  }

  private void turn() {
    hmac.update(value, 0, value.length);
    hmac.doFinal(value, 0);
  }

  /**
   * Fills {@code target} from {@code offset} to its end with the next candidate's bits, {@code T}.
   */
  void next(byte[] target, int offset) {
    if (!first) {
      update((byte) 0);
    }
    first = false;
    for (int position = offset; position < target.length; position += value.length) {
      turn();
      System.arraycopy(
          value, 0, target, position, Math.min(value.length, target.length - position));
    }
  }

  /** Wipes the state, from which the nonces can be computed. */
  void destroy() {
    Arrays.fill(key, (byte) 0);
    Arrays.fill(value, (byte) 0);
    hmac.init(new KeyParameter(key));
  }
}
