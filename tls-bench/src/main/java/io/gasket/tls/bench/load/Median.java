package io.gasket.tls.bench.load;

import java.util.List;

/** The middle of repeated measurements, which one disturbed run does not move. */
public final class Median {
  private Median() {}

  /**
   * The middle one, or the mean of the middle two.
   *
   * @param values at least one
   */
  public static double of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
