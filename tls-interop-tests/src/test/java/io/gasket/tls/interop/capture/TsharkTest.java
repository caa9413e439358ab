package io.gasket.tls.interop.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.Relay;
import io.gasket.tls.nio.KeyLogFile;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.testing.Programs;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C3: with our key log, tshark reads our connections. */
final class TsharkTest {
  private static final List<CipherSuite> SUITES =
      List.of(
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);

  @TempDir private Path folder;

  @BeforeAll
  static void tshark() {
    Programs.require("tshark");
  }

  @Test
  @DisplayName("C3: full and resumed handshakes of every cipher, the client's or the server's log")
  void decrypts() throws Exception {
    Capture capture = new Capture();
    List<String> expected = new ArrayList<>();
    Path keys = folder.resolve("keys");
    try (KeyLogFile log = KeyLogFile.appendTo(keys)) {
      for (CipherSuite suite : SUITES) {
        // Either side's log will do.
        boolean byClient = suite != SUITES.get(1);
        SecurityContext client =
            byClient
                ? Ours.client().suites(List.of(suite)).keyLog(log).build()
                : Ours.client().suites(List.of(suite)).build();
        SecurityContext server =
            byClient
                ? Ours.server(KeyKind.EC_P256).build()
                : Ours.server(KeyKind.EC_P256).keyLog(log).build();
        for (ResumedBy resumed : List.of(ResumedBy.NOTHING, ResumedBy.TICKET)) {
          String path = "/" + suite.opensslName() + "/" + resumed;
          assertEquals(resumed, exchange(client, server, path, capture.stream()));
          int stream = expected.size() / 2;
          expected.add(stream + " GET " + path);
          expected.add(stream + " 204 X-Answer: " + path);
        }
      }
    }
    Path file = folder.resolve("captured.pcap");
    capture.write(file);
    assertEquals(List.of(), http(file, folder.resolve("no-keys")));
    assertEquals(expected, http(file, keys));
  }

  private static ResumedBy exchange(
      SecurityContext client, SecurityContext server, String path, Capture.Stream stream)
      throws Exception {
    try (OurServer serving = OurServer.start(server, TsharkTest::answer);
        Relay relay = Relay.to(serving.port(), keeping(stream, true), keeping(stream, false))) {
      try (SecurePipeline pipe = Ours.connect(client, relay.port())) {
        Ours.exchange(pipe, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r");
        while (Ours.readLine(pipe).length() > 1) {
          // Up to the end of the answer.
        }
      }
      return serving.outcome().agreed().resumedBy();
    }
  }

  /** Answers a request without a body. */
  private static void answer(SecurePipeline pipe) throws IOException {
    String path = Ours.readLine(pipe).split(" ")[1];
    while (Ours.readLine(pipe).length() > 1) {
      // The header fields do not matter.
    }
    String answer = "HTTP/1.1 204 No Content\r\nX-Answer: " + path + "\r\n\r\n";
    pipe.write(ByteBuffer.wrap(answer.getBytes(US_ASCII)));
  }

  private static Relay.Edit keeping(Capture.Stream stream, boolean fromClient) {
    return record -> {
      try {
        stream.sent(fromClient, record);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return record;
    };
  }

  /** What tshark sees of HTTP: a line for each request and answer. */
  private List<String> http(Path capture, Path keys) {
    String output =
        Programs.run(
            folder,
            "sh",
            "-c",
            "tshark -r '"
                + capture
                + "' -o 'tls.keylog_file:"
                + keys
                + "' -Y http -T fields -E separator=' ' -e tcp.stream -e http.request.method"
                + " -e http.request.uri -e http.response.code -e http.response.line 2>/dev/null");
    return output
        .lines()
        .map(line -> line.replace("\\r\\n", "").replaceAll(" +", " ").strip())
        .toList();
  }
}
