package io.gasket.tls.nio;

import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ByteChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.ScatteringByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.LongSupplier;

/**
 * A TLS connection over a channel or a socket: plaintext on this side, records on the other. The
 * handshake starts by itself on the first read or write. A pipeline is itself a byte channel, so
 * pipelines can be chained.
 *
 * <p>A blocking client over a plain socket:
 *
 * <pre>{@code
 * Socket socket = new Socket("example.org", 443);
 * try (SecurePipeline pipe = SecurePipeline.over(socket, context.newEngine("example.org"))) {
 *   pipe.outputStream().write(request);
 *   byte[] answer = pipe.inputStream().readAllBytes();
 * }
 * }</pre>
 *
 * <p><b>Blocking or not</b> is the lower channel's business. Over a blocking channel reads wait for
 * data and writes take everything. Over a non-blocking one nothing ever waits or spins: reads
 * return 0 when nothing is there, writes take what they can, and {@link #interestOps} says what to
 * wait for with a selector of your own. Read until 0 before you wait: opened bytes may stand ready
 * that no selector knows of. Take expired handshakes out with {@link #nanosLeft} and {@link #tick}.
 *
 * <p><b>Threads.</b> After the handshake one thread may read while another writes; the two sides
 * share no lock. Several readers, or several writers, take turns. {@link #close} may come from any
 * thread and wakes those that wait. Virtual threads are not pinned.
 *
 * <p><b>Buffers</b> of any kind may be given; heap buffers are the fast ones, as records are opened
 * into and sealed from them without a copy. At rest a pipeline holds no buffer at all; a thread
 * that waits in a read holds one.
 *
 * <p><b>Ends.</b> A read returns -1 after the peer's close_notify (RFC 5246 7.2.1). A connection
 * that ends without it is a {@link TlsFailure} with reason TRUNCATED. After any failure the waiting
 * alert is sent, the lower channel closed so that the alert can arrive, and every later call throws
 * the same exception; a non-blocking lower channel whose peer was refused stays open until {@link
 * #close}, so that its owner can first read off and drop what the peer still sends, for a bounded
 * time: closing over unread bytes would be a reset. An exception of the lower channel comes out as
 * it is: a failed read ends the pipeline, a failed write ends writing only, as what the peer sent
 * before may explain it.
 */
public final class SecurePipeline implements ByteChannel {
  private final Link link;
  private final InputHalf input;
  private final OutputHalf output;
  private final HandshakeDriver handshake;
  private final Ending ending;
  private final PipelineInput readable = new PipelineInput(this);
  private final PipelineOutput writable = new PipelineOutput(this);

  private SecurePipeline(Link link) {
    this.link = link;
    this.output = new OutputHalf(link);
    this.input = new InputHalf(link, output);
    this.handshake = new HandshakeDriver(link, input, output);
    this.ending = new Ending(link, handshake, input, output);
  }

  /**
   * A pipeline over a connected socket channel, blocking or not; the mode may change between calls.
   */
  public static SecurePipeline over(SocketChannel lower, TlsEngine engine) {
    return over(new SocketChannelLower(lower), engine);
  }

  /**
   * A pipeline over any channel of bytes, which may be another pipeline. It may be blocking or not;
   * a read or write of 0 bytes means that it would have to wait.
   */
  public static SecurePipeline over(ByteChannel lower, TlsEngine engine) {
    return over(
        lower instanceof SocketChannel socket
            ? new SocketChannelLower(socket)
            : new ChannelLower(lower),
        engine);
  }

  /**
   * A pipeline over a connected socket. Its SO_TIMEOUT applies to reads after the handshake: they
   * then throw {@link SocketTimeoutException}, which is no failure and may be followed by another
   * read.
   *
   * @throws IOException when the socket is not connected or has been shut down
   */
  public static SecurePipeline over(Socket lower, TlsEngine engine) throws IOException {
    SocketChannel channel = lower.getChannel();
    return channel != null ? over(channel, engine) : over(new SocketLower(lower), engine);
  }

  private static SecurePipeline over(Lower lower, TlsEngine engine) {
    return new SecurePipeline(
        new Link(lower, engine, BufferPool.shared(), System::nanoTime, ClosePolicy.SEND));
  }

  /**
   * The same pipeline with its buffers from this pool. To be used instead of this object.
   *
   * @throws IllegalStateException after the first use
   */
  public SecurePipeline withPool(BufferPool pool) {
    return replacedBy(new Link(link.lower, link.engine, pool, link.clock, link.closePolicy));
  }

  /**
   * The same pipeline with another clock for the handshake's deadline and the close policy, in
   * nanoseconds. To be used instead of this object.
   *
   * @throws IllegalStateException after the first use
   */
  public SecurePipeline withClock(LongSupplier nanoTime) {
    return replacedBy(new Link(link.lower, link.engine, link.pool, nanoTime, link.closePolicy));
  }

  /**
   * The same pipeline with another way to close; default {@link ClosePolicy#SEND}. To be used
   * instead of this object.
   *
   * @throws IllegalStateException after the first use
   */
  public SecurePipeline withClosePolicy(ClosePolicy policy) {
    return replacedBy(new Link(link.lower, link.engine, link.pool, link.clock, policy));
  }

