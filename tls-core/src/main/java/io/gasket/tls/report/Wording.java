package io.gasket.tls.report;

import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The wording of codes, by name or by number where they have no name here, of lists, which are
 * bounded, and of counts. Stateless.
 */
final class Wording {
  private static final int MOST = 64;

  private Wording() {}

  static String suite(int code) {
    CipherSuite suite = CipherSuite.of(code);
    return switch (code) {
      case CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV -> "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";
      case CipherSuite.FALLBACK_SCSV -> "TLS_FALLBACK_SCSV";
      default -> suite == null ? hex(code) : suite.name();
    };
  }

  static String group(int code) {
    NamedGroup group = NamedGroup.of(code);
    return group == null ? hex(code) : group.rfcName();
  }

  static String scheme(int code) {
    SignatureScheme scheme = SignatureScheme.of(code);
    return scheme == null ? hex(code) : scheme.rfcName();
  }

  static String list(int[] codes, IntFunction<String> name) {
    return list(Arrays.stream(codes).mapToObj(name).toList());
  }

  static String list(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    String some = String.join(", ", names.subList(0, Math.min(MOST, names.size())));
    return names.size() > MOST ? some + " and " + (names.size() - MOST) + " more" : some;
  }

  /** A number of things, in the singular or the plural. */
  static String count(long number, String thing) {
    return number + " " + (number == 1 ? thing : thing + "s");
  }

  private static String hex(int code) {
    return String.format("0x%04x", code);
  }
}
