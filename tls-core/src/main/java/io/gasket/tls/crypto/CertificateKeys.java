package io.gasket.tls.crypto;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * Tells which of the kinds of key that TLS knows a public key is. Judges the key by its parameters,
 * not by the class or provider it comes from. Thread-safe.
 */
public final class CertificateKeys {
  private static final Map<NamedGroup, ECParameterSpec> CURVES = curves();

  private CertificateKeys() {}

  /**
   * The kind of a key, or empty when TLS 1.2 as spoken here has no use for it: another algorithm
   * (DSA, DH, Ed448 …), or an EC key on a curve other than P-256, P-384 and P-521.
   */
  public static Optional<KeyType> keyTypeOf(PublicKey key) {
    if (key instanceof RSAPublicKey) {
      return Optional.of("RSASSA-PSS".equals(key.getAlgorithm()) ? KeyType.RSA_PSS : KeyType.RSA);
    }
    if (key instanceof ECPublicKey) {
      return curveOf(key).map(curve -> KeyType.EC);
    }
    if (key instanceof EdECPublicKey edwards && "Ed25519".equals(edwards.getParams().getName())) {
      return Optional.of(KeyType.ED25519);
    }
    return Optional.empty();
  }

  /** The kind of a certificate's key, as {@link #keyTypeOf(PublicKey)}. */
  public static Optional<KeyType> keyTypeOf(X509Certificate certificate) {
    return keyTypeOf(certificate.getPublicKey());
  }

  /**
   * The curve of an EC key, or empty when the key is not an EC one or is on no curve that TLS
   * names.
   */
  public static Optional<NamedGroup> curveOf(PublicKey key) {
    if (!(key instanceof ECPublicKey point)) {
      return Optional.empty();
    }
    ECParameterSpec parameters = point.getParams();
    return CURVES.entrySet().stream()
        .filter(entry -> isSame(entry.getValue(), parameters))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isSame(ECParameterSpec curve, ECParameterSpec other) {
    return other != null
        && curve.getCurve().getField().equals(other.getCurve().getField())
        && curve.getCurve().getA().equals(other.getCurve().getA())
        && curve.getCurve().getB().equals(other.getCurve().getB())
        && curve.getGenerator().equals(other.getGenerator())
        && curve.getOrder().equals(other.getOrder())
        && curve.getCofactor() == other.getCofactor();
  }

  // Taken from the library, not from the JCA, so that this works without an EC provider.
  private static Map<NamedGroup, ECParameterSpec> curves() {
    Map<NamedGroup, ECParameterSpec> curves = new EnumMap<>(NamedGroup.class);
    for (NamedGroup group : NamedGroup.all()) {
      if (group.isWeierstrass()) {
        X9ECParameters named = CustomNamedCurves.getByName(group.rfcName());
        BigInteger p = named.getCurve().getField().getCharacteristic();
        EllipticCurve curve =
            new EllipticCurve(
                new ECFieldFp(p),
                named.getCurve().getA().toBigInteger(),
                named.getCurve().getB().toBigInteger());
        ECPoint generator =
            new ECPoint(
                named.getG().getAffineXCoord().toBigInteger(),
                named.getG().getAffineYCoord().toBigInteger());
        curves.put(group, new ECParameterSpec(curve, generator, named.getN(), 1));
      }
    }
    return curves;
  }
}
