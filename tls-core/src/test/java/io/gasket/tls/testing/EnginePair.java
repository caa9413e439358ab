package io.gasket.tls.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client's and a server's engine, joined in memory, with buffers of one kind. */
public final class EnginePair {
  private static final int APP_ROOM = 40_000;

  private final TlsEngine client;
  private final TlsEngine server;
  private final BufferKind kind;

  /** Joins two engines. */
  public EnginePair(TlsEngine client, TlsEngine server, BufferKind kind) {
    this.client = client;
    this.server = server;
    this.kind = kind;
  }

  /** Joins new engines of two contexts; the client asks for {@code localhost}. */
  public static EnginePair of(SecurityContext client, SecurityContext server, BufferKind kind) {
    return new EnginePair(client.newEngine("localhost"), server.newEngine(), kind);
  }

  /** New engines of two contexts, connected; a first text has gone from the client's side. */
  public static EnginePair connected(SecurityContext client, SecurityContext server)
      throws TlsFailure {
    EnginePair pair = of(client, server, BufferKind.HEAP).shakeHands();
    assertEquals("ping", pair.pass("ping", pair.client(), pair.server()));
    return pair;
  }

  /** The same, of contexts yet to be built. */
  public static EnginePair connected(ClientContextBuilder client, ServerContextBuilder server)
      throws TlsFailure {
    return connected(client.build(), server.build());
  }

  /** The client's engine. */
  public TlsEngine client() {
    return client;
  }

  /** The server's engine. */
  public TlsEngine server() {
    return server;
  }

  /** Carries bytes both ways until both sides are connected or nothing moves. */
  public EnginePair shakeHands() throws TlsFailure {
    boolean moved = true;
    while (moved) {
      boolean toServer = carry(client, server);
      moved = carry(server, client) || toServer;
    }
    return this;
  }

  /** All bytes that wait in an engine for its peer. */
  public static byte[] flushed(TlsEngine from) {
    ByteBuffer net = ByteBuffer.allocate(from.bytesToFlush());
    from.flush(net);
    return net.array();
  }

  /** Gives network bytes to an engine; returns the plaintext. */
  public byte[] deliver(byte[] net, TlsEngine to) throws TlsFailure {
    ByteBuffer app = kind.allocate(APP_ROOM);
    int start = app.position();
    ByteBuffer source = kind.of(net);
    to.receive(source, app);
    byte[] plain = new byte[app.position() - start];
    app.get(start, plain);
    return plain;
  }

  /** Seals application data; returns the records. */
  public byte[] sealed(TlsEngine from, byte[] plain) throws TlsFailure {
    ByteBuffer net = ByteBuffer.allocate(from.bytesToSend(plain.length) + from.bytesToFlush());
    from.send(kind.of(plain), net);
    return Arrays.copyOf(net.array(), net.position());
  }

  /** Sends a text one way and returns what comes out. */
  public String pass(String text, TlsEngine from, TlsEngine to) throws TlsFailure {
    byte[] plain = deliver(sealed(from, text.getBytes(StandardCharsets.UTF_8)), to);
    return new String(plain, StandardCharsets.UTF_8);
  }

  private boolean carry(TlsEngine from, TlsEngine to) throws TlsFailure {
    byte[] bytes = flushed(from);
    if (bytes.length == 0) {
      return false;
    }
    deliver(bytes, to);
    return true;
  }
}
