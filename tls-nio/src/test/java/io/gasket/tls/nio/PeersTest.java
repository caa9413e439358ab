package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C5: the peer sees a clean end or the alert, never a reset")
class PeersTest {
  private final CountingPool pool = new CountingPool();
  private Loopback.Sockets sockets;
  private Loopback.Channels channels;

  @BeforeEach
  void open() throws IOException {
    sockets = Loopback.sockets();
    channels = Loopback.channels();
  }

  @AfterEach
  void close() throws IOException {
    sockets.close();
    channels.close();
    pool.assertSettled();
  }

  private Background<byte[]> echoOnce(SecurePipeline over) {
    SecurePipeline counted = over.withPool(pool);
    return Background.run(
        () -> {
          try (counted) {
            byte[] bytes = counted.inputStream().readNBytes(50_000);
            counted.outputStream().write(bytes);
            return bytes;
          }
        });
  }

  @Test
  void theJdksClientGetsItsEchoAndACleanEnd() throws Exception {
    Background<byte[]> server = echoOnce(SecurePipeline.over(sockets.server(), Engines.server()));
    try (SSLSocket client = JdkPeers.client(sockets.client(), TestPki.anchors())) {
      client.getOutputStream().write(Duo.bytes(50_000));
      assertArrayEquals(Duo.bytes(50_000), client.getInputStream().readAllBytes());
      assertArrayEquals(Duo.bytes(50_000), server.result());
    }
  }

  @Test
  void theJdksServerGetsItsEchoAndACleanEnd() throws Exception {
    Background<byte[]> client = echoOnce(SecurePipeline.over(sockets.client(), Engines.client()));
    try (SSLSocket server = JdkPeers.server(sockets.server())) {
      server.getOutputStream().write(Duo.bytes(50_000));
      assertArrayEquals(Duo.bytes(50_000), server.getInputStream().readAllBytes());
      assertArrayEquals(Duo.bytes(50_000), client.result());
    }
  }

  @Test
  void theJdksServerSeesOurAlert() throws Exception {
    TlsEngine distrustful =
        SecurityContext.client()
            .trust(Trust.anchors(TestPki.rsaRoot().certificate()))
            .build()
            .newEngine("localhost");
    SecurePipeline client = SecurePipeline.over(channels.client(), distrustful).withPool(pool);
    Background<String> hands = Background.run(client::shakeHands);
    try (SSLSocket server = JdkPeers.server(channels.server().socket())) {
      SSLException seen = assertThrows(SSLException.class, server::startHandshake);
      assertTrue(seen.getMessage().contains("unknown_ca"), seen.getMessage());
    }
    TlsFailure failure = assertThrows(TlsFailure.class, hands::result);
    assertEquals(Alert.UNKNOWN_CA, failure.alert());
  }

  @Test
  void weSeeTheAlertOfTheJdksClient() throws Exception {
    SecurePipeline server = SecurePipeline.over(sockets.server(), Engines.server()).withPool(pool);
    Background<String> hands = Background.run(server::shakeHands);
    try (SSLSocket client =
        JdkPeers.client(sockets.client(), List.of(TestPki.rsaRoot().certificate()))) {
      assertThrows(SSLException.class, client::startHandshake);
    }
    TlsFailure failure = assertThrows(TlsFailure.class, hands::result);
    assertEquals(Reason.ALERT_RECEIVED, failure.reason());
    assertEquals(TlsFailure.Origin.PEER, failure.origin());
  }

  @Test
  void whoSpeaksHttpGetsTheAlertAlthoughMuchOfItsRequestStaysUnread() throws Exception {
    speakHttp(SecurePipeline.over(sockets.server(), Engines.server()));
  }

  @Test
  void orOverAChannel() throws Exception {
    sockets.close();
    sockets = new Loopback.Sockets(channels.client().socket(), channels.server().socket());
    speakHttp(SecurePipeline.over(channels.server(), Engines.server()));
  }

  private void speakHttp(SecurePipeline over) throws Exception {
    SecurePipeline server = over.withPool(pool);
    String request = "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + "x".repeat(40_000);
    sockets.client().getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    // The client looks at the answer only when the server has closed.
    TlsFailure failure = assertThrows(TlsFailure.class, server::shakeHands);
    byte[] answer = sockets.client().getInputStream().readAllBytes();
    // To write to a socket that was closed is possible, to one that was reset is not.
    sockets.client().getOutputStream().write('x');

    assertEquals(7, answer.length);
    assertEquals(21, answer[0]);
    assertEquals(2, answer[5]);
    assertEquals(Reason.PLAINTEXT_HTTP, failure.reason());
    assertEquals(failure.alert().code(), answer[6]);
  }
}
