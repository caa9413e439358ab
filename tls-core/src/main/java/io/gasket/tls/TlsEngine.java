package io.gasket.tls;

import io.gasket.tls.crypto.Pending;
import io.gasket.tls.event.EventSink;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * One TLS 1.2 connection, client or server, as a pure transformer of bytes: no I/O, no threads, no
 * clock, and no buffer kept while it is idle. Bytes from the peer go in through {@link #receive};
 * bytes for the peer come out of {@link #flush} (handshake and alerts) and {@link #send}
 * (application data).
 *
 * <p>Up to the end of the handshake an engine belongs to one thread at a time. After it, {@link
 * #receive}, {@link #endOfInput} and {@link #tick} (the reading half) and {@link #send}, {@link
 * #flush}, {@link #bytesToSend}, {@link #bytesToFlush}, {@link #maxFragment}, {@link #sendingAt}
 * and {@link #close} (the writing half) may run on two threads at once without any lock; {@link
 * #needs}, {@link #failure} and {@link #abort} may be called from both. Where {@link Renegotiation}
 * is allowed an engine belongs to one thread throughout.
 *
 * <p>A connection fails once. Every method that throws {@link TlsFailure} throws that same one
 * again afterwards; the alert that tells the peer waits in {@link #flush}, which works after a
 * failure too.
 */
public final class TlsEngine {
  /** {@link #needs}: more bytes from the peer. */
  public static final int NEEDS_INPUT = 1;

  /** {@link #needs}: {@link #flush} has bytes for the peer. */
  public static final int NEEDS_OUTPUT = 2;

  /**
   * {@link #needs}: the next record holds more plaintext than {@link #receive}'s buffer had room
   * for.
   */
  public static final int NEEDS_ROOM = 4;

  /**
   * {@link #needs}: the handshake waits for something that is done elsewhere, see {@link
   * #onOperationDone}; nothing is read from the peer meanwhile.
   */
  public static final int NEEDS_OPERATION = 8;

  /** {@link #needs}: the handshake is done and application data may flow. */
  public static final int CONNECTED = 16;

  /**
   * {@link #needs}: the peer has sent close_notify, or its end without one is tolerated; no more
   * application data will come.
   */
  public static final int INPUT_CLOSED = 32;

  /**
   * {@link #needs}: this side has queued its close_notify or a fatal alert, or the connection has
   * failed otherwise; nothing more can be sent.
   */
  public static final int OUTPUT_CLOSED = 64;

  /** {@link #needs}: the connection has failed; see {@link #failure}. */
  public static final int FAILED = 128;

  /**
   * {@link #needs}: {@link #receive} stopped behind a record, as {@link #recordAtATime} wants it,
   * and left bytes that may hold more.
   */
  public static final int HAS_MORE = 256;

  /**
   * {@link #needs}: a renegotiation is under way; {@link #send} takes nothing until {@link
   * #receive} has brought its end.
   */
  public static final int RENEGOTIATING = 512;

  /** Size in bytes of a network buffer that can hold any record. */
  public static final int MAX_RECORD = 16_709;

  private final EngineState state;

  /** Null while the connection hibernates. */
  private volatile Halves halves;

  /** Null while it does not; guarded by this object's monitor. */
  private Dormant dormant;

  TlsEngine(SecurityContext context, Handshakes.Starter starter) {
    this.state = new EngineState(context);
    this.halves = Halves.begin(state, starter);
  }

  /** What the engine waits for and where it stands, as a set of the bits above. Never allocates. */
  public int needs() {
    return asleep() ? CONNECTED | NEEDS_INPUT : awake().needs();
  }

  /**
   * Takes whole records from {@code net} and puts their plaintext into {@code app}, as many as
   * there are and fit. A record that is not complete stays in {@code net}: keep the bytes, append
   * more and call again. A record whose plaintext does not fit stays too, and {@link #NEEDS_ROOM}
   * is set. On return {@code net}'s position is behind the last record taken and {@code app}'s
   * behind the last byte put. Any kind of buffer will do; heap buffers are not copied. After the
   * peer's close_notify all of {@code net} is taken and ignored (RFC 5246 7.2.1).
   *
   * @param app writable, possibly without room, over other memory than {@code net}
   * @return the number of plaintext bytes put into {@code app}, 0 or more
   * @throws TlsFailure when the connection fails or has failed; plaintext that came before the
   *     failure is returned first
   */
  public int receive(ByteBuffer net, ByteBuffer app) throws TlsFailure {
    if (app.isReadOnly()) {
      throw new IllegalArgumentException("app is read-only");
    }
    Objects.requireNonNull(net, "net");
    throwIfReadingFailed();
    int begin = app.position();
    try {
      Halves awake = awake();
      awake.handshakes().begin();
      awake.handshakes().resume();
      awake.reading().receive(net, app);
    } catch (TlsFailure e) {
      return plaintextBefore(failReading(e), app.position() - begin);
    } catch (RuntimeException e) {
      // Whatever a crypto library or a defect of ours may throw ends as the one kind of failure.
      return plaintextBefore(failReading(EngineState.unforeseen(e)), app.position() - begin);
    }
    return app.position() - begin;
  }

  /**
   * Whether {@link #receive} stops after each record that held application data, for applications
   * that care where the peer's records end; default false: it takes as many as there are and fit.
   */
  public void recordAtATime(boolean wanted) {
    reading().recordAtATime(wanted);
  }

  /**
   * How many more bytes the next record lacks, as far as its header tells; at least 1 with {@link
   * #NEEDS_INPUT}.
   */
  public int missing() {
    return Math.max(1, reading().missing());
  }

  /**
   * How many bytes of room the record that did not fit needs (with {@link #NEEDS_ROOM}), else 0.
   */
  public int room() {
    return reading().room();
  }

  /**
   * Seals bytes of {@code app} into records in {@code net}, as many as fit, after all that waits
   * for {@link #flush}. Takes nothing before the handshake is done. On return {@code app}'s
   * position is behind the last byte taken, {@code net}'s behind the last record put.
   *
   * @param net writable, over other memory than {@code app}
   * @return the number of bytes taken from {@code app}, 0 or more
   * @throws TlsFailure when the connection has failed, or RECORD_LIMIT_REACHED
   * @throws IllegalStateException after {@link #close}
   */
  public int send(ByteBuffer app, ByteBuffer net) throws TlsFailure {
    Objects.requireNonNull(app, "app");
    if (!readyToSend(net)) {
      return 0;
    }
    try {
      return writing().send(app, net);
    } catch (TlsFailure e) {
      throw failWriting(e);
    } catch (RuntimeException e) {
      throw failWriting(EngineState.unforeseen(e));
    }
  }

  /**
   * As {@link #send(ByteBuffer, ByteBuffer)} from {@code app[offset]} to {@code app[offset + length
   * - 1]}, whose bytes share records as if they were in one buffer.
   */
  public long send(ByteBuffer[] app, int offset, int length, ByteBuffer net) throws TlsFailure {
    Objects.checkFromIndexSize(offset, length, app.length);
    for (int i = offset; i < offset + length; i++) {
      Objects.requireNonNull(app[i], "app");
    }
    if (!readyToSend(net)) {
      return 0;
    }
    try {
      return writing().send(app, offset, length, net);
    } catch (TlsFailure e) {
      throw failWriting(e);
    } catch (RuntimeException e) {
      throw failWriting(EngineState.unforeseen(e));
    }
  }

  /**
   * The exact number of bytes that {@link #send} puts into {@code net} for so many bytes of
   * application data when they fit, not counting what waits for {@link #flush}. Only once {@link
   * #CONNECTED}. It holds until something is sent, {@link #sendingAt} or {@link #maxFragment} is
   * called, or a renegotiation ends.
   *
   * @param appBytes 0 or more
   * @throws IllegalArgumentException when {@code appBytes} is negative
   * @throws ArithmeticException when the result is no int
   */
  public int bytesToSend(int appBytes) {
    if (appBytes < 0) {
      throw new IllegalArgumentException("a negative number of bytes: " + appBytes);
    }
    return writing().sealedLength(appBytes);
  }

  /**
   * Bounds the plaintext of each later record, whatever the peer would take; at first as the
   * context has it. Belongs to the writing half.
   *
   * @param bytes 64 to 16 384
   * @throws IllegalArgumentException when {@code bytes} is out of range
   */
  public void maxFragment(int bytes) {
    writing().maxFragment(bytes);
  }

  /**
   * Tells the writing half the time, where {@link ContextBuilder#adaptiveRecords} is on: to be
   * called just before {@link #bytesToSend} and {@link #send}, so that records are small again
   * after a pause. An engine that is never told makes small records at the start only. Belongs to
   * the writing half, as {@link #tick} belongs to the reading half.
   *
   * @param nanoTime a monotonic time such as {@link System#nanoTime()}
   */
  public void sendingAt(long nanoTime) {
    writing().sendingAt(nanoTime);
  }

  /** Whether {@link #sendingAt} has any effect; the context decides. */
  public boolean adaptsRecords() {
    return state.context().adaptiveRecords().isOn();
  }

  /**
   * Moves waiting handshake and alert bytes into {@code net}, as many as fit; a client's first call
   * makes its ClientHello.
   *
   * @return the number of bytes put, 0 or more
   */
  public int flush(ByteBuffer net) {
    Halves awake = awake();
    awake.prepareOutput();
    return awake.writing().flush(net);
  }

  /** How many bytes wait for {@link #flush}. */
  public int bytesToFlush() {
    if (asleep()) {
      return 0;
    }
    Halves awake = awake();
    awake.prepareOutput();
    return awake.writing().waiting();
  }

  /**
   * Queues close_notify (RFC 5246 7.2.1). Nothing can be sent after it, but data may still be
   * received. Before the handshake is done it says user_canceled first, and ends the connection
   * with {@link Reason#ABORTED}: there will be no data. Idempotent.
   */
  public void close() {
    awake().close();
  }

  /**
   * Ends the connection with a fatal alert of the application's choosing (RFC 5246 7.2.2): before,
   * during or after the handshake, for instance access_denied once a certificate turns out to be
   * nobody's. The alert waits in {@link #flush}; every other method throws the failure from here
   * on, and the session is not resumed. After {@link #close} nothing can be sent any more, so the
   * connection fails without telling the peer. Does nothing when it has failed before.
   *
   * @param alert any but close_notify
   * @param detail why, for events and logs on this side
   * @return the failure that stands: {@link Reason#APPLICATION_REFUSED}, or an earlier one
   * @throws IllegalArgumentException for close_notify, which is no failure
   */
  public TlsFailure abort(Alert alert, String detail) {
    // As in failReading: before waking.
    boolean first = state.fail(Endings.refused(alert, detail));
    return awake().endAborted(first);
  }

  /**
   * Whether this side's close_notify has left the engine; false while it waits for {@link #flush}.
   * Belongs to the writing half.
   */
  public boolean closeNotifySent() {
    return state.closeNotifySent() && writing().waiting() == 0;
  }

  /** Whether the peer's close_notify has come, in the handshake or after it. */
  public boolean closeNotifyReceived() {
    return state.closeNotifyReceived();
  }

  /**
   * Tells the engine that the connection below has ended.
   *
   * @throws TlsFailure with {@link Reason#TRUNCATED} after the handshake, unless {@link Closing}
   *     has it otherwise, and {@link Reason#CLOSED_DURING_HANDSHAKE} before its end; not after the
   *     peer's close_notify
   */
  public void endOfInput() throws TlsFailure {
    throwIfReadingFailed();
    if (state.inputClosed()) {
      return;
    }
    if (state.info() != null
        && state.context().closing().toleratesTruncation()
        && awake().endInput()) {
      return;
    }
    throw failReading(
        state.info() != null
            ? Endings.truncated()
            : Endings.endedDuringHandshake(handshakes().expects()));
  }

  /**
   * Tells the engine the time, from which it takes the handshake's deadline and the times of its
   * steps. The first call starts the clock, of a renegotiation anew; calls while no handshake is
   * under way do nothing.
   *
   * @param nanoTime a monotonic time such as {@link System#nanoTime()}
   * @throws TlsFailure {@link Reason#HANDSHAKE_DEADLINE} when the handshake's time is over
   */
  public void tick(long nanoTime) throws TlsFailure {
    throwIfReadingFailed();
    if (halves == null) {
      return;
    }
    try {
      handshakes().tick(nanoTime);
    } catch (TlsFailure e) {
      throw failReading(e);
    }
  }

  /**
   * Nanoseconds from the last {@link #tick} to the handshake's deadline; Long.MAX_VALUE once
   * connected or failed.
   */
  public long nanosLeft() {
    boolean timed = state.failure() == null && halves != null;
    return timed ? handshakes().nanosLeft() : Long.MAX_VALUE;
  }

  /**
   * Asks for a renegotiation (RFC 5246 7.4.1.1, RFC 5746), which the context must allow: a client
   * sends ClientHello, a server HelloRequest. Nothing can be sent from the ClientHello on until it
   * is done ({@link #RENEGOTIATING}); data is still received. A peer may refuse by the warning
   * no_renegotiation, or say nothing; the connection then goes on as it was.
   *
   * @throws TlsFailure when the connection has failed
   * @throws IllegalStateException when none is allowed, one is under way, or the peer does not
   *     support RFC 5746
   */
  public void renegotiate() throws TlsFailure {
    state.throwIfFailed();
    handshakes().renegotiate();
  }

  /**
   * Keying material for a protocol above (RFC 5705 4), the same on both sides.
   *
   * @param label ASCII, registered or starting with {@code EXPERIMENTAL}, none that TLS itself uses
   * @param context bound into the result, at most 65 535 bytes; null for none, which differs from
   *     an empty one
   * @param length in bytes, 1 or more
   * @throws IllegalArgumentException when an argument is not in its range
   * @throws IllegalStateException before {@link #CONNECTED}, after the end, or without the extended
   *     master secret (RFC 7627 5.4)
   */
  public byte[] exportKeyingMaterial(String label, byte[] context, int length) {
    return Bindings.export(info(), awake().secrets(), label, context, length);
  }

  /**
   * The tls-unique channel binding (RFC 5929 3): the first Finished message's value of the last
   * handshake.
   *
   * @throws IllegalStateException before {@link #CONNECTED}, after the end, or after a resumption
   *     without the extended master secret
   */
  public byte[] tlsUnique() {
    return Bindings.tlsUnique(info(), awake().secrets());
  }

  /**
   * The tls-server-end-point channel binding (RFC 5929 4): a hash of the server's certificate;
   * empty where the RFC defines none or the certificate is not known, as on a server that resumed.
   *
   * @throws IllegalStateException before {@link #CONNECTED}
   */
  public Optional<byte[]> tlsServerEndPoint() {
    return Bindings.tlsServerEndPoint(info(), state.context().crypto().hashes());
  }

  /**
   * Has an action run when what the handshake waits for is done ({@link #NEEDS_OPERATION}): a
   * signature by a remote key, an application's answer to a ClientHello. It runs once, on the
   * thread that completes the operation, at once when it is done already, and should only wake the
   * thread that drives this engine, which then calls {@link #flush} or {@link #receive}.
   *
   * @throws IllegalStateException when the handshake waits for nothing
   */
  public void onOperationDone(Runnable action) {
    Pending<?> pending = handshakes().pending();
    if (pending == null) {
      throw new IllegalStateException("the handshake waits for no operation");
    }
    pending.onDone(action);
  }

  /**
   * Facts of the finished handshake.
   *
   * @throws IllegalStateException before {@link #CONNECTED}
   */
  public ConnectionInfo info() {
    ConnectionInfo done = state.info();
    if (done == null) {
      throw new IllegalStateException("the handshake is not done");
    }
    return done;
  }

  /** The failure, or null. */
  public TlsFailure failure() {
    return state.failure();
  }

  /**
   * Attaches what tells this connection apart in events, such as its address; null for nothing.
   *
   * @return this engine
   */
  public TlsEngine attach(Object what) {
    state.events().attach(what);
    return this;
  }

  /**
   * Adds a listener of this connection's events alone, such as a {@link
   * io.gasket.tls.report.HandshakeReport}; it is told after the context's sink.
   *
   * @return this engine
   * @throws IllegalStateException once the handshake has begun
   */
  public TlsEngine observe(EventSink listener) {
    if (handshakes().begun()) {
      throw new IllegalStateException("the handshake has begun; a listener comes before it");
    }
    state.events().add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Puts an idle connection to sleep: keeps its keys, packed, and lets go of all else, down to a
   * few hundred bytes. The first call that needs more makes it anew, within microseconds; the peer
   * notices nothing. {@link #needs}, {@link #bytesToFlush}, {@link #tick}, {@link #nanosLeft},
   * {@link #info}, {@link #failure} and {@link #attach} do not wake it.
   *
   * <p>Only while no other thread uses this engine. Afterwards both halves may again be used by two
   * threads.
   *
   * @return whether it sleeps now: not before {@link #CONNECTED}, nor after a failure or either
   *     side's close_notify, while bytes wait for {@link #flush} or a record or message has come in
   *     part, or with a crypto provider whose AEAD does not give its key back
   */
  public boolean hibernate() {
    Halves awake = halves;
    if (awake == null) {
      return true;
    }
    Dormant kept = Dormant.of(state, awake);
    if (kept == null) {
      return false;
    }
    fallAsleep(kept);
    awake.destroy();
    return true;
  }

  private synchronized void fallAsleep(Dormant kept) {
    dormant = kept;
    halves = null;
  }

  /** Whether nothing is to be done but to wait; not when another thread has just aborted. */
  private boolean asleep() {
    return halves == null && state.failure() == null;
  }

  private Halves awake() {
    Halves awake = halves;
    return awake == null ? wake() : awake;
  }

  /** Both halves' threads may come at once; this is the only place where they wait for another. */
  private synchronized Halves wake() {
    if (halves == null) {
      Dormant asleep = dormant;
      dormant = null;
      halves = asleep.wake(state);
    }
    return halves;
  }

  private Handshakes handshakes() {
    return awake().handshakes();
  }

  private ReadingHalf reading() {
    return awake().reading();
  }

  private WritingHalf writing() {
    return awake().writing();
  }

  private boolean readyToSend(ByteBuffer net) throws TlsFailure {
    if (net.isReadOnly()) {
      throw new IllegalArgumentException("net is read-only");
    }
    if (state.failure() == null && state.info() == null) {
      return false;
    }
    Halves awake = awake();
    awake.prepareOutput();
    state.throwIfFailed();
    if (state.outputClosed()) {
      throw new IllegalStateException("this side has sent close_notify");
    }
    WritingHalf writing = awake.writing();
    if (writing.waiting() > 0) {
      writing.flush(net);
    }
    return writing.waiting() == 0 && !awake.handshakes().underWay();
  }

  /** Also forgets the reading half's keys, when it was the other half that failed. */
  private void throwIfReadingFailed() throws TlsFailure {
    if (state.failure() != null) {
      reading().destroy();
    }
    state.throwIfFailed();
  }

  /** The failure comes first: waking may bring another, and what led here is to stand. */
  private TlsFailure failReading(TlsFailure cause) {
    boolean first = state.fail(cause);
    return awake().endReading(first);
  }

  private TlsFailure failWriting(TlsFailure cause) {
    return awake().failWriting(cause);
  }

  private static int plaintextBefore(TlsFailure failed, int plaintext) throws TlsFailure {
    if (plaintext == 0) {
      throw failed;
    }
    return plaintext;
  }
}
