package io.gasket.tls.bench;

import io.gasket.tls.bench.report.MarkdownTables;
import io.gasket.tls.bench.report.Run;
import io.gasket.tls.bench.report.SvgChart;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns the JSON of a run ({@code -rf json -rff run.json}) into Markdown on standard output, and
 * into an SVG chart where a file is named for it: {@code java -cp tls-bench/target/benchmarks.jar
 * io.gasket.tls.bench.Report run.json [chart.svg]}.
 */
public final class Report {
  private Report() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    if (args.length < 1 || args.length > 2) {
      throw new IllegalArgumentException("give run.json, and chart.svg for the chart");
    }
    Run run = Run.parse(Files.readString(Path.of(args[0])));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.print(MarkdownTables.of(run));
    if (args.length == 2) {
      Files.writeString(Path.of(args[1]), SvgChart.of(run));
    }
  }
}
