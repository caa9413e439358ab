package io.gasket.tls.bench.report;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What was measured of one peer in one case, each an operation's.
 *
 * @param cpuNanos CPU time of both sides
 * @param serverNanos the server's share of it
 * @param bytes allocated on the heap
 */
public record Figures(double cpuNanos, OptionalDouble serverNanos, OptionalDouble bytes) {

  /** Nanoseconds with three digits that count, in a unit that suits. */
  static String time(double nanos) {
    if (nanos < 999.5) {
      return threeDigits(nanos) + " ns";
    }
    return nanos < 999_500
        ? threeDigits(nanos / 1_000) + " µs"
        : threeDigits(nanos / 1_000_000) + " ms";
  }

  /** A number of bytes. */
  static String size(double bytes) {
    return bytes < 1_000 ? Math.round(bytes) + " B" : threeDigits(bytes / 1_000) + " kB";
  }

  /** How many times as much. */
  static String ratio(double times) {
    return String.format(Locale.ROOT, "%.2f", times);
  }

  private static String threeDigits(double value) {
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
