package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import java.security.InvalidKeyException;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** A key pair of X25519 (RFC 7748). */
final class X25519KeyShare implements KeyShare {
  private final byte[] scalar;
  private final byte[] publicValue = new byte[X25519.POINT_SIZE];

  /**
   * @param scalar the private value; kept, and wiped by {@link #destroy}
   */
  X25519KeyShare(byte[] scalar) {
    this.scalar = scalar;
    X25519.generatePublicKey(scalar, 0, publicValue, 0);
  }

  @Override
  public NamedGroup group() {
    return NamedGroup.X25519;
  }

  @Override
  public byte[] publicValue() {
    return publicValue.clone();
  }

  @Override
  public byte[] agree(byte[] peer) throws InvalidKeyException {
    if (peer.length != X25519.POINT_SIZE) {
      throw new InvalidKeyException("A public value of x25519 has 32 bytes, not " + peer.length);
    }
    byte[] secret = new byte[X25519.POINT_SIZE];
    // False for the all-zero secret, which is found without a branch on its bytes.
    if (!X25519.calculateAgreement(scalar, 0, peer, 0, secret, 0)) {
      throw new InvalidKeyException(
          "The public value is of small order: the x25519 secret is zero");
    }
    return secret;
  }

  @Override
  public void destroy() {
    Arrays.fill(scalar, (byte) 0);
  }
}
