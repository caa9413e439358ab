package io.gasket.tls.crypto.jca;

import io.gasket.tls.spec.NamedGroup;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.EnumMap;
import java.util.Map;

/**
 * The parameters of one NIST curve, and points of it as they go on the wire. Points are checked
 * here, whatever the provider below checks again. Immutable and thread-safe.
 */
final class EcCurve {
  private static final int UNCOMPRESSED = 4;

  private final NamedGroup group;
  private final ECParameterSpec parameters;
  private final BigInteger prime;

  private EcCurve(NamedGroup group, ECParameterSpec parameters) {
    this.group = group;
    this.parameters = parameters;
    this.prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
  }

  /** The curve of a group that has Weierstrass form. */
  static EcCurve of(NamedGroup group) {
    return Known.CURVES.get(group);
  }

  NamedGroup group() {
    return group;
  }

  ECPublicKeySpec publicKeySpec(ECPoint point) {
    return new ECPublicKeySpec(point, parameters);
  }

  /** The uncompressed form of a point (SEC 1 2.3.3). */
  byte[] encode(ECPoint point) {
    byte[] encoded = new byte[group.publicLength()];
    encoded[0] = UNCOMPRESSED;
    put(point.getAffineX(), encoded, 1 + group.fieldLength());
    put(point.getAffineY(), encoded, encoded.length);
    return encoded;
  }

  private static void put(BigInteger coordinate, byte[] encoded, int end) {
    byte[] magnitude = coordinate.toByteArray();
    int sign = magnitude[0] == 0 ? 1 : 0;
    int length = magnitude.length - sign;
    System.arraycopy(magnitude, sign, encoded, end - length, length);
  }

  /**
   * The point of any bytes.
   *
   * @throws InvalidKeyException when they are not the uncompressed form of a point on this curve.
   *     As the cofactor is 1, every such point is of the right order; the point at infinity has no
   *     such form.
   */
  ECPoint decode(byte[] encoded) throws InvalidKeyException {
    if (encoded.length != group.publicLength()) {
      throw new InvalidKeyException(
          "A point of "
              + group.rfcName()
              + " has "
              + group.publicLength()
              + " bytes, not "
              + encoded.length);
    }
    if (encoded[0] != UNCOMPRESSED) {
      throw new InvalidKeyException(
          "The point is not in uncompressed form: it starts with byte " + (encoded[0] & 0xff));
    }
    BigInteger x = new BigInteger(1, encoded, 1, group.fieldLength());
    BigInteger y = new BigInteger(1, encoded, 1 + group.fieldLength(), group.fieldLength());
    if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
      throw new InvalidKeyException("A coordinate is not below the prime of " + group.rfcName());
    }
    if (!isOnCurve(x, y)) {
      throw new InvalidKeyException("The point is not on " + group.rfcName());
    }
    return new ECPoint(x, y);
  }

  /**
   * y² = x³ + ax + b. Public values only, so the variable time of BigInteger gives nothing away.
   */
  private boolean isOnCurve(BigInteger x, BigInteger y) {
    EllipticCurve curve = parameters.getCurve();
    BigInteger right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
    return y.multiply(y).subtract(right).mod(prime).signum() == 0;
  }

  /** Made when first needed. */
  private static final class Known {
    static final Map<NamedGroup, EcCurve> CURVES = load();

    private static Map<NamedGroup, EcCurve> load() {
      Map<NamedGroup, EcCurve> curves = new EnumMap<>(NamedGroup.class);
      for (NamedGroup group : NamedGroup.all()) {
        if (group.isWeierstrass()) {
          curves.put(group, new EcCurve(group, parameters(group)));
        }
      }
      return curves;
    }

    private static ECParameterSpec parameters(NamedGroup group) {
      try {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(group.algorithm()));
        return parameters.getParameterSpec(ECParameterSpec.class);
      } catch (GeneralSecurityException absent) {
        throw new IllegalStateException(
            "The platform does not know the curve " + group.rfcName(), absent);
      }
    }
  }
}
