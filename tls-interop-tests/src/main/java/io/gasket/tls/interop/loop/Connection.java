package io.gasket.tls.interop.loop;

import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.interop.options.HostAndPort;
import io.gasket.tls.nio.SecurePipeline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One connection of a loop: carries it through connecting, handshake, application data and close,
 * and tells its exchange. Belongs to the loop's thread.
 */
public final class Connection implements Attached {
  /** How long the last bytes may take to leave. */
  private static final Duration CLOSING_TIME = Duration.ofSeconds(10);

  /** How long the peer may take to hang up after that. */
  private static final Duration LINGERING_TIME = Duration.ofSeconds(1);

  /** How many bytes of a peer that does not hang up are taken meanwhile. */
  private static final int LINGER_BYTES = 262_144;

  /** What tells that a read finds something without waiting for the peer. */
  private static final int AT_HAND =
      TlsEngine.NEEDS_ROOM | TlsEngine.HAS_MORE | TlsEngine.INPUT_CLOSED;

  /**
   * How many bytes an exchange may write while a renegotiation holds them back and the peer,
   * instead of bringing its end, sends more and more to be answered.
   */
  private static final int MOST_UNSENT = 1_048_576;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private enum State {
    CONNECTING,
    HANDSHAKING,
    OPEN,
    /** This side has ended; what it wrote last is on its way out. */
    CLOSING,
    /** Both sides have nothing to say; the peer is awaited so that no reset overtakes the end. */
    LINGERING,
    CLOSED
  }

  private final ConnectionLoop loop;
  private final SocketChannel channel;
  private final SecurePipeline pipeline;
  private final Exchange exchange;
  private final String peer;
  private final SelectionKey key;
  private State state;
  private boolean handshakeDone;
  private ConnectionInfo agreed;
  private boolean ended;
  private int interest;

  /** Application data the pipeline has not taken yet, ready to be read; empty most of the time. */
  private ByteBuffer unsent = NOTHING;

  /** When the present state must be over, by {@link System#nanoTime()}. */
  private long deadline;

  private boolean limited;
  private int lingered;

  private Connection(
      ConnectionLoop loop, SocketChannel channel, String peer, TlsEngine engine, Exchange exchange)
      throws IOException {
    this.loop = loop;
    this.channel = channel;
    this.peer = peer;
    this.exchange = exchange;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = loop.register(channel, 0, this);
    this.pipeline = SecurePipeline.over(channel, engine.attach(peer));
  }

  /** A connection a server accepted. */
  static Connection accepted(
      ConnectionLoop loop, SocketChannel channel, TlsEngine engine, Exchange exchange)
      throws IOException {
    String peer = HostAndPort.text((InetSocketAddress) channel.getRemoteAddress());
    Connection connection = new Connection(loop, channel, peer, engine, exchange);
    connection.state = State.HANDSHAKING;
    connection.ready();
    return connection;
  }

  /** A connection to a server, which is under way when this returns. */
  static Connection to(
      ConnectionLoop loop,
      SocketChannel channel,
      InetSocketAddress server,
      Duration patience,
      TlsEngine engine,
      Exchange exchange)
      throws IOException {
    Connection connection =
        new Connection(loop, channel, HostAndPort.text(server), engine, exchange);
    connection.state = State.CONNECTING;
    connection.limit(patience);
    connection.connect(server);
    return connection;
  }

  /** The peer's address and port. */
  public String peer() {
    return peer;
  }

  /** This side's address and port. */
  public String local() throws IOException {
    return HostAndPort.text((InetSocketAddress) channel.getLocalAddress());
  }

  /** Facts of the handshake, once the exchange was told of its end. */
  public ConnectionInfo info() {
    return pipeline.info();
  }

  /** Has each record of the peer delivered by itself. */
  void deliverRecordAtATime() {
    pipeline.engine().recordAtATime(true);
  }

  /** Whether the handshake came to its end. */
  public boolean handshakeDone() {
    return handshakeDone;
  }

  /** Ends the connection after so much time, whatever it is doing then. */
  public void limit(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
    limited = true;
  }

