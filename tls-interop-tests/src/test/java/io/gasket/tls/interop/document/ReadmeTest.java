package io.gasket.tls.interop.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.interop.GasketCommands;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("README.md says what is so")
class ReadmeTest {
  private static final Path HERE =
      Path.of("tls-interop-tests/src/test/java/io/gasket/tls/interop/document");

  /** In the order in which README.md shows them. */
  private static final List<String> EXAMPLES =
      List.of("ReadmeExamplesTest.java", "ReadmeEngineExamplesTest.java");

  private static final Pattern OPTION = Pattern.compile("--[a-z0-9-]+");

  private static Document readme() throws IOException {
    return Document.read("README.md");
  }

  @Test
  @DisplayName("the first block is the main job's command, the second the test command")
  void commands() throws IOException {
    List<Document.Block> blocks = readme().blocks();
    assertEquals(
        List.of("mvn -q -DskipTests package && java -jar tls-interop-tests/target/gasket.jar demo"),
        blocks.get(0).content());
    assertEquals(List.of("mvn -B verify"), blocks.get(1).content());
  }

  @Test
  @DisplayName("the Java blocks are the examples that the two tests of examples compile and run")
  void examples() throws IOException {
    List<String> shown =
        readme().blocks().stream()
            .filter(block -> block.language().equals("java"))
            .map(block -> String.join("\n", block.content()))
            .toList();
    List<String> run = new ArrayList<>();
    for (String source : EXAMPLES) {
      run.addAll(examplesIn(Document.root().resolve(HERE).resolve(source)));
    }
    assertEquals(String.join("\n\n", run), String.join("\n\n", shown));
  }

  /** What stands between the markers of a source file, with its common indentation taken away. */
  private static List<String> examplesIn(Path source) throws IOException {
    List<String> examples = new ArrayList<>();
    List<String> lines = null;
    for (String line : Files.readAllLines(source)) {
      if (line.strip().equals("// README")) {
        lines = new ArrayList<>();
      } else if (line.strip().equals("// end")) {
        examples.add(String.join("\n", lines).stripTrailing().stripIndent());
        lines = null;
      } else if (lines != null) {
        lines.add(line);
      }
    }
    assertTrue(examples.size() >= 3, "the markers are not found");
    return examples;
  }

  @Test
  @DisplayName("the programs and their options are all there, and no others")
  void programs() throws IOException {
    Map<String, Set<String>> described = new TreeMap<>();
    Map<String, Set<String>> groups = new TreeMap<>();
    for (Document.Row row : readme().rows()) {
      Map<String, Set<String>> into =
          switch (row.header().get(0)) {
            case "Program" -> described;
            case "Options" -> groups;
            default -> new TreeMap<>();
          };
      into.put(row.cells().get(0).replace("`", ""), options(row.last()));
    }
    for (Document.Row row : readme().rows()) {
      if (row.header().get(0).equals("Program")) {
        Set<String> all = described.get(row.cells().get(0).replace("`", ""));
        groups.forEach(
            (group, options) -> {
              if (row.last().contains(group)) {
                all.addAll(options);
              }
            });
      }
    }
    assertEquals(GasketCommands.options(), described);
  }

  private static Set<String> options(String text) {
    return OPTION
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("the limits and their defaults are all there")
  void limits() throws ReflectiveOperationException, IOException {
    Map<String, String> shown = new TreeMap<>();
    for (Document.Row row : readme().rows()) {
      if (row.header().get(0).equals("Limit")) {
        shown.put(row.cells().get(0).replace("`", ""), row.cells().get(1).replace(" ", ""));
      }
    }
    Map<String, String> actual = new TreeMap<>();
    for (RecordComponent limit : Limits.class.getRecordComponents()) {
      Object value = limit.getAccessor().invoke(Limits.defaults());
      actual.put(
          limit.getName(),
          value instanceof Duration time ? time.toSeconds() + "s" : value.toString());
    }
    assertEquals(actual, shown);
  }

  @Test
  @DisplayName("suites, groups and schemes stand there in their default order")
  void defaults() throws IOException {
    assertListed(Arrays.stream(CipherSuite.values()).map(CipherSuite::name).toList());
    assertListed(Arrays.stream(NamedGroup.values()).map(NamedGroup::rfcName).toList());
    assertListed(Arrays.stream(SignatureScheme.values()).map(SignatureScheme::rfcName).toList());
  }

  private static void assertListed(List<String> names) throws IOException {
    String list = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    String text = readme().text().replaceAll("\\s+", " ");
    assertTrue(text.contains(list + "."), () -> "README.md does not hold: " + list);
  }
}
