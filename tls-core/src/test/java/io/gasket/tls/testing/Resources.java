package io.gasket.tls.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Text files beside the test classes. */
public final class Resources {
  private Resources() {}

  /** The text of a file in the folder of a class; fails the test when there is none. */
  public static String text(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name + " beside " + owner.getName());
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a file in the folder of a class. */
  public static List<String> lines(Class<?> owner, String name) {
    return text(owner, name).lines().toList();
  }
}