  private SecurePipeline replacedBy(Link other) {
    if (handshake.started() || !link.usable()) {
      throw new IllegalStateException("the pipeline is in use");
    }
    return new SecurePipeline(other);
  }

  /**
   * Completes the handshake, unless that has happened; needed only to learn the protocol before the
   * first read or write.
   *
   * @return the application protocol that was agreed (RFC 7301), "" when none was; null when the
   *     handshake is not done and the lower channel is not ready: see {@link #interestOps}
   * @throws TlsFailure when the handshake fails, its deadline passes or the peer hangs up
   */
  public String shakeHands() throws IOException {
    IOException failure = link.failure();
    if (failure != null) {
      throw failure;
    }
    return shake() ? link.engine.info().applicationProtocol() : null;
  }

  private boolean shake() throws IOException {
    try {
      return handshake.shake();
    } catch (IOException e) {
      throw ending.fail(e);
    }
  }

  /**
   * Reads plaintext.
   *
   * @return how many bytes were put, -1 after the peer's close_notify, 0 when nothing is there now
   * @throws IllegalArgumentException when {@code dst} is read-only
   */
  @Override
  public int read(ByteBuffer dst) throws IOException {
    checkWritable(dst);
    if (!shake()) {
      return 0;
    }
    try {
      return input.read(dst);
    } catch (SocketTimeoutException notYet) {
      throw notYet;
    } catch (IOException e) {
      throw ending.fail(e);
    }
  }

