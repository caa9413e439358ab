package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.Hmac;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC over a JCA one. */
final class JcaHmac implements Hmac {
  private Mac mac;

  JcaHmac(Mac mac, byte[] key) throws InvalidKeyException {
    this.mac = mac;
    // The JCA refuses empty keys. HMAC pads keys with zeros, so a zero byte is the same key (RFC
    // 2104 2).
    mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, mac.getAlgorithm()));
  }

  @Override
  public int length() {
    return mac.getMacLength();
  }

  @Override
  public void update(byte[] data, int offset, int length) {
    mac.update(data, offset, length);
  }

  @Override
  public void doFinal(byte[] out, int offset) {
    try {
      mac.doFinal(out, offset);
    } catch (ShortBufferException shortOutput) {
      throw new IllegalArgumentException("No room for the MAC", shortOutput);
    }
  }

  /** Drops the key; the JCA gives no way to wipe what a MAC made of it. */
  @Override
  public void destroy() {
    mac = null;
  }
}
