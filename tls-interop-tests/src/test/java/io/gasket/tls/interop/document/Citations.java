package io.gasket.tls.interop.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tests cited in documents as {@code ClassName#method}. Where two classes share a name, the end of
 * the package stands before it: {@code nio.HandshakeTest#method}.
 */
final class Citations {
  private static final Pattern CITATION = Pattern.compile("`((?:\\w+\\.)*[A-Z]\\w*)#(\\w+)`");
  private static final Pattern TEST =
      Pattern.compile(
          "@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Example|FuzzTest)\\b");

  private final List<Path> sources;

  Citations(List<Path> sources) {
    this.sources = sources;
  }

  static boolean areIn(String text) {
    return CITATION.matcher(text).find();
  }

  /** What is wrong with the citations of a text, one line each. */
  List<String> faults(String text) throws IOException {
    List<String> faults = new ArrayList<>();
    Matcher citation = CITATION.matcher(text);
    while (citation.find()) {
      List<Path> files = files(citation.group(1));
      if (files.size() != 1) {
        faults.add(citation.group() + ": " + files.size() + " classes of this name " + files);
      } else if (!isTest(Files.readString(files.get(0)), citation.group(2))) {
        faults.add(citation.group() + ": no such test in the class, or a disabled one");
      }
    }
    return faults;
  }

  private List<Path> files(String className) {
    String end = "/" + className.replace('.', '/') + ".java";
    return sources.stream()
        .filter(file -> file.toString().replace('\\', '/').endsWith(end))
        .toList();
  }

  /**
   * Whether a source has a test method of this name: a declaration with one of the annotations in
   * the unbroken lines before it.
   */
  private static boolean isTest(String source, String method) {
    Matcher declaration =
        Pattern.compile("(?m)^  (?:\\w[\\w<>\\[\\], .]* )" + method + "\\(").matcher(source);
    while (declaration.find()) {
      String before = source.substring(0, declaration.start());
      String head = before.substring(before.lastIndexOf("\n\n") + 1);
      if (TEST.matcher(head).find() && !head.contains("@Disabled")) {
        return true;
      }
    }
    return false;
  }
}
