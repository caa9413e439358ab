package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P6: a clean end, a truncation and a failure are three things")
class EndsTest {
  private final ByteBuffer dst = ByteBuffer.allocate(1_000);

  @Test
  void closeNotifyIsTheEndOfTheStream() throws IOException {
    Duo duo = Duo.connected();
    duo.client.write(ByteBuffer.wrap(Duo.bytes(7)));
    duo.client.close();
    assertArrayEquals(Duo.bytes(7), Duo.receive(duo.server, 100));
    assertEquals(-1, duo.server.read(dst));
    assertEquals(-1, duo.server.read(dst));
    assertEquals(-1, duo.server.input().read(new ByteBuffer[] {dst, dst}));
    duo.server.close();
    duo.pool.assertSettled();
  }

  @Test
  void anEndWithoutItIsATruncation() throws IOException {
    Duo duo = Duo.connected();
    duo.clientEnd.close();
    TlsFailure failure = assertThrows(TlsFailure.class, () -> duo.server.read(dst));
    assertEquals(Reason.TRUNCATED, failure.reason());
    assertSame(failure, assertThrows(TlsFailure.class, () -> duo.server.read(dst)));
    assertSame(failure, assertThrows(TlsFailure.class, () -> duo.server.write(dst)));
    assertSame(failure, assertThrows(TlsFailure.class, duo.server::flush));
    assertSame(failure, assertThrows(TlsFailure.class, duo.server::shutdownOutput));
    assertFalse(duo.server.isOpen());
    assertEquals(0, duo.server.interestOps());
    duo.pool.assertSettled();
  }

  @Test
  void aPartOfARecordIsGivenBackAtATruncation() throws IOException {
    for (int kept = 1; kept < 100; kept += 20) {
      Duo duo = Duo.connected();
      duo.client.write(ByteBuffer.wrap(Duo.bytes(100)));
      duo.serverEnd.keepUnread(kept);
      duo.clientEnd.close();
      assertEquals(
          Reason.TRUNCATED,
          assertThrows(TlsFailure.class, () -> duo.server.read(dst)).reason(),
          "after " + kept + " bytes");
      duo.pool.assertSettled();
    }
  }

  @Test
  void afterAFailureThePeerSeesTheAlertAndEveryCallTheFailure() throws IOException {
    Duo duo = Duo.connected();
    duo.client.write(ByteBuffer.wrap(Duo.bytes(100)));
    duo.serverEnd.damage(duo.serverEnd.unread().length - 1);

    TlsFailure failure = assertThrows(TlsFailure.class, () -> duo.server.read(dst));
    assertEquals(Alert.BAD_RECORD_MAC, failure.alert());
    assertEquals(TlsFailure.Origin.LOCAL, failure.origin());
    assertSame(failure, assertThrows(TlsFailure.class, () -> duo.server.write(dst)));
    assertSame(failure, assertThrows(TlsFailure.class, duo.server::shakeHands));
    assertFalse(duo.serverEnd.isOpen(), "the lower channel stays open");

    TlsFailure atClient = assertThrows(TlsFailure.class, () -> duo.client.read(dst));
    assertEquals(Alert.BAD_RECORD_MAC, atClient.alert());
    assertEquals(TlsFailure.Origin.PEER, atClient.origin());
    duo.server.close();
    duo.pool.assertSettled();
  }

  @Test
  void whatCameBeforeAFailureIsDeliveredBeforeIt() throws IOException {
    Duo duo = Duo.connected();
    duo.client.write(ByteBuffer.wrap(Duo.bytes(100)));
    int first = duo.serverEnd.unread().length;
    duo.client.write(ByteBuffer.wrap(Duo.bytes(100)));
    duo.serverEnd.damage(first + 20);
    ByteBuffer[] parts = {ByteBuffer.allocate(30), ByteBuffer.allocate(500)};

    assertEquals(100, duo.server.input().read(parts));
    TlsFailure failure = assertThrows(TlsFailure.class, () -> duo.server.input().read(parts));

    assertEquals(Reason.RECORD_NOT_AUTHENTIC, failure.reason());
    duo.pool.assertSettled();
  }

  @Test
  void junkInTheHandshakeIsAClearFailure() throws IOException {
    Duo duo = new Duo();
    duo.clientEnd.write(ByteBuffer.wrap(new byte[] {(byte) 0x99, 1, 2, 3, 4, 5, 6, 7}));
    TlsFailure failure = assertThrows(TlsFailure.class, duo.server::shakeHands);
    assertSame(failure, assertThrows(TlsFailure.class, duo.server::shakeHands));
    assertSame(failure, assertThrows(TlsFailure.class, () -> duo.server.read(dst)));
    assertEquals(21, duo.clientEnd.unread()[0], "no alert for the peer");
    duo.pool.assertSettled();
  }

