package io.gasket.tls.bench.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gasket.tls.bench.load.Figures;
import io.gasket.tls.bench.load.ProgramFailure;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every echo server, in a process of its own")
@Timeout(120)
class EchoServersTest {
  private static final int CLIENTS = 3;
  private static final int MESSAGES = 10;
  private static final Set<String> NATIVE = Set.of("netty-epoll", "netty-tcnative");

  static Stream<String> names() {
    return EchoServers.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("sends back what it receives, and counts it")
  void echoes(String name) throws Exception {
    assumeItsLibraryIsHere(name);
    try (ServerProcess server = ServerProcess.start(name, "64m");
        Crowd crowd = new Crowd(server)) {
      crowd.connect(CLIENTS);
      crowd.talk(MESSAGES);
      Figures figures = server.figures();
      assertEquals(CLIENTS * MESSAGES, crowd.trips());
      assertEquals(crowd.bytesSent(), crowd.bytesBack());
      assertEquals(crowd.bytesSent(), figures.of("read"));
      assertEquals(crowd.bytesSent(), figures.of("written"));
      assertEquals(CLIENTS, figures.of("open"));
      assertEquals(CLIENTS, figures.of("handshakes"));
      assertEquals(0, figures.of("failures"));
      assertTrue(figures.of("cpu") > 0, figures::line);
      assertTrue(figures.of("heap") > 0, figures::line);
    }
  }

  private static void assumeItsLibraryIsHere(String name) {
    boolean isHere =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    assumeTrue(isHere || !NATIVE.contains(name), () -> "skipped: no native library for " + name);
  }

  @Test
  @DisplayName("unknown names are answered with the list")
  void unknown() {
    ProgramFailure failure =
        assertThrows(ProgramFailure.class, () -> EchoServers.check(List.of("gasket", "jetty")));
    assertTrue(failure.getMessage().contains("jetty; there are gasket, "), failure.getMessage());
  }

  @Test
  @DisplayName("a server that cannot start fails with its name")
  void cannotStart() {
    ProgramFailure failure =
        assertThrows(ProgramFailure.class, () -> ServerProcess.start("plain", "none"));
    assertEquals("the server plain has ended with exit code 1", failure.getMessage());
  }
}
