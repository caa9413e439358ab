package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import java.security.InvalidKeyException;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.util.BigIntegers;

/**
 * A key pair on a NIST curve. Its scalar multiplication takes variable time, so it is for one
 * handshake only.
 */
final class EcKeyShare implements KeyShare {
  private static final int UNCOMPRESSED = 4;

  private final NamedGroup group;
  private final byte[] publicValue;
  private ECPrivateKeyParameters privateKey;

  EcKeyShare(NamedGroup group, ECPrivateKeyParameters privateKey, byte[] publicValue) {
    this.group = group;
    this.privateKey = privateKey;
    this.publicValue = publicValue;
  }

  @Override
  public NamedGroup group() {
    return group;
  }

  @Override
  public byte[] publicValue() {
    return publicValue.clone();
  }

  @Override
  public byte[] agree(byte[] peer) throws InvalidKeyException {
    ECPublicKeyParameters point = decode(peer);
    ECDHBasicAgreement agreement = new ECDHBasicAgreement();
    agreement.init(privateKey);
    return BigIntegers.asUnsignedByteArray(
        group.fieldLength(), agreement.calculateAgreement(point));
  }

  private ECPublicKeyParameters decode(byte[] peer) throws InvalidKeyException {
    if (peer.length != group.publicLength()) {
      throw new InvalidKeyException(
          "A point of "
              + group.rfcName()
              + " has "
              + group.publicLength()
              + " bytes, not "
              + peer.length);
    }
    if (peer[0] != UNCOMPRESSED) {
      throw new InvalidKeyException(
          "The point is not in uncompressed form: it starts with byte " + (peer[0] & 0xff));
    }
    try {
      // Checks coordinates and curve equation; as the cofactor is 1, every such point is of the
      // right order.
      return new ECPublicKeyParameters(
          Curves.of(group).getCurve().decodePoint(peer), Curves.of(group));
    } catch (IllegalArgumentException outside) {
      throw new InvalidKeyException("The point is not on " + group.rfcName(), outside);
    }
  }

  /** Drops the private value, which as a BigInteger cannot be wiped. */
  @Override
  public void destroy() {
    privateKey = null;
  }
}
