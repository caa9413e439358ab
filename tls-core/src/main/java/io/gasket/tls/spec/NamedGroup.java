package io.gasket.tls.spec;

import java.util.List;
import java.util.Optional;

/**
 * The groups for ephemeral key agreement (RFC 8422 5.1.1). Constants stand in the default order of
 * preference.
 */
public enum NamedGroup {
  X25519(29, "x25519", "X25519", 32, 32),
  SECP256R1(23, "secp256r1", "secp256r1", 32, 65),
  SECP384R1(24, "secp384r1", "secp384r1", 48, 97),
  SECP521R1(25, "secp521r1", "secp521r1", 66, 133);

  private static final List<NamedGroup> ALL = List.of(values());

  private final int code;
  private final String rfcName;
  private final String algorithm;
  private final int fieldLength;
  private final int publicLength;

  NamedGroup(int code, String rfcName, String algorithm, int fieldLength, int publicLength) {
    this.code = code;
    this.rfcName = rfcName;
    this.algorithm = algorithm;
    this.fieldLength = fieldLength;
    this.publicLength = publicLength;
  }

  /** The two bytes on the wire. */
  public int code() {
    return code;
  }

  /** The name as the RFC writes it. */
  public String rfcName() {
    return rfcName;
  }

  /** The name of the curve in the JCA. */
  public String algorithm() {
    return algorithm;
  }

  /** Length in bytes of a field element, which is the length of the agreed secret. */
  public int fieldLength() {
    return fieldLength;
  }

  /** Length in bytes of a public value: uncompressed point for the NIST curves, 32 for X25519. */
  public int publicLength() {
    return publicLength;
  }

  /** Whether the group is a short-Weierstrass curve, whose points carry a format byte. */
  public boolean isWeierstrass() {
    return this != X25519;
  }

  /** All groups, in the default order of preference. Immutable. */
  public static List<NamedGroup> all() {
    return ALL;
  }

  /** The group of a wire code, or null when it is not one of ours. */
  public static NamedGroup of(int code) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).code == code) {
        return ALL.get(i);
      }
    }
    return null;
  }

  /**
   * The group of an RFC name (or the aliases P-256, P-384, P-521, prime256v1), compared without
   * regard to case.
   */
  public static Optional<NamedGroup> named(String name) {
    return switch (name.toLowerCase(java.util.Locale.ROOT)) {
      case "x25519" -> Optional.of(X25519);
      case "secp256r1", "p-256", "prime256v1" -> Optional.of(SECP256R1);
      case "secp384r1", "p-384" -> Optional.of(SECP384R1);
      case "secp521r1", "p-521" -> Optional.of(SECP521R1);
      default -> Optional.empty();
    };
  }
}
