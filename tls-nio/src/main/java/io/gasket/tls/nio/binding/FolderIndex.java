package io.gasket.tls.nio.binding;

import io.gasket.tls.credential.CredentialStore;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files of a folder are for which name, by their names alone. A peer's name is only looked up
 * in here and never becomes a path. Immutable.
 */
final class FolderIndex {
  /** Stands for the files that serve all other names. */
  static final String DEFAULT = "";

  static final FolderIndex EMPTY = new FolderIndex(Map.of(), List.of());

  private static final String WILDCARD_FILE = "_wildcard.";
  private static final String DEFAULT_FILE = "default";

  /** The name, which of its certificates, and the format. */
  private static final Pattern FILE =
      Pattern.compile("(?<name>.+?)(?:\\.(?:rsa|ecdsa|ed25519|[0-9]+))?\\.(?:pem|p12)");

  private final Map<String, List<Path>> files;
  private final List<Path> misnamed;

  private FolderIndex(Map<String, List<Path>> files, List<Path> misnamed) {
    this.files = files;
    this.misnamed = misnamed;
  }

  /** Lists a folder; its files are not opened. */
  static FolderIndex of(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(all::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    all.sort(Comparator.comparing(path -> path.getFileName().toString()));
    Map<String, List<Path>> files = new HashMap<>();
    List<Path> misnamed = new ArrayList<>();
    for (Path path : all) {
      Matcher file = FILE.matcher(path.getFileName().toString().toLowerCase(Locale.ROOT));
      if (!file.matches()) {
        // Anything else may lie there too.
        continue;
      }
      String name = file.group("name");
      String pattern = pattern(name);
      boolean bindable = name.indexOf('*') < 0 && CredentialStore.isBindable(pattern);
      if (pattern.equals(DEFAULT) || bindable) {
        files.computeIfAbsent(pattern, p -> new ArrayList<>()).add(path);
      } else {
        misnamed.add(path);
      }
    }
    return new FolderIndex(files, misnamed);
  }

  /** The files of a host, a wildcard pattern or {@link #DEFAULT}, in their order; often none. */
  List<Path> files(String pattern) {
    return Collections.unmodifiableList(files.getOrDefault(pattern, List.of()));
  }

  /** Certificate files whose names are no host names. */
  List<Path> misnamed() {
    return Collections.unmodifiableList(misnamed);
  }

  /** The pattern with a wildcard that stands for a host. */
  static String wildcardOf(String host) {
    int dot = host.indexOf('.');
    return dot <= 0 ? "*" : "*" + host.substring(dot);
  }

  private static String pattern(String name) {
    if (name.equals(DEFAULT_FILE)) {
      return DEFAULT;
    }
    return name.startsWith(WILDCARD_FILE) ? "*." + name.substring(WILDCARD_FILE.length()) : name;
  }
}
