package io.gasket.tls.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.bench.load.Options;
import io.gasket.tls.bench.load.Program;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With tiny numbers: that they run and print what they should, not how fast anything is. */
@DisplayName("The programs that measure what JMH cannot")
@Timeout(120)
class ProgramsTest {
  /** What a program printed, and how it ended. */
  private record Ending(int code, String out, String errors) {
    /** The cells of the table's rows below its head. */
    List<List<String>> rows() {
      return out.lines()
          .filter(line -> line.startsWith("| "))
          .skip(2)
          .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
          .toList();
    }
  }

  private static Ending run(Options options, Program program, String... args) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        Program.run(
            args,
            options,
            program,
            new PrintStream(out, true, UTF_8),
            new PrintStream(errors, true, UTF_8));
    return new Ending(code, out.toString(UTF_8), errors.toString(UTF_8));
  }

  private static void assertSucceeded(Ending ending) {
    assertEquals("", ending.errors());
    assertEquals(0, ending.code());
  }

  private static double number(String cell) {
    return Double.parseDouble(cell.replace(",", ""));
  }

  @Test
  @DisplayName("EchoLoad: trips a second, and the CPU time as a multiple of the first server's")
  void echoLoad() throws Exception {
    Ending ending =
        run(
            EchoLoad.OPTIONS,
            EchoLoad::run,
            "--servers plain --clients 2 --seconds 1 --warmup 10 --rounds 1".split(" "));
    assertSucceeded(ending);
    assertTrue(ending.out().startsWith("2 clients; Java "), ending.out());
    List<String> row = ending.rows().get(0);
    assertEquals("plain", row.get(0));
    assertTrue(number(row.get(1)) > 0, ending.out());
    assertEquals("1.00", row.get(3));
  }

  @Test
  @DisplayName("Connections: all stand, and what is sent, read, written and back is the same")
  void connections() throws Exception {
    Ending ending =
        run(
            Connections.OPTIONS,
            Connections::run,
            "--connections 10 --messages 2 --heap 64m".split(" "));
    assertSucceeded(ending);
    assertTrue(ending.out().startsWith("gasket server with -Xmx64m; Java "), ending.out());
    List<List<String>> rows = ending.rows();
    assertEquals(List.of("connections that stand", "10"), rows.get(0));
    assertEquals(List.of("errors", "0"), rows.get(1));
    assertEquals(List.of("trips", "20"), rows.get(6));
    assertTrue(number(rows.get(8).get(1)) >= 20, ending.out());
  }

  @Test
  @DisplayName("ColdStart: the moments are in order")
  void coldStart() throws Exception {
    Ending ending = run(ColdStart.OPTIONS, ColdStart::run, "--handshakes", "3", "--runs", "1");
    assertSucceeded(ending);
    assertEquals(List.of("gasket", "jsse"), ending.rows().stream().map(r -> r.get(0)).toList());
    for (List<String> row : ending.rows()) {
      assertTrue(number(row.get(1)) <= number(row.get(2)), ending.out());
      assertTrue(number(row.get(2)) <= number(row.get(3)), ending.out());
    }
  }

  @Test
  @DisplayName("IdleMemory: a hibernated connection keeps less than a live one, and all wake")
  void idleMemory() throws Exception {
    Ending ending =
        run(IdleMemory.OPTIONS, IdleMemory::run, "--few 150 --many 200 --peers ,".split(" "));
    assertSucceeded(ending);
    List<List<String>> rows = ending.rows();
    assertEquals(List.of("gasket", "150", "full", "live", "1024m"), rows.get(0).subList(0, 5));
    assertEquals(
        List.of("gasket", "200", "resumed", "hibernated", "128m"), rows.get(3).subList(0, 5));
    assertTrue(number(rows.get(1).get(5)) < number(rows.get(0).get(5)), ending.out());
    assertTrue(number(rows.get(3).get(5)) < number(rows.get(2).get(5)), ending.out());
    assertEquals("20", rows.get(3).get(6));
  }

  @Test
  @DisplayName("IdleMemory: connections that do not fit fail it, under the name of the row")
  void tooMany() throws Exception {
    Ending ending =
        run(IdleMemory.OPTIONS, IdleMemory::run, "--few 5000 --heap 9m --peers ,".split(" "));
    assertEquals(1, ending.code());
    assertEquals(
        "the JVM of gasket, 5000 connections, live, -Xmx9m, has ended with exit code 1",
        ending.errors().strip());
  }

  @Test
  @DisplayName("each names its options on --help, and an unknown peer is answered with the list")
  void help() throws Exception {
    Ending ending = run(ColdStart.OPTIONS, ColdStart::run, "--help");
    assertSucceeded(ending);
    assertTrue(ending.out().contains("--peers"), ending.out());
    for (Ending refused :
        List.of(
            run(ColdStart.OPTIONS, ColdStart::run, "--peers", "openssl"),
            run(IdleMemory.OPTIONS, IdleMemory::run, "--peers", "openssl"))) {
      assertEquals(1, refused.code());
      assertTrue(refused.errors().contains("openssl; there are gasket, "), refused.errors());
    }
  }
}
