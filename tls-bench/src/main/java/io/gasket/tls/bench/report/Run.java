package io.gasket.tls.bench.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.peer.Contestants;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One run of JMH, read from what {@code -rf json} writes.
 *
 * @param java the version of the JDK it ran on
 * @param benchmarks by the simple name of their class, in the order of the run
 */
public record Run(String java, Map<String, Cases> benchmarks) {
  /** The peer that all others are compared with. */
  public static final String OURS = "gasket";

  private static final List<String> ORDER =
      Contestants.all().stream().map(Contestant::name).toList();

  /**
   * The cases of one benchmark: for each, by its parameters but the peer, the figures of each peer.
   *
   * @param byCase in the order of the run
   */
  public record Cases(Map<String, Map<String, Figures>> byCase) {
    /** All peers, in the order of {@link Contestants#all}. */
    List<String> peers() {
      Set<String> peers = new LinkedHashSet<>();
      byCase.values().forEach(figures -> peers.addAll(figures.keySet()));
      List<String> sorted = new ArrayList<>(peers);
      sorted.sort(Comparator.comparingInt(Run::rank));
      return sorted;
    }
  }

  private static int rank(String peer) {
    int rank = ORDER.indexOf(peer);
    return rank < 0 ? ORDER.size() : rank;
  }

  /**
   * Reads a run.
   *
   * @throws IllegalArgumentException when there is nothing in it, or no CPU times
   */
  public static Run parse(String json) {
    JsonArray results = JsonParser.parseString(json).getAsJsonArray();
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no benchmark in this run came to an end");
    }
    Map<String, Cases> benchmarks = new LinkedHashMap<>();
    for (JsonElement element : results) {
      JsonObject result = element.getAsJsonObject();
      Map<String, String> parameters = parameters(result);
      String peer = parameters.getOrDefault("peer", OURS);
      parameters.remove("peer");
      String[] name = result.get("benchmark").getAsString().split("\\.");
      benchmarks
          .computeIfAbsent(name[name.length - 2], n -> new Cases(new LinkedHashMap<>()))
          .byCase()
          .computeIfAbsent(String.join(", ", parameters.values()), c -> new LinkedHashMap<>())
          .put(peer, figures(result));
    }
    String java = results.get(0).getAsJsonObject().get("jdkVersion").getAsString();
    return new Run(java, benchmarks);
  }

  private static Map<String, String> parameters(JsonObject result) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (result.has("params")) {
      result
          .getAsJsonObject("params")
          .asMap()
          .forEach((name, value) -> parameters.put(name, value.getAsString()));
    }
    return parameters;
  }

  private static Figures figures(JsonObject result) {
    JsonObject metrics = result.getAsJsonObject("secondaryMetrics");
    OptionalDouble cpu = median(metrics, "cpuNs");
    if (cpu.isEmpty()) {
      throw new IllegalArgumentException(
          "this run has no metric cpuNs: it was not made by the main class of benchmarks.jar");
    }
    return new Figures(
        cpu.getAsDouble(), median(metrics, "serverCpuNs"), median(metrics, "gc.alloc.rate.norm"));
  }

  /** The median of all iterations, which one that was disturbed does not move. */
  private static OptionalDouble median(JsonObject metrics, String name) {
    if (!metrics.has(name)) {
      return OptionalDouble.empty();
    }
    List<Double> values = new ArrayList<>();
    for (JsonElement fork : metrics.getAsJsonObject(name).getAsJsonArray("rawData")) {
      fork.getAsJsonArray().forEach(value -> values.add(value.getAsDouble()));
    }
    values.sort(Comparator.naturalOrder());
    int middle = values.size() / 2;
    return OptionalDouble.of(
        values.size() % 2 == 1
            ? values.get(middle)
            : (values.get(middle - 1) + values.get(middle)) / 2);
  }
}