  @Test
  void halfClosedItStillReads() throws IOException {
    Duo duo = Duo.connected();
    duo.server.write(ByteBuffer.wrap(Duo.bytes(20)));
    duo.client.shutdownOutput();
    duo.client.shutdownOutput();
    assertThrows(ClosedChannelException.class, () -> duo.client.write(ByteBuffer.allocate(1)));
    assertTrue(duo.client.isOpen());
    assertArrayEquals(Duo.bytes(20), Duo.receive(duo.client, 100));
    assertEquals(-1, duo.server.read(dst));
    duo.server.close();
    assertEquals(-1, duo.client.read(dst));
    duo.client.close();
    duo.pool.assertSettled();
  }

  @Test
  void aBrokenReadComesOutAsItIsAndEndsThePipeline() throws IOException {
    Duo duo = new Duo(lower -> lower, lower -> FailingChannel.readsBreakingAfter(lower, 100));
    IOException failure =
        assertThrows(
            IOException.class,
            () -> {
              duo.client.shakeHands();
              duo.server.shakeHands();
            });
    assertEquals("Connection reset", failure.getMessage());
    assertSame(failure, assertThrows(IOException.class, () -> duo.server.read(dst)));
    assertSame(failure, assertThrows(IOException.class, () -> duo.server.write(dst)));
    assertFalse(duo.serverEnd.isOpen());
    duo.client.close();
    duo.pool.assertSettled();
  }

  @Test
  void aBrokenWriteEndsWritingAndLeavesWhatCanBeRead() throws IOException {
    Duo duo = Duo.connected();
    duo.client.write(ByteBuffer.wrap(Duo.bytes(5)));
    duo.client.close();

    IOException failure =
        assertThrows(IOException.class, () -> duo.server.write(ByteBuffer.allocate(9)));
    assertEquals("Broken pipe", failure.getMessage());
    assertSame(
        failure, assertThrows(IOException.class, () -> duo.server.write(ByteBuffer.allocate(9))));
    assertArrayEquals(Duo.bytes(5), Duo.receive(duo.server, 100));
    assertEquals(-1, duo.server.read(dst));
    duo.server.close();
    duo.pool.assertSettled();
  }

  @Test
  void aWriteThatBreaksInTheHandshakeIsExplainedByThePeersAlert() throws IOException {
    Duo duo = new Duo(ShapedChannel::oneByte, lower -> lower);
    duo.client.shakeHands();
    while (duo.clientEnd.unread().length == 0) {
      duo.client.shakeHands();
      duo.server.shakeHands();
    }
    // Behind its flight the server says handshake_failure (RFC 5246 7.2.2), and hangs up.
    duo.serverEnd.write(ByteBuffer.wrap(new byte[] {21, 3, 3, 0, 2, 2, 40}));
    duo.serverEnd.close();
    TlsFailure failure =
        assertThrows(
            TlsFailure.class,
            () -> {
              while (true) {
                assertNull(duo.client.shakeHands());
              }
            });
    assertEquals(Alert.HANDSHAKE_FAILURE, failure.alert());
    assertEquals("Broken pipe", failure.getSuppressed()[0].getMessage());
    duo.server.close();
    duo.pool.assertSettled();
  }

  @Test
  void closeIsIdempotentAndFinal() throws IOException {
    Duo duo = Duo.connected();
    duo.client.close();
    duo.client.close();
    duo.client.input().close();
    duo.client.output().close();
    assertFalse(duo.client.isOpen());
    assertFalse(duo.clientEnd.isOpen());
    assertThrows(ClosedChannelException.class, () -> duo.client.read(dst));
    assertThrows(ClosedChannelException.class, () -> duo.client.write(dst));
    assertThrows(ClosedChannelException.class, duo.client::flush);
    assertEquals("h2", duo.client.shakeHands());
    duo.pool.assertSettled();
  }

  @Test
  void closedBeforeAnyUseItSendsNothing() throws IOException {
    Duo duo = new Duo();
    duo.client.close();
    assertEquals(0, duo.serverEnd.unread().length);
    assertThrows(ClosedChannelException.class, duo.client::shakeHands);
    duo.pool.assertSettled();
  }

  @Test
  void whatNeverWentOutIsGivenBackAtClose() throws IOException {
    boolean[] jammed = {false};
    Duo duo = new Duo(lower -> ShapedChannel.jamming(lower, () -> jammed[0]), lower -> lower);
    duo.shakeHands();
    jammed[0] = true;
    duo.client.write(ByteBuffer.allocate(100));
    duo.server.write(ByteBuffer.allocate(100));
    Duo.receive(duo.client, 1);
    assertEquals(2, duo.pool.outstanding());
    duo.client.close();
    duo.pool.assertSettled();
  }
}
