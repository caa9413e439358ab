package io.gasket.tls.crypto;

import io.gasket.tls.spec.NamedGroup;
import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** A curve that TLS names, with the parameters by which a key on it is known. Immutable. */
record NamedCurve(NamedGroup group, ECParameterSpec parameters) {
  private static final List<NamedCurve> ALL =
      NamedGroup.all().stream().filter(NamedGroup::isWeierstrass).map(NamedCurve::of).toList();

  /** The group that parameters are those of; empty for others and for null. */
  static Optional<NamedGroup> groupOf(ECParameterSpec parameters) {
    if (parameters == null) {
      return Optional.empty();
    }
    // Runs several times in each full handshake: the orders' lengths differ, so that only the
    // right curve is compared to the end.
    int bits = parameters.getOrder().bitLength();
    for (int i = 0; i < ALL.size(); i++) {
      NamedCurve curve = ALL.get(i);
      if (curve.parameters.getOrder().bitLength() == bits && curve.has(parameters)) {
        return Optional.of(curve.group);
      }
    }
    return Optional.empty();
  }

  private boolean has(ECParameterSpec other) {
    EllipticCurve curve = parameters.getCurve();
    EllipticCurve its = other.getCurve();
    return curve.getField().equals(its.getField())
        && curve.getA().equals(its.getA())
        && curve.getB().equals(its.getB())
        && parameters.getGenerator().equals(other.getGenerator())
        && parameters.getOrder().equals(other.getOrder())
        && parameters.getCofactor() == other.getCofactor();
  }

  // Taken from the library, not from the JCA, so that this works without an EC provider.
  private static NamedCurve of(NamedGroup group) {
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
    return new NamedCurve(group, new ECParameterSpec(curve, generator, named.getN(), 1));
  }
}
