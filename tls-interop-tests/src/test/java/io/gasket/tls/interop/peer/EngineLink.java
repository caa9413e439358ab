package io.gasket.tls.interop.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Our engine joined in memory to a {@link SSLEngine}, whichever is the client. */
public final class EngineLink {
  private static final int ROOM = 200_000;

  private final TlsEngine ours;
  private final SSLEngine theirs;
  private final ByteBuffer toOurs = ByteBuffer.allocate(ROOM);
  private final ByteBuffer toTheirs = ByteBuffer.allocate(ROOM);
  private final ByteBuffer atOurs = ByteBuffer.allocate(ROOM);
  private final ByteBuffer atTheirs = ByteBuffer.allocate(ROOM);

  /** Joins two engines. */
  public EngineLink(TlsEngine ours, SSLEngine theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Carries bytes both ways until nothing moves. */
  public EngineLink settle() throws TlsFailure, SSLException {
    ByteBuffer nothing = ByteBuffer.allocate(0);
    boolean moved = true;
    while (moved) {
      moved = flushOurs() || feedTheirs() || wrap(nothing) || feedOurs();
    }
    return this;
  }

  /** Sends a text from our engine; returns what comes out of theirs. */
  public String send(String text) throws TlsFailure, SSLException {
    ByteBuffer plain = ByteBuffer.wrap(text.getBytes(UTF_8));
    ours.send(plain, toTheirs);
    settle();
    return taken(atTheirs);
  }

  /** Sends a text from their engine; returns what comes out of ours. */
  public String sendTheirs(String text) throws TlsFailure, SSLException {
    ByteBuffer plain = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (plain.hasRemaining()) {
      boolean unused = wrap(plain);
    }
    settle();
    return taken(atOurs);
  }

  /** Carries what our engine has left to say after a failure; theirs throws what it makes of it. */
  public void deliverAlert() throws SSLException {
    ByteBuffer nothing = ByteBuffer.allocate(0);
    boolean moved = true;
    while (moved) {
      moved = wrap(nothing) || flushOurs() || feedTheirs();
    }
  }

  /** Closes both sides, ours first. */
  public void close() throws TlsFailure, SSLException {
    ours.close();
    settle();
    theirs.closeOutbound();
    // Not every implementation says that it has its close_notify to wrap.
    int unused = theirs.wrap(ByteBuffer.allocate(0), toOurs).bytesProduced();
    settle();
  }

  private boolean flushOurs() {
    return ours.flush(toTheirs) > 0;
  }

  private boolean feedOurs() throws TlsFailure {
    toOurs.flip();
    int before = toOurs.remaining();
    try {
      int unused = ours.receive(toOurs, atOurs);
      return toOurs.remaining() < before;
    } finally {
      toOurs.compact();
    }
  }

  private boolean feedTheirs() throws SSLException {
    toTheirs.flip();
    int before = toTheirs.remaining();
    try {
      while (toTheirs.hasRemaining() && theirs.unwrap(toTheirs, atTheirs).bytesConsumed() > 0) {
        runTasks();
      }
      runTasks();
      return toTheirs.remaining() < before;
    } finally {
      toTheirs.compact();
    }
  }

  private boolean wrap(ByteBuffer plain) throws SSLException {
    boolean handshaking = theirs.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    boolean fresh = theirs.getSession().getProtocol().equals("NONE") && theirs.getUseClientMode();
    if (!handshaking && !plain.hasRemaining() && !fresh && !theirs.isOutboundDone()) {
      return false;
    }
    int produced = theirs.wrap(plain, toOurs).bytesProduced();
    runTasks();
    return produced > 0;
  }

  private void runTasks() {
    for (Runnable task = theirs.getDelegatedTask();
        task != null;
        task = theirs.getDelegatedTask()) {
      task.run();
    }
  }

  private static String taken(ByteBuffer plain) {
    String text = UTF_8.decode(plain.flip()).toString();
    plain.clear();
    return text;
  }
}
