package io.gasket.tls.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.bench.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The table and the chart of a small run in JMH's JSON. */
class ReportTest {

  private static String resource(String name) {
    try (InputStream in = ReportTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Run run() {
    return Run.parse(resource("run.json"));
  }

  @Test
  @DisplayName(
      "The tables: ours first, cases down, ratios of CPU time to ours, gaps where none ran")
  void tables() {
    assertEquals(resource("tables.md"), MarkdownTables.of(run()));
  }

  @Test
  @DisplayName("The chart is XML whose bars are as long as the ratios, cut off at the edge")
  void chart() throws Exception {
    NodeList bars =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(SvgChart.of(run()))))
            .getElementsByTagName("rect");
    List<Double> lengths = new ArrayList<>();
    // The first is the ground.
    for (int i = 1; i < bars.getLength(); i++) {
      lengths.add(Double.valueOf(((Element) bars.item(i)).getAttribute("width")));
    }
    double one = lengths.get(0);
    List<Double> ratios = lengths.stream().map(l -> Math.round(100 * l / one) / 100.0).toList();
    // Records heap: gasket, floor, jsse; direct: gasket, jsse; handshake: gasket, jsse, tcnative.
    assertEquals(List.of(1.0, 0.9, 2.0, 1.0, 2.1, 1.0, 6.0, 0.65), ratios);
    assertTrue(SvgChart.of(run()).contains(">8.53 →  6.83 ms<"), "the one cut off says so");
  }

  @Test
  @DisplayName("The program writes the chart where it is told")
  void program(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("run.json");
    Path svg = folder.resolve("chart.svg");
    Files.writeString(json, resource("run.json"));
    Report.main(new String[] {json.toString(), svg.toString()});
    assertEquals(SvgChart.of(run()), Files.readString(svg));
  }

  @Test
  void runsWithoutCpuTimesAreRefused() {
    String json = resource("run.json").replace("\"cpuNs\"", "\"other\"");
    Exception refusal = assertThrows(IllegalArgumentException.class, () -> Run.parse(json));
    assertTrue(refusal.getMessage().contains("cpuNs"), refusal.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Run.parse("[]"));
  }
}
