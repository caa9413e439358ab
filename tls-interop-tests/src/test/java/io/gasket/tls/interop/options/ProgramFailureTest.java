package io.gasket.tls.interop.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ProgramFailureTest {
  @Test
  @DisplayName("whatever line breaks a message holds, it becomes one line")
  void oneLine() {
    assertEquals("a b c", ProgramFailure.oneLine("\na\r\n  b\n\n\tc \n"));
  }

  @Test
  @DisplayName("the platform's bare messages are put into words")
  void texts() {
    assertEquals("x.pem: no such file", ProgramFailure.text(new NoSuchFileException("x.pem")));
    assertEquals(
        "x.pem: permission denied", ProgramFailure.text(new AccessDeniedException("x.pem")));
    assertEquals("unknown host nowhere", ProgramFailure.text(new UnknownHostException("nowhere")));
    assertEquals("IOException", ProgramFailure.text(new IOException()));
    assertEquals("reset", ProgramFailure.text(new IOException("reset")));
  }
}
