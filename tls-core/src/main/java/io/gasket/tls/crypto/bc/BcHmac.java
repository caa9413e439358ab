package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.Hmac;
import io.gasket.tls.spec.HashAlgorithm;
import java.util.Arrays;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC over Bouncy Castle's. */
final class BcHmac implements Hmac {
  private static final byte[] NO_KEY = {};

  private final HMac mac;

  BcHmac(HashAlgorithm algorithm, byte[] key) {
    this.mac = new HMac(Digests.of(algorithm));
    KeyParameter copy = new KeyParameter(key);
    mac.init(copy);
    Arrays.fill(copy.getKey(), (byte) 0);
  }

  @Override
  public int length() {
    return mac.getMacSize();
  }

  @Override
  public void update(byte[] data, int offset, int length) {
    mac.update(data, offset, length);
  }

  @Override
  public void doFinal(byte[] out, int offset) {
    mac.doFinal(out, offset);
  }

  /** Overwrites the pads made of the key by those of an empty one. */
  @Override
  public void destroy() {
    mac.init(new KeyParameter(NO_KEY));
  }
}
