package io.gasket.tls.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JSON files of Project Wycheproof. Their folder is named by the system property {@code
 * gasket.wycheproof}, else by the environment variable {@code GASKET_WYCHEPROOF}, else it is {@code
 * shared/wycheproof} beside or above the working directory. Tests are skipped with a notice where
 * there is none.
 */
public final class Wycheproof {
  private static final Map<Path, JsonObject> PARSED = new ConcurrentHashMap<>();

  private Wycheproof() {}

  /** All vectors of a file; skips the test when there is no folder. */
  public static List<Vector> vectors(String file) {
    Optional<Path> folder = folder();
    assumeTrue(
        folder.isPresent(),
        "No folder of Wycheproof vectors: name it by -Dgasket.wycheproof or GASKET_WYCHEPROOF");
    List<Vector> vectors = new ArrayList<>();
    for (JsonElement group : parsed(folder.get().resolve(file)).getAsJsonArray("testGroups")) {
      for (JsonElement test : group.getAsJsonObject().getAsJsonArray("tests")) {
        vectors.add(new Vector(file, group.getAsJsonObject(), test.getAsJsonObject()));
      }
    }
    return vectors;
  }

  private static JsonObject parsed(Path file) {
    return PARSED.computeIfAbsent(
        file,
        path -> {
          try {
            return JsonParser.parseString(Files.readString(path)).getAsJsonObject();
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
  }

  private static Optional<Path> folder() {
    String named = System.getProperty("gasket.wycheproof", System.getenv("GASKET_WYCHEPROOF"));
    if (named != null) {
      return Optional.of(Path.of(named)); // A wrong name fails at the first file.
    }
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path candidate = up.resolve("shared").resolve("wycheproof");
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** One vector with the group it stands in. */
  public record Vector(String file, JsonObject group, JsonObject test) {
    /** A field of the vector in hexadecimal. */
    public byte[] bytes(String field) {
      return HexFormat.of().parseHex(test.get(field).getAsString());
    }

    /** A field of the group in hexadecimal. */
    public byte[] groupBytes(String field) {
      return HexFormat.of().parseHex(group.get(field).getAsString());
    }

    /** A number of the group. */
    public int groupNumber(String field) {
      return group.get(field).getAsInt();
    }

    /** Whether the result is "valid". */
    public boolean isValid() {
      return result().equals("valid");
    }

    /** Whether the result is "acceptable": the flags decide. */
    public boolean isAcceptable() {
      return result().equals("acceptable");
    }

    private String result() {
      return test.get("result").getAsString();
    }

    /** The number within the file. */
    public int number() {
      return test.get("tcId").getAsInt();
    }

    /** What the vector is about. */
    public String comment() {
      return test.get("comment").getAsString();
    }

    /** The flags. */
    public Set<String> flags() {
      Set<String> flags = new HashSet<>();
      test.getAsJsonArray("flags").forEach(flag -> flags.add(flag.getAsString()));
      return flags;
    }

    @Override
    public String toString() {
      return file
          + " "
          + test.get("tcId")
          + " ("
          + test.get("comment").getAsString()
          + ", "
          + result()
          + ")";
    }
  }

  /** Counts what ran and what did not, so that a run without vectors fails. */
  public static final class Tally {
    private int ran;
    private final Map<String, Integer> skipped = new TreeMap<>();

    /** Counts a vector that ran. */
    public void ran() {
      ran++;
    }

    /** Counts a vector that did not run. */
    public void skipped(String reason) {
      skipped.merge(reason, 1, Integer::sum);
    }

    /** Fails unless at least so many vectors ran. */
    public void assertRan(int atLeast) {
      assertTrue(
          ran >= atLeast,
          () -> "Only " + ran + " vectors ran, not " + atLeast + "; skipped: " + skipped);
    }
  }
}
