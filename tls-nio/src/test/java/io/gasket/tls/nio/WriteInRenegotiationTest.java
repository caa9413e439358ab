package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.Renegotiation;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A renegotiation (RFC 5246 7.4.1.1) under a pipeline: writes wait for its end, reads bring it. */
@DisplayName("B6: renegotiation under a pipeline")
class WriteInRenegotiationTest {
  private static final int KEPT = 262_144;

  private final CountingPool pool = new CountingPool();

  private static TlsEngine client(int most) {
    return SecurityContext.client()
        .trust(Trust.anchors(TestPki.anchors()))
        .renegotiation(Renegotiation.upTo(most))
        .limits(Limits.defaults().withHandshakeDeadline(Duration.ofSeconds(10)))
        .build()
        .newEngine("localhost");
  }

  private static TlsEngine server(int most) {
    return SecurityContext.server()
        .credential(TestPki.server(KeyKind.EC_P256))
        .renegotiation(Renegotiation.upTo(most))
        .build()
        .newEngine();
  }

  /** Work with a client whose handshake is done, and a server in a thread of its own. */
  private interface Talk {
    void between(SecurePipeline client, SecurePipeline server) throws Exception;
  }

  private void connected(int serverAllows, Talk talk) throws Exception {
    try (Loopback.Channels channels = Loopback.channels();
        SecurePipeline client = SecurePipeline.over(channels.client(), client(1)).withPool(pool);
        SecurePipeline server =
            SecurePipeline.over(channels.server(), server(serverAllows)).withPool(pool)) {
      Background<String> hands = Background.run(server::shakeHands);
      client.shakeHands();
      hands.result();
      talk.between(client, server);
    }
    pool.assertSettled();
  }

  @Test
  @DisplayName(
      "a blocking write brings the renegotiation's end itself, and keeps what comes for reads")
  void writes() throws Exception {
    connected(
        1,
        (client, server) -> {
          ConnectionInfo before = client.info();
          server.write(ByteBuffer.wrap(Duo.bytes(100_000)));
          client.engine().renegotiate();
          Background<byte[]> arrived =
              Background.run(() -> server.inputStream().readNBytes(70_000));
          client.outputStream().write(Duo.bytes(70_000));
          assertNotSame(before, client.info());
          assertArrayEquals(Duo.bytes(70_000), arrived.result());
          assertArrayEquals(Duo.bytes(100_000), client.inputStream().readNBytes(100_000));
        });
  }

  @Test
  @DisplayName("so does a gathering write")
  void gathers() throws Exception {
    connected(
        1,
        (client, server) -> {
          client.engine().renegotiate();
          Background<byte[]> arrived = Background.run(() -> server.inputStream().readNBytes(6));
          ByteBuffer[] pieces = {
            ByteBuffer.wrap(Duo.bytes(6), 0, 3), ByteBuffer.wrap(Duo.bytes(6), 3, 3)
          };
          assertEquals(6, client.output().write(pieces));
          assertArrayEquals(Duo.bytes(6), arrived.result());
        });
  }

  @Test
  @DisplayName("a write after a refusal goes on over the connection as it was (RFC 5246 7.2.2)")
  void refused() throws Exception {
    connected(
        0,
        (client, server) -> {
          ConnectionInfo before = client.info();
          client.engine().renegotiate();
          Background<byte[]> arrived = Background.run(() -> server.inputStream().readNBytes(5));
          client.outputStream().write(Duo.bytes(5));
          assertSame(before, client.info());
          assertArrayEquals(Duo.bytes(5), arrived.result());
        });
  }

  @Test
  @DisplayName("what is kept has a bound; then the caller must read")
  void bounded() throws Exception {
    connected(
        1,
        (client, server) -> {
          int length = KEPT + 100_000;
          client.engine().renegotiate();
          Background<Integer> sent =
              Background.run(() -> server.write(ByteBuffer.allocate(length)));
          assertEquals(0, client.write(ByteBuffer.wrap(Duo.bytes(5))));
          assertThrows(IOException.class, () -> client.outputStream().write(1));
          Background<byte[]> arrived =
              Background.run(
                  () -> {
                    sent.result();
                    return server.inputStream().readNBytes(5);
                  });
          assertEquals(length, client.inputStream().readNBytes(length).length);
          client.outputStream().write(Duo.bytes(5));
          assertArrayEquals(Duo.bytes(5), arrived.result());
        });
  }

  @ParameterizedTest(name = "a peer that does not answer meets the deadline, in a write: {0}")
  @ValueSource(booleans = {true, false})
  void deadline(boolean writing) throws Exception {
    AtomicLong now = new AtomicLong();
    try (Loopback.Channels channels = Loopback.channels();
        SecurePipeline client =
            SecurePipeline.over(channels.client(), client(1)).withPool(pool).withClock(now::get);
        SecurePipeline server = SecurePipeline.over(channels.server(), server(1)).withPool(pool)) {
      Background<String> hands = Background.run(server::shakeHands);
      client.shakeHands();
      hands.result();
      assertEquals(Long.MAX_VALUE, client.nanosLeft());
      client.engine().renegotiate();
      client.tick();
      assertEquals(Duration.ofSeconds(10).toNanos(), client.nanosLeft());
      now.set(Duration.ofSeconds(10).toNanos());
      assertTrue(client.nanosLeft() <= 0);
      Executable late = writing ? () -> client.write(ByteBuffer.allocate(1)) : client::tick;
      assertEquals(Reason.HANDSHAKE_DEADLINE, assertThrows(TlsFailure.class, late).reason());
    }
  }

  @Test
  @DisplayName("a peer that says close_notify instead of an answer ends the write")
  void closed() throws Exception {
    connected(
        1,
        (client, server) -> {
          server.shutdownOutput();
          client.engine().renegotiate();
          TlsFailure end =
              assertThrows(TlsFailure.class, () -> client.write(ByteBuffer.allocate(1)));
          assertEquals(Reason.CLOSED_DURING_HANDSHAKE, end.reason());
        });
  }

  @Test
  @DisplayName("over a non-blocking channel a write takes nothing, and reads bring the end")
  void nonBlocking() throws Exception {
    Duo duo = new Duo(client(1), server(1), lower -> lower, lower -> lower).shakeHands();
    ConnectionInfo before = duo.client.info();
    duo.client.engine().renegotiate();
    assertEquals(0, duo.client.write(ByteBuffer.wrap(Duo.bytes(9))));
    Background<Void> driven =
        Background.run(
            () -> {
              while (duo.client.info() == before) {
                assertEquals(0, duo.client.read(ByteBuffer.allocate(1)));
                assertEquals(0, duo.server.read(ByteBuffer.allocate(1)));
              }
              return null;
            });
    driven.result();
    Duo.transfer(duo.client, duo.server, Duo.bytes(9));
  }
}
