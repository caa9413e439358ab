package io.gasket.tls.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Welch's t test of times")
class WelchTest {
  /** Means 4 and 8, variances 6/3 and 14/2, worked by hand. */
  @Test
  @DisplayName("the difference of the means over its standard error")
  void small() {
    Welch welch = Welch.of(new long[] {2, 4, 5, 5}, new long[] {5, 9, 10});
    assertEquals(-4, welch.difference(), 1e-9);
    assertEquals(Math.sqrt(2.0 / 4 + 7.0 / 3), welch.standardError(), 1e-9);
    assertEquals(-4 / Math.sqrt(2.0 / 4 + 7.0 / 3), welch.t(), 1e-9);
  }

  @Test
  @DisplayName("what is above the percentile of both together is dropped")
  void cropped() {
    Welch welch =
        Welch.cropped(new long[] {1, 2, 3, 1_000_000}, new long[] {2, 3, 4, 5_000_000}, 75);
    assertEquals(-1, welch.difference(), 1e-9);
  }

  @Test
  @DisplayName("a difference is found, and none where there is none")
  void found() {
    long[] first = times(1, 0);
    assertTrue(Welch.of(times(2, 0), first).t() < 4.5);
    assertTrue(Welch.of(times(3, 5), first).t() > 4.5);
  }

  private static long[] times(long seed, int longer) {
    Random random = new Random(seed);
    return random.ints(10_000, 1_000 + longer, 1_100 + longer).asLongStream().toArray();
  }
}
