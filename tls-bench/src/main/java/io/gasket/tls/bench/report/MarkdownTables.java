package io.gasket.tls.bench.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.function.BiFunction;

/** A run as Markdown tables: cases down, peers across. */
public final class MarkdownTables {
  private static final String ABSENT = "–";

  private MarkdownTables() {}

  /** All tables of a run, each under a line that says what it shows. */
  public static String of(Run run) {
    StringBuilder text = new StringBuilder();
    run.benchmarks()
        .forEach(
            (name, cases) -> {
              String title = "`" + name + "`, JDK " + run.java() + ", ";
              String times = "CPU time an operation (in brackets, times that of " + Run.OURS + ")";
              text.append(title).append(times).append(":\n\n");
              append(cases, MarkdownTables::time, text);
              if (has(cases, Figures::serverNanos)) {
                text.append(title).append("the server's share of the CPU time:\n\n");
                append(cases, (own, ours) -> optional(own.serverNanos(), true), text);
              }
              if (has(cases, Figures::bytes)) {
                text.append(title).append("bytes allocated on the heap:\n\n");
                append(cases, (own, ours) -> optional(own.bytes(), false), text);
              }
            });
    return text.toString();
  }

  private interface Metric {
    OptionalDouble of(Figures figures);
  }

  private static boolean has(Run.Cases cases, Metric metric) {
    return cases.byCase().values().stream()
        .flatMap(figures -> figures.values().stream())
        .anyMatch(figures -> metric.of(figures).isPresent());
  }

  /** A cell holds a peer's figures against ours, which may be null. */
  private static void append(
      Run.Cases cases, BiFunction<Figures, Figures, String> cell, StringBuilder text) {
    List<String> peers = cases.peers();
    StringJoiner head = row();
    head.add("case");
    StringJoiner rule = new StringJoiner("|", "|", "|\n");
    rule.add("---");
    for (String peer : peers) {
      head.add(peer);
      rule.add("---:");
    }
    text.append(head).append(rule);
    for (Map.Entry<String, Map<String, Figures>> one : cases.byCase().entrySet()) {
      Figures ours = one.getValue().get(Run.OURS);
      StringJoiner row = row();
      row.add(one.getKey());
      for (String peer : peers) {
        Figures figures = one.getValue().get(peer);
        row.add(figures == null ? ABSENT : cell.apply(figures, ours));
      }
      text.append(row);
    }
    text.append('\n');
  }

  private static StringJoiner row() {
    return new StringJoiner(" | ", "| ", " |\n");
  }

  private static String time(Figures own, Figures ours) {
    String time = Figures.time(own.cpuNanos());
    return ours == null || ours.equals(own)
        ? time
        : time + " (" + Figures.ratio(own.cpuNanos() / ours.cpuNanos()) + ")";
  }

  private static String optional(OptionalDouble value, boolean isTime) {
    if (value.isEmpty()) {
      return ABSENT;
    }
    return isTime ? Figures.time(value.getAsDouble()) : Figures.size(value.getAsDouble());
  }
}
