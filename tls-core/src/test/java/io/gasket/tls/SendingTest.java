package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EachProvider
@DisplayName("Sending and receiving application data, and what the engine says it needs")
record SendingTest(CryptoProvider crypto) {
  private static final int FULL = 16_384;
  private static final int[] SIZES = {
    0, 1, 2, 100, 1_000, FULL - 1, FULL, FULL + 1, 20_000, 2 * FULL, 2 * FULL + 1, 40_000
  };

  private EnginePair pair(BufferKind kind) throws TlsFailure {
    return EnginePair.of(Contexts.client(crypto).build(), Contexts.server(crypto).build(), kind)
        .shakeHands();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Lengths of the records in a buffer's first bytes, without headers. */
  private static List<Integer> fragments(byte[] net) {
    List<Integer> lengths = new ArrayList<>();
    for (int at = 0; at < net.length; at += 5 + lengths.get(lengths.size() - 1)) {
      lengths.add((net[at + 3] & 0xff) << 8 | (net[at + 4] & 0xff));
    }
    return lengths;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("bytesToSend is exact, and what is sent comes out whole, in every kind of buffer")
  void exact(BufferKind kind) throws TlsFailure {
    EnginePair pair = pair(kind);
    for (int size : SIZES) {
      byte[] data = bytes(size);
      ByteBuffer app = kind.of(data);
      ByteBuffer net = kind.allocate(pair.client().bytesToSend(size));
      int start = net.position();
      assertEquals(size, pair.client().send(app, net));
      assertEquals(0, app.remaining());
      assertEquals(0, net.remaining(), () -> "for " + size + " bytes");
      byte[] sent = new byte[net.position() - start];
      net.get(start, sent);
      assertArrayEquals(data, pair.deliver(sent, pair.server()));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("several buffers share records as if they were one, in every kind of buffer")
  void gathering(BufferKind kind) throws TlsFailure {
    EnginePair pair = pair(kind);
    int[][] cuts = {
      {1, 1, 1},
      {0, 0, 5, 0},
      {20_000, 100},
      {100, 20_000, 100},
      {FULL, FULL},
      {FULL + 1, FULL - 1, 3},
      {10, FULL, FULL, 10},
      {}
    };
    for (int[] lengths : cuts) {
      byte[] data = bytes(Arrays.stream(lengths).sum());
      ByteBuffer[] app = new ByteBuffer[lengths.length + 2];
      app[0] = ByteBuffer.wrap(new byte[9]);
      int at = 0;
      for (int i = 0; i < lengths.length; i++) {
        app[i + 1] = kind.of(Arrays.copyOfRange(data, at, at + lengths[i]));
        at += lengths[i];
      }
      app[lengths.length + 1] = ByteBuffer.wrap(new byte[9]);
      ByteBuffer net = kind.allocate(pair.client().bytesToSend(data.length));
      int start = net.position();
      assertEquals(data.length, pair.client().send(app, 1, lengths.length, net));
      assertEquals(0, net.remaining(), () -> "for " + Arrays.toString(lengths));
      assertEquals(9, app[0].remaining());
      assertEquals(9, app[lengths.length + 1].remaining());
      byte[] sent = new byte[net.position() - start];
      net.get(start, sent);
      assertArrayEquals(data, pair.deliver(sent, pair.server()));
    }
  }

  @Test
  @DisplayName("a small network buffer takes one smaller record, a larger one whole records only")
  void smallNet() throws TlsFailure {
    EnginePair pair = pair(BufferKind.HEAP);
    byte[] data = bytes(40_000);
    ByteBuffer one = ByteBuffer.allocate(1_000);
    int overhead = pair.client().bytesToSend(1) - 1;
    assertEquals(1_000 - overhead, pair.client().send(ByteBuffer.wrap(data), one));
    ByteBuffer two = ByteBuffer.allocate(2 * (FULL + overhead) + 500);
    ByteBuffer app = ByteBuffer.wrap(data);
    assertEquals(2 * FULL, pair.client().send(app, two));
    assertEquals(
        List.of(FULL + overhead - 5, FULL + overhead - 5),
        fragments(Arrays.copyOf(two.array(), two.position())));
    ByteBuffer none = ByteBuffer.allocate(overhead);
    assertEquals(0, pair.client().send(app, none));
    assertEquals(0, none.position());
    ByteBuffer[] several = {ByteBuffer.wrap(data, 0, 10), ByteBuffer.wrap(data, 10, 90)};
    ByteBuffer small = ByteBuffer.allocate(overhead + 60);
    assertEquals(60, pair.client().send(several, 0, 2, small));
    assertEquals(0, several[0].remaining());
    assertEquals(40, several[1].remaining());
    assertEquals(0, pair.client().send(several, 0, 2, none));
  }

  @Test
  @DisplayName("misuse is told apart from failure: the connection goes on")
  void misuse() throws TlsFailure {
    EnginePair pair = pair(BufferKind.HEAP);
    TlsEngine client = pair.client();
    ByteBuffer app = ByteBuffer.allocate(10);
    ByteBuffer readOnly = ByteBuffer.allocate(100).asReadOnlyBuffer();
    ByteBuffer[] withNull = {app, null};
    assertThrows(IllegalArgumentException.class, () -> client.send(app, readOnly));
    assertThrows(IllegalArgumentException.class, () -> client.receive(app, readOnly));
    assertThrows(NullPointerException.class, () -> client.receive(null, app));
    assertThrows(NullPointerException.class, () -> client.receive(app, null));
    assertThrows(
        NullPointerException.class, () -> client.send(withNull, 0, 2, ByteBuffer.allocate(99)));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> client.send(withNull, 1, 2, ByteBuffer.allocate(99)));
    assertThrows(IllegalArgumentException.class, () -> client.bytesToSend(-1));
    assertThrows(ArithmeticException.class, () -> client.bytesToSend(Integer.MAX_VALUE));
    assertEquals("ping", pair.pass("ping", client, pair.server()));
  }

  @Test
  @DisplayName("before the handshake is done nothing is taken")
  void tooEarly() throws TlsFailure {
    TlsEngine server = Contexts.server(crypto).build().newEngine();
    ByteBuffer app = ByteBuffer.allocate(10);
    assertEquals(0, server.send(app, ByteBuffer.allocate(100)));
    assertEquals(0, server.send(new ByteBuffer[] {app}, 0, 1, ByteBuffer.allocate(100)));
    assertEquals(10, app.remaining());
    assertEquals(TlsEngine.NEEDS_INPUT, server.needs());
  }

  @Test
  @DisplayName("needs() through a connection's life")
  void needs() throws TlsFailure {
    EnginePair pair =
        EnginePair.of(
            Contexts.client(crypto).build(), Contexts.server(crypto).build(), BufferKind.HEAP);
    TlsEngine client = pair.client();
    TlsEngine server = pair.server();
    assertEquals(TlsEngine.NEEDS_OUTPUT, client.needs());
    assertEquals(TlsEngine.NEEDS_INPUT, server.needs());
    byte[] hello = EnginePair.flushed(client);
    assertEquals(TlsEngine.NEEDS_INPUT, client.needs());
    pair.deliver(hello, server);
    assertEquals(TlsEngine.NEEDS_INPUT | TlsEngine.NEEDS_OUTPUT, server.needs());
    pair.deliver(EnginePair.flushed(server), client);
    pair.deliver(EnginePair.flushed(client), server);
    int connected = TlsEngine.CONNECTED | TlsEngine.NEEDS_INPUT;
    assertEquals(connected | TlsEngine.NEEDS_OUTPUT, server.needs());
    pair.deliver(EnginePair.flushed(server), client);
    assertEquals(connected, client.needs());
    assertEquals(connected, server.needs());
    client.close();
    assertEquals(connected | TlsEngine.NEEDS_OUTPUT | TlsEngine.OUTPUT_CLOSED, client.needs());
    pair.deliver(EnginePair.flushed(client), server);
    assertEquals(TlsEngine.CONNECTED | TlsEngine.INPUT_CLOSED, server.needs());
    assertEquals(connected | TlsEngine.OUTPUT_CLOSED, client.needs());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a record that does not fit stays, and says how much room it needs")
  void room(BufferKind kind) throws TlsFailure {
    EnginePair pair = pair(BufferKind.HEAP);
    byte[] data = bytes(3_000);
    byte[] first = pair.sealed(pair.client(), Arrays.copyOf(data, 1_000));
    byte[] second = pair.sealed(pair.client(), Arrays.copyOfRange(data, 1_000, 3_000));
    ByteBuffer net =
        kind.of(ByteBuffer.allocate(first.length + second.length).put(first).put(second).array());
    TlsEngine server = pair.server();
    ByteBuffer app = kind.allocate(2_999);
    int start = app.position();
    assertEquals(1_000, server.receive(net, app));
    assertEquals(TlsEngine.CONNECTED | TlsEngine.NEEDS_ROOM, server.needs());
    assertEquals(2_000, server.room());
    assertEquals(second.length, net.remaining());
    assertEquals(0, server.receive(net, app));
    byte[] plain = new byte[1_000];
    app.get(start, plain);
    assertArrayEquals(Arrays.copyOf(data, 1_000), plain);

    ByteBuffer enough = kind.allocate(2_000);
    int from = enough.position();
    assertEquals(2_000, server.receive(net, enough));
    assertEquals(0, server.room());
    assertEquals(0, net.remaining());
    assertEquals(TlsEngine.CONNECTED | TlsEngine.NEEDS_INPUT, server.needs());
    byte[] rest = new byte[2_000];
    enough.get(from, rest);
    assertArrayEquals(Arrays.copyOfRange(data, 1_000, 3_000), rest);
  }

  @Test
  @DisplayName("what is missing is told from the header on")
  void missing() throws TlsFailure {
    EnginePair pair = pair(BufferKind.HEAP);
    byte[] record = pair.sealed(pair.client(), bytes(50));
    TlsEngine server = pair.server();
    ByteBuffer app = ByteBuffer.allocate(100);
    server.receive(ByteBuffer.wrap(record, 0, 2), app);
    assertEquals(3, server.missing());
    server.receive(ByteBuffer.wrap(record, 0, 9), app);
    assertEquals(record.length - 9, server.missing());
    assertEquals(50, server.receive(ByteBuffer.wrap(record), app));
    assertTrue(server.missing() >= 1);
  }

  @ParameterizedTest
  @EnumSource(CipherSuite.class)
  @DisplayName("bytesToSend counts each suite's own overhead")
  void overhead(CipherSuite suite) throws TlsFailure {
    EnginePair pair =
        EnginePair.of(
                Contexts.client(crypto).suites(List.of(suite)).build(),
                Contexts.server(crypto).credential(TestPki.server(KeyKind.RSA_2048)).build(),
                BufferKind.HEAP)
            .shakeHands();
    assertEquals(0, pair.client().bytesToSend(0));
    assertEquals(5 + suite.cipher().overhead() + 10, pair.client().bytesToSend(10));
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
  }
}
