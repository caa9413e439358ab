package io.gasket.tls.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;

/** Named whole numbers, as one process tells them to another in a line. Immutable. */
public final class Figures {
  private final Map<String, Long> values;

  private Figures(Map<String, Long> values) {
    this.values = values;
  }

  /** None yet. */
  public static Figures none() {
    return new Figures(Map.of());
  }

  /** One more. */
  public Figures with(String name, long value) {
    Map<String, Long> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Figures(more);
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException when it was not told
   */
  public long of(String name) {
    Long value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no figure " + name + " in " + line());
    }
    return value;
  }

  /** All of them in a line. */
  public String line() {
    StringBuilder line = new StringBuilder();
    values.forEach((name, value) -> line.append(name).append('=').append(value).append(' '));
    return line.toString().strip();
  }

  /**
   * From a line.
   *
   * @throws IllegalArgumentException when it holds anything else
   */
  public static Figures parse(String line) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (String word : line.split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("these are no figures: " + line);
      }
      values.put(word.substring(0, equals), Long.valueOf(word.substring(equals + 1)));
    }
    return new Figures(values);
  }
}
