package io.gasket.tls.interop.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Markdown file of the repository's root, taken apart as far as the tests need it. */
record Document(String name, List<String> lines) {
  private static final String FENCE = "```";

  /**
   * A fenced block.
   *
   * @param language what stands behind the opening fence, such as {@code java}
   * @param content its lines
   */
  record Block(String language, List<String> content) {}

  /**
   * A row of a table, its header and the line of dashes left out.
   *
   * @param place file and line, for failure texts
   * @param header the cells of the table's header
   * @param cells trimmed
   */
  record Row(String place, List<String> header, List<String> cells) {
    String last() {
      return cells.get(cells.size() - 1);
    }
  }

  static Document read(String name) throws IOException {
    return new Document(name, Files.readAllLines(root().resolve(name)));
  }

  /** The repository's root: the nearest folder above the working directory with SPEC-NOTES.md. */
  static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("SPEC-NOTES.md"))) {
        return folder;
      }
    }
    throw new AssertionError("no SPEC-NOTES.md in the working directory or above");
  }

  /** All test sources of all modules. */
  static List<Path> testSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root())) {
      for (Path tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  String text() {
    return String.join("\n", lines);
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> content = null;
    String language = "";
    for (String line : lines) {
      if (!line.startsWith(FENCE)) {
        if (content != null) {
          content.add(line);
        }
      } else if (content == null) {
        content = new ArrayList<>();
        language = line.substring(FENCE.length());
      } else {
        blocks.add(new Block(language, List.copyOf(content)));
        content = null;
      }
    }
    return blocks;
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    List<String> header = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith("|")) {
        header = null;
      } else if (header == null) {
        header = cells(line);
      } else if (!line.matches("[|: -]+")) {
        rows.add(new Row(name + ":" + (i + 1), header, cells(line)));
      }
    }
    return rows;
  }

  private static List<String> cells(String line) {
    String inner = line.strip();
    return Stream.of(inner.substring(1, inner.length() - 1).split("\\|", -1))
        .map(String::strip)
        .toList();
  }
}
