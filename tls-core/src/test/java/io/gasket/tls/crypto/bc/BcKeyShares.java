package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import java.math.BigInteger;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * Key shares over Bouncy Castle with given private values, which the public interface has no way to
 * make.
 */
public final class BcKeyShares {
  private BcKeyShares() {}

  /** A share; its public value is computed. */
  public static KeyShare of(NamedGroup group, byte[] privateValue) {
    if (!group.isWeierstrass()) {
      return new X25519KeyShare(privateValue.clone());
    }
    ECNamedDomainParameters curve = Curves.of(group);
    BigInteger scalar = new BigInteger(1, privateValue);
    byte[] publicValue =
        new FixedPointCombMultiplier().multiply(curve.getG(), scalar).getEncoded(false);
    return new EcKeyShare(group, new ECPrivateKeyParameters(scalar, curve), publicValue);
  }
}