  long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      checkWritable(dsts[i]);
    }
    if (!shake()) {
      return 0;
    }
    try {
      return input.read(dsts, offset, length);
    } catch (SocketTimeoutException notYet) {
      throw notYet;
    } catch (IOException e) {
      throw ending.fail(e);
    }
  }

  private static void checkWritable(ByteBuffer dst) {
    if (dst.isReadOnly()) {
      throw new IllegalArgumentException("cannot read into a read-only buffer");
    }
  }

  /**
   * Seals and sends plaintext. Over a non-blocking channel, bytes taken may wait in the pipeline
   * until {@link #flush}, which the next write does by itself; while they wait nothing more is
   * taken. During a renegotiation nothing is taken either: reading brings its end. Over a blocking
   * channel the write itself does so, and keeps what the peer sends meanwhile for readers.
   *
   * @return how many bytes were taken; over a blocking channel all, unless a peer sends more than
   *     256 KiB before it answers a renegotiation, which a reader must take first
   */
  @Override
  public int write(ByteBuffer src) throws IOException {
    if (!shake()) {
      return 0;
    }
    try {
      int taken = output.write(src);
      while (src.hasRemaining() && endRenegotiation()) {
        taken += output.write(src);
      }
      return taken;
    } catch (TlsFailure failure) {
      throw ending.fail(failure);
    } catch (IOException e) {
      throw ending.explain(e);
    }
  }

  private static boolean anyRemains(ByteBuffer[] buffers, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (buffers[i].hasRemaining()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a renegotiation that kept a write from sending has come to its end. */
  private boolean endRenegotiation() throws IOException {
    boolean held = link.lower.mayBlock() && link.needs(TlsEngine.RENEGOTIATING);
    boolean goesOn = held;
    try {
      while (goesOn && link.needs(TlsEngine.RENEGOTIATING)) {
        goesOn = handshake.renegotiate();
      }
    } catch (SocketTimeoutException notYet) {
      throw notYet;
    } catch (IOException e) {
      throw ending.fail(e);
    }
    return goesOn;
  }

  long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
    if (!shake()) {
      return 0;
    }
    try {
      long taken = output.write(srcs, offset, length);
      while (anyRemains(srcs, offset, length) && endRenegotiation()) {
        taken += output.write(srcs, offset, length);
      }
      return taken;
    } catch (TlsFailure failure) {
      throw ending.fail(failure);
    } catch (IOException e) {
      throw ending.explain(e);
    }
  }

  /** The readable side. Closing it closes the pipeline. */
  public ScatteringByteChannel input() {
    return readable;
  }

  /**
   * The writable side; several buffers written at once share records and go down in one write.
   * Closing it closes the pipeline; see {@link #shutdownOutput}.
   */
  public GatheringByteChannel output() {
    return writable;
  }

  /** The readable side as a stream, for blocking channels. Closing it closes the pipeline. */
  public InputStream inputStream() {
    return new PipelineInputStream(this);
  }

  /**
   * The writable side as a stream, for blocking channels; unbuffered. Closing it closes the
   * pipeline.
   */
  public OutputStream outputStream() {
    return new PipelineOutputStream(this);
  }

  int available() {
    return input.available();
  }

  boolean mayBlock() {
    return link.lower.mayBlock();
  }

  boolean connected() {
    return handshake.connected();
  }

  /**
   * What to wait for next with the lower channel's selector, after a read or write returned 0 or
   * {@link #shakeHands} null: {@link SelectionKey#OP_WRITE} while bytes wait to go out, {@link
   * SelectionKey#OP_READ} while bytes of the peer are wanted, both, or 0 at the end. Without
   * OP_WRITE a write can be tried at once.
   */
  public int interestOps() {
    if (!isOpen()) {
      return 0;
    }
    int ops = 0;
    if (output.holds() || link.needs(TlsEngine.NEEDS_OUTPUT)) {
      ops |= SelectionKey.OP_WRITE;
    }
    if (handshake.connected()
        ? !link.needs(TlsEngine.INPUT_CLOSED)
        : ops == 0 && !link.needs(TlsEngine.NEEDS_OPERATION)) {
      ops |= SelectionKey.OP_READ;
    }
    return link.lower.interestOps(ops);
  }

  /** Pushes bytes that wait to go out; true when none wait any more. */
  public boolean flush() throws IOException {
    try {
      if (!handshake.connected()) {
        return handshake.flush();
      }
      link.check();
      return output.push();
    } catch (IOException e) {
      throw ending.explain(e);
    }
  }

  /**
   * Nanoseconds left for the handshake, or for a renegotiation; {@code Long.MAX_VALUE} before its
   * first step or tick, and once it is over. 0 or less when its time has passed: then {@link
   * #tick}.
   */
  public long nanosLeft() {
    return handshake.nanosLeft();
  }

  /**
   * For owners of non-blocking channels: looks at the clock, which nothing else does while the peer
   * is silent. The first call starts the handshake's time, and that of a renegotiation anew. Does
   * nothing while neither is under way.
   *
   * @throws TlsFailure with reason HANDSHAKE_DEADLINE when the handshake took too long
   */
  public void tick() throws IOException {
    try {
      handshake.tick();
    } catch (IOException e) {
      throw ending.fail(e);
    }
  }

  /**
   * Facts of the finished handshake.
   *
   * @throws IllegalStateException before its end
   */
  public ConnectionInfo info() {
    if (!handshake.connected()) {
      throw new IllegalStateException("the handshake is not done");
    }
    return link.engine.info();
  }

  /**
   * Puts the connection to sleep while it is idle, see {@link TlsEngine#hibernate}: from any
   * thread, at any time. The next read or write wakes it; a thread that waits in a read keeps it
   * awake, one that waits in a selector does not.
   *
   * @return whether it sleeps now
   */
  public boolean hibernate() {
    return input.atRest(() -> output.atRest(link.engine::hibernate));
  }

  /** The engine underneath. To feed it is the pipeline's business alone. */
  public TlsEngine engine() {
    return link.engine;
  }

  @Override
  public boolean isOpen() {
    return link.usable() && link.lower.isOpen();
  }

  /**
   * Half-closes: sends close_notify, after which writes throw {@link
   * java.nio.channels.ClosedChannelException} while reading goes on. Over a non-blocking channel it
   * may wait until {@link #flush}.
   *
   * @throws NotYetConnectedException when the handshake is not done and cannot be completed now
   */
  public void shutdownOutput() throws IOException {
    if (!shake()) {
      throw new NotYetConnectedException();
    }
    try {
      link.check();
      output.close();
    } catch (IOException e) {
      throw ending.explain(e);
    }
  }

  /**
   * Ends the connection with a fatal alert of the application's choosing (RFC 5246 7.2.2), in the
   * handshake or after it: the alert is sent, and the lower channel closed as after any failure.
   * Every other call throws the failure from here on, with {@link
   * io.gasket.tls.spec.Reason#APPLICATION_REFUSED}. May come from any thread (where the context
   * allows renegotiation, from the one that uses the pipeline); but while another thread waits in
   * the handshake no alert can be sent, and both see an {@link AsynchronousCloseException}. Does
   * nothing after a failure or {@link #close}.
   *
   * @param alert any but close_notify
   * @param detail why, for events and logs on this side
   * @throws IllegalArgumentException for close_notify, which is no failure
   */
  public void abort(Alert alert, String detail) {
    if (!link.usable()) {
      return;
    }
    IOException failure = handshake.abort(alert, detail);
    IOException unused = ending.fail(failure != null ? failure : new AsynchronousCloseException());
  }

  /**
   * Takes a step of closing and never waits over a non-blocking channel, where {@link #close} could
   * not await anything: sends close_notify and, where the {@link ClosePolicy} awaits the peer's,
   * drops what comes before it. Call it again when the channel is ready for {@link #interestOps},
   * and when the policy's time has passed. Over a blocking channel as {@link #close}.
   *
   * @return whether the pipeline is closed; also when the peer hung up, failed, or took too long
   */
  public boolean tryClose() throws IOException {
    return ending.tryClose();
  }

  /** Whether the peer's close_notify has come, so that nothing of what it sent is missing. */
  public boolean peerClosed() {
    return link.needs(TlsEngine.INPUT_CLOSED);
  }

  /**
   * Sends close_notify, waits for the peer's where a {@link ClosePolicy} says so and no other
   * thread reads, and closes the lower channel. What cannot go out within a second (over a
   * non-blocking channel: at once) is given up, so {@link #flush} first if it matters. Idempotent;
   * threads that wait in a read or write get an {@link AsynchronousCloseException}.
   */
  @Override
  public void close() throws IOException {
    ending.close();
  }
}
