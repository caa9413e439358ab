package io.gasket.tls.interop.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SPEC-NOTES.md: every requirement has its test, and every test that is named exists")
class SpecNotesTest {
  private static final String TESTS = "Tests";

  @ParameterizedTest
  @ValueSource(strings = {"SPEC-NOTES.md", "README.md"})
  @DisplayName("every citation names a test that exists")
  void citations(String name) throws IOException {
    List<String> faults = new Citations(Document.testSources()).faults(Document.read(name).text());
    assertEquals(List.of(), faults);
  }

  @Test
  @DisplayName("every row of a table of requirements cites a test")
  void rows() throws IOException {
    List<Document.Row> rows =
        Document.read("SPEC-NOTES.md").rows().stream()
            .filter(row -> row.header().contains(TESTS))
            .toList();
    assertTrue(rows.size() > 100, rows.size() + " rows: the tables are not found");
    assertEquals(List.of(), rows.stream().filter(row -> !Citations.areIn(row.last())).toList());
  }

  @Test
  @DisplayName("each RFC that the engine is built on has its chapter")
  void chapters() throws IOException {
    List<String> lines = Document.read("SPEC-NOTES.md").lines();
    assertEquals(
        List.of(),
        Stream.of(
                5077, 5246, 5280, 5288, 5705, 5746, 5929, 6066, 6961, 7301, 7366, 7507, 7627, 7905,
                8422, 8449, 9325, 9525)
            .filter(rfc -> lines.stream().noneMatch(line -> line.startsWith("### RFC " + rfc)))
            .toList());
  }

  @Test
  @DisplayName("a citation that does not hold is found")
  void faults() throws IOException {
    Citations citations = new Citations(Document.testSources());
    String own = getClass().getSimpleName();
    assertEquals(List.of(), citations.faults("`" + own + "#faults`"));
    assertEquals(List.of(), citations.faults("`document." + own + "#faults`"));
    assertEquals(1, citations.faults("`" + own + "#gone`").size());
    assertEquals(1, citations.faults("`GoneTest#faults`").size());
    assertEquals(1, citations.faults("`elsewhere." + own + "#faults`").size());
    assertEquals(1, citations.faults("`Document#rows`, which is no test").size());
  }
}