  /** Sends application data, in one record if it fits; what cannot leave now leaves later. */
  public void write(ByteBuffer data) throws IOException {
    loop.statistics().countWrite(data.remaining());
    if (!unsent.hasRemaining()) {
      pipeline.write(data);
    }
    if (data.hasRemaining()) {
      int size = unsent.remaining() + data.remaining();
      if (size > MOST_UNSENT && isRenegotiating()) {
        throw new IOException("the peer sends on and on in place of its part of a renegotiation");
      }
      ByteBuffer both = ByteBuffer.allocate(size);
      unsent = both.put(unsent).put(data).flip();
    }
  }

  /** Whether all that was written has left. */
  public boolean isDrained() {
    return !unsent.hasRemaining() && (pipeline.interestOps() & SelectionKey.OP_WRITE) == 0;
  }

  /**
   * Has the loop's thread do something soon, unless the connection has ended by then. Callable from
   * any thread.
   */
  public void execute(Action action) {
    loop.execute(() -> perform(action));
  }

  /** What is done on a connection from outside its exchange; an exception ends the connection. */
  public interface Action {
    /** Does it, on the loop's thread, without blocking. */
    void on(Connection connection) throws IOException;
  }

  @Override
  public void perform(Action action) {
    try {
      if (state == State.OPEN) {
        action.on(this);
        awaitPeer();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /**
   * Asks the peer for a renegotiation. What is written meanwhile leaves after its end.
   *
   * @throws IllegalStateException when none is allowed
   */
  public void renegotiate() throws IOException {
    pipeline.engine().renegotiate();
    pipeline.flush();
  }

  private boolean isRenegotiating() {
    return (pipeline.engine().needs() & TlsEngine.RENEGOTIATING) != 0;
  }

  /**
   * Keying material for a protocol above (RFC 5705), as {@link TlsEngine#exportKeyingMaterial}.
   *
   * @throws IllegalStateException when the connection has none to give
   */
  public byte[] exportKeyingMaterial(String label, byte[] context, int length) {
    return pipeline.engine().exportKeyingMaterial(label, context, length);
  }

  /** Sends close_notify and goes on receiving. */
  public void endOutput() throws IOException {
    ended = true;
    push();
  }

  /**
   * Sends what is left and close_notify, then closes so that all of it arrives. What a
   * renegotiation still holds back is dropped with it.
   */
  public void close() throws IOException {
    if (state == State.OPEN) {
      if (isRenegotiating()) {
        unsent = NOTHING;
      }
      ended = true;
      state = State.CLOSING;
      limit(CLOSING_TIME);
      exchange.closed(this, null);
      windDown();
    }
  }

  @Override
  public void ready() {
    try {
      advance();
    } catch (IOException e) {
      fail(e);
    }
  }

  @Override
  public void tick(long now) {
    try {
      if (state == State.HANDSHAKING || state == State.OPEN) {
        pipeline.tick();
      }
      if (limited && now - deadline >= 0) {
        timeIsOver();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  @Override
  public void abandonUnlessClosing() {
    if (state != State.CLOSING && state != State.LINGERING) {
      finish();
    }
  }

  @Override
  public void abandon() {
    finish();
  }

  private void advance() throws IOException {
    switch (state) {
      case CONNECTING -> {
        if (channel.finishConnect()) {
          limited = false;
          state = State.HANDSHAKING;
          shakeHands();
        }
      }
      case HANDSHAKING -> shakeHands();
      case OPEN -> {
        if (isRenegotiating()) {
          pipeline.flush();
          receive();
        } else if ((interest & SelectionKey.OP_WRITE) == 0) {
          receive();
        } else if (push()) {
          exchange.drained(this);
          receive();
        }
        awaitPeer();
      }
      case CLOSING -> windDown();
      case LINGERING -> linger();
      case CLOSED -> {
        // A key of this round whose connection another one's exchange has closed.
      }
    }
  }

  private void connect(InetSocketAddress server) {
    try {
      if (channel.connect(server)) {
        advance();
      } else {
        await(SelectionKey.OP_CONNECT);
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void shakeHands() throws IOException {
    if (pipeline.shakeHands() == null) {
      if ((pipeline.engine().needs() & TlsEngine.NEEDS_OPERATION) != 0) {
        pipeline.engine().onOperationDone(() -> loop.execute(this::ready));
      }
      await(pipeline.interestOps());
      return;
    }
    handshakeDone = true;
    agreed = pipeline.info();
    state = State.OPEN;
    exchange.connected(this);
    // The handshake may have read more than its own bytes.
    receive();
    awaitPeer();
  }

  /**
   * Reads once, and again only where data is known to be at hand: a read that finds nothing costs a
   * system call.
   */
  private void receive() throws IOException {
    boolean more = state == State.OPEN;
    while (more) {
      ByteBuffer data = loop.receiveBuffer();
      int n = pipeline.read(data);
      if (n < 0) {
        exchange.inputEnded(this);
        return;
      }
      if (n > 0) {
        loop.statistics().countRead(n);
        exchange.received(this, data.flip());
      }
      if (pipeline.info() != agreed) {
        agreed = pipeline.info();
        exchange.renegotiated(this);
      }
      more =
          state == State.OPEN
              && n > 0
              && (!unsent.hasRemaining() || isRenegotiating())
              && (pipeline.engine().needs() & AT_HAND) != 0;
    }
  }

  /** Pushes what waits to leave; true when nothing does any more. */
  private boolean push() throws IOException {
    if (isRenegotiating() && state == State.OPEN) {
      pipeline.flush();
      return false;
    }
    if (unsent.hasRemaining()) {
      pipeline.write(unsent);
      if (unsent.hasRemaining()) {
        return false;
      }
      unsent = NOTHING;
    }
    if (ended) {
      pipeline.shutdownOutput();
    }
    return pipeline.flush();
  }

  /**
   * While something waits to leave, nothing is received: a peer that does not read is not fed. But
   * what a renegotiation holds back waits for the peer.
   */
  private void awaitPeer() {
    if (state == State.OPEN) {
      int wanted = pipeline.interestOps();
      if (isRenegotiating()) {
        await(wanted);
        return;
      }
      boolean drained =
          !unsent.hasRemaining() && !endIsDue() && (wanted & SelectionKey.OP_WRITE) == 0;
      await(drained ? wanted : SelectionKey.OP_WRITE);
    }
  }

  /** Whether close_notify was put off to the end of a renegotiation. */
  private boolean endIsDue() {
    return ended && (pipeline.engine().needs() & TlsEngine.OUTPUT_CLOSED) == 0;
  }

  private void windDown() throws IOException {
    if (push()) {
      startLingering();
    } else {
      await(SelectionKey.OP_WRITE);
    }
  }

  private void startLingering() throws IOException {
    state = State.LINGERING;
    limit(LINGERING_TIME);
    channel.shutdownOutput();
    await(SelectionKey.OP_READ);
  }

  /**
   * Takes what the peer still sends: closing over unread bytes resets the connection, and the reset
   * may destroy what was sent last before the peer reads it.
   */
  private void linger() throws IOException {
    int n = channel.read(loop.receiveBuffer());
    lingered += Math.max(n, 0);
    if (n < 0 || lingered > LINGER_BYTES) {
      finish();
    }
  }

  private void timeIsOver() throws IOException {
    limited = false;
    switch (state) {
      case CONNECTING -> throw new SocketTimeoutException("no answer from " + peer);
      case OPEN -> close();
      case CLOSING, LINGERING -> finish();
      case HANDSHAKING, CLOSED -> {
        // The pipeline keeps the time of handshakes.
      }
    }
  }

  private void fail(IOException failure) {
    if (state == State.LINGERING || state == State.CLOSED) {
      finish();
      return;
    }
    State before = state;
    state = State.CLOSING;
    if (before != State.CLOSING) {
      exchange.closed(this, failure);
    }
    try {
      if (before != State.CONNECTING && channel.isOpen()) {
        startLingering();
        return;
      }
    } catch (IOException gone) {
      // The peer cannot be reached; nothing is left to wait for.
    }
    finish();
  }

  private void finish() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    loop.left();
    try {
      pipeline.close();
      channel.close();
    } catch (IOException broken) {
      // All that was of use has been said.
    }
  }

  private void await(int operations) {
    if (operations != interest) {
      interest = operations;
      key.interestOps(operations);
    }
  }
}
