package io.gasket.tls.bench;

import java.util.Arrays;

/**
 * Welch's t test of two samples of times: the difference of their means in units of its own
 * standard error. Where the two come from one distribution, a value above 4.5 has a probability of
 * less than 1 in 100 000.
 *
 * @param t the statistic; positive when the first sample took longer
 * @param difference the first sample's mean less the second's, in the unit of the times
 * @param standardError of the difference, in that unit: what it takes for a difference to be seen
 */
record Welch(double t, double difference, double standardError) {

  /** Compares all of both samples. */
  static Welch of(long[] first, long[] second) {
    double difference = mean(first) - mean(second);
    double standardError =
        Math.sqrt(variance(first) / first.length + variance(second) / second.length);
    return new Welch(difference / standardError, difference, standardError);
  }

  /**
   * Compares what is left of both samples when times above a percentile of the two together are
   * dropped: interruptions and collections, which say nothing about the code.
   */
  static Welch cropped(long[] first, long[] second, double percentile) {
    long[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    Arrays.sort(both);
    long limit = both[(int) Math.ceil(both.length * percentile / 100) - 1];
    return of(upTo(limit, first), upTo(limit, second));
  }

  private static long[] upTo(long limit, long[] times) {
    return Arrays.stream(times).filter(time -> time <= limit).toArray();
  }

  private static double mean(long[] times) {
    return Arrays.stream(times).average().orElseThrow();
  }

  private static double variance(long[] times) {
    double mean = mean(times);
    return Arrays.stream(times).mapToDouble(time -> (time - mean) * (time - mean)).sum()
        / (times.length - 1);
  }
}
