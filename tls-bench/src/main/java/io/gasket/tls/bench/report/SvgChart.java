package io.gasket.tls.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run as an SVG picture: a group of bars for each case, a bar for each peer, as long as its CPU
 * time in multiples of ours. Bars too long for the picture are cut off and say so by their number.
 */
public final class SvgChart {
  private static final int WIDTH = 860;
  private static final int NAMES = 150;
  private static final int BAR = 14;
  private static final int PITCH = 18;
  private static final int MARGIN = 20;
  private static final double MOST = 6;
  private static final double UNIT = (WIDTH - NAMES - 150) / MOST;

  private final StringBuilder body = new StringBuilder();
  private int y = MARGIN;

  private SvgChart() {}

  /** The picture of a run, as one SVG document. Cases without figures of ours are left out. */
  public static String of(Run run) {
    SvgChart chart = new SvgChart();
    chart.y += PITCH;
    chart.text(MARGIN, "bold", "CPU time in multiples of " + Run.OURS + ", JDK " + run.java());
    run.benchmarks().forEach(chart::benchmark);
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
        <rect width="100%%" height="100%%" fill="white"/>
        <g font-family="sans-serif" font-size="12">
        %3$s</g>
        </svg>
        """
        .formatted(WIDTH, chart.y + MARGIN, chart.body);
  }

  private void benchmark(String name, Run.Cases cases) {
    List<String> peers = cases.peers();
    cases
        .byCase()
        .forEach(
            (title, figures) -> {
              if (figures.size() > 1 && figures.containsKey(Run.OURS)) {
                group(name + ": " + title, peers, figures);
              }
            });
  }

  private void group(String title, List<String> peers, Map<String, Figures> figures) {
    y += 2 * PITCH;
    text(MARGIN, "bold", title);
    double ours = figures.get(Run.OURS).cpuNanos();
    for (String peer : peers) {
      if (figures.containsKey(peer)) {
        bar(peer, figures.get(peer).cpuNanos(), ours);
      }
    }
  }

  private void bar(String peer, double nanos, double ours) {
    y += PITCH;
    double times = nanos / ours;
    double length = Math.min(times, MOST) * UNIT;
    text(MARGIN, "normal", peer);
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
            NAMES,
            y - BAR + 3,
            length,
            BAR,
            peer.startsWith(Run.OURS) ? "#1f6f54" : "#9aa7b5"));
    String cut = times > MOST ? " →" : "";
    text(
        NAMES + (int) length + 6,
        "normal",
        Figures.ratio(times) + cut + "  " + Figures.time(nanos));
  }

  private void text(int x, String weight, String content) {
    body.append("<text x=\"%d\" y=\"%d\" font-weight=\"%s\">".formatted(x, y, weight))
        .append(content.replace("&", "&amp;").replace("<", "&lt;"))
        .append("</text>\n");
  }
}
