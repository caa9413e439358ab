package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.crypto.bc.BcKeyShares;
import io.gasket.tls.spec.NamedGroup;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Key shares over the JCA with given private values, which the public interface has no way to make.
 */
public final class JcaKeyShares {
  private JcaKeyShares() {}

  /**
   * A share; its public value is computed by Bouncy Castle, as the JCA does not compute it from the
   * private one.
   */
  public static KeyShare of(NamedGroup group, byte[] privateValue) throws GeneralSecurityException {
    byte[] publicValue = BcKeyShares.of(group, privateValue).publicValue();
    return group.isWeierstrass()
        ? onCurve(group, privateValue, publicValue)
        : x25519(privateValue, publicValue);
  }

  private static KeyShare onCurve(NamedGroup group, byte[] privateValue, byte[] publicValue)
      throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(group.algorithm()));
    ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
    EcCurve curve = EcCurve.of(group);
    KeyFactory factory = KeyFactory.getInstance("EC");
    KeyPair pair =
        new KeyPair(
            factory.generatePublic(curve.publicKeySpec(curve.decode(publicValue))),
            factory.generatePrivate(new ECPrivateKeySpec(new BigInteger(1, privateValue), spec)));
    return new EcKeyShare(group, Services.platform(), pair);
  }

  private static KeyShare x25519(byte[] privateValue, byte[] publicValue)
      throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(HexFormat.of().parseHex("302a300506032b656e032100"), 44);
    System.arraycopy(publicValue, 0, encoded, 12, publicValue.length);
    KeyFactory factory = KeyFactory.getInstance("X25519");
    KeyPair pair =
        new KeyPair(
            factory.generatePublic(new X509EncodedKeySpec(encoded)),
            factory.generatePrivate(
                new XECPrivateKeySpec(NamedParameterSpec.X25519, privateValue)));
    return new XdhKeyShare(Services.platform(), pair);
  }
}
