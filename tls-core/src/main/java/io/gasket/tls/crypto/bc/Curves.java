package io.gasket.tls.crypto.bc;

import io.gasket.tls.spec.NamedGroup;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;

/**
 * Bouncy Castle's hand-written NIST curves, with their tables for the fixed-point comb. Immutable.
 */
final class Curves {
  private static final Map<NamedGroup, ECNamedDomainParameters> ALL = load();

  private Curves() {}

  private static Map<NamedGroup, ECNamedDomainParameters> load() {
    Map<NamedGroup, ECNamedDomainParameters> curves = new EnumMap<>(NamedGroup.class);
    for (NamedGroup group : NamedGroup.all()) {
      if (group.isWeierstrass()) {
        ASN1ObjectIdentifier name = CustomNamedCurves.getOID(group.algorithm());
        curves.put(group, new ECNamedDomainParameters(name, CustomNamedCurves.getByOID(name)));
      }
    }
    return Collections.unmodifiableMap(curves);
  }

  /** The curve of a group that has Weierstrass form. */
  static ECNamedDomainParameters of(NamedGroup group) {
    return ALL.get(group);
  }

  /**
   * Whether the parameters of a key name one of the groups. Explicit parameters never do (RFC 8422
   * 5.4).
   */
  static boolean isKnown(ASN1Encodable parameters) {
    return ALL.values().stream().anyMatch(curve -> curve.getName().equals(parameters));
  }
}
