package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** A key pair on a NIST curve, by the JCA's ECDH. */
final class EcKeyShare implements KeyShare {
  private final Services services;
  private final EcCurve curve;
  private final byte[] publicValue;
  private PrivateKey privateKey;

  /** The pair's public half has to be an {@link ECPublicKey} of the group. */
  EcKeyShare(NamedGroup group, Services services, KeyPair pair) {
    this.services = services;
    this.curve = EcCurve.of(group);
    this.publicValue = curve.encode(((ECPublicKey) pair.getPublic()).getW());
    this.privateKey = pair.getPrivate();
  }

  @Override
  public NamedGroup group() {
    return curve.group();
  }

  @Override
  public byte[] publicValue() {
    return publicValue.clone();
  }

  @Override
  public byte[] agree(byte[] peer) throws InvalidKeyException {
    ECPoint point = curve.decode(peer);
    try {
      PublicKey key = services.keyFactory("EC").generatePublic(curve.publicKeySpec(point));
      KeyAgreement agreement = services.keyAgreement("ECDH");
      agreement.init(privateKey);
      agreement.doPhase(key, true);
      return padded(agreement.generateSecret());
    } catch (GeneralSecurityException refused) {
      throw new InvalidKeyException("The provider refuses the public value", refused);
    }
  }

  /**
   * The JDK pads on the left itself; not every provider does (RFC 8422 5.10 keeps leading zeros).
   */
  private byte[] padded(byte[] secret) {
    int missing = curve.group().fieldLength() - secret.length;
    if (missing == 0) {
      return secret;
    }
    byte[] full = new byte[curve.group().fieldLength()];
    System.arraycopy(secret, 0, full, missing, secret.length);
    Arrays.fill(secret, (byte) 0);
    return full;
  }

  /** Drops the private value; the JCA's software keys cannot be wiped. */
  @Override
  public void destroy() {
    privateKey = null;
  }
}
