package io.gasket.tls;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.Handshake;
import io.gasket.tls.record.FrameParser;
import io.gasket.tls.record.RecordInput;
import io.gasket.tls.record.RecordOutput;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One TLS 1.2 connection, client or server, as a pure transformer of bytes: no I/O, no threads, no
 * clock, and no buffer kept while it is idle. Bytes from the peer go in through {@link #receive};
 * bytes for the peer come out of {@link #flush} (handshake and alerts) and {@link #send}
 * (application data).
 *
 * <p>Up to the end of the handshake an engine belongs to one thread at a time. After it, {@link
 * #receive}, {@link #endOfInput} and {@link #tick} (the reading half) and {@link #send}, {@link
 * #flush}, {@link #bytesToFlush} and {@link #close} (the writing half) may run on two threads at
 * once without any lock; {@link #needs} and {@link #failure} may be called from both.
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

  /** {@link #needs}: the handshake is done and application data may flow. */
  public static final int CONNECTED = 16;

  /** {@link #needs}: the peer has sent close_notify; no more application data will come. */
  public static final int INPUT_CLOSED = 32;

  /**
   * {@link #needs}: this side has queued its close_notify or a fatal alert, or the connection has
   * failed otherwise; nothing more can be sent.
   */
  public static final int OUTPUT_CLOSED = 64;

  /** {@link #needs}: the connection has failed; see {@link #failure}. */
  public static final int FAILED = 128;

  /** Size in bytes of a network buffer that can hold any record. */
  public static final int MAX_RECORD = 16_709;

  private static final int NO_ALERT = -1;

  /** The warning that the reading half asks the writing half to send, or NO_ALERT. */
  private final AtomicInteger warningDue = new AtomicInteger(NO_ALERT);

  private final AtomicReference<TlsFailure> failure = new AtomicReference<>();
  private final SecurityContext context;
  private final RecordInput input;
  private final RecordOutput output;
  private final AlertInput alerts;
  private StepClock clock;
  private Handshake.Start start;
  private Handshake handshake;
  private AfterHandshake afterHandshake;
  private volatile ConnectionInfo info;
  private volatile boolean inputClosed;
  private volatile boolean outputClosed;
  private int room;
  private Object attachment;

  TlsEngine(SecurityContext context, Handshake.Start start) {
    this.context = context;
    this.start = start;
    this.input = new RecordInput(context.scratch(), context.limits());
    // RFC 5246 E.1: a first ClientHello goes out under the oldest version, which every server lets
    // pass.
    this.output =
        new RecordOutput(
            context.scratch(),
            context.isServer() ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_0);
    this.alerts = new AlertInput(context.limits().warningAlerts());
    this.clock = new StepClock(context.limits().handshakeDeadline());
  }

  /** What the engine waits for and where it stands, as a set of the bits above. Never allocates. */
  public int needs() {
    int bits = output.waiting() > 0 || unsentHello() || alertDue() ? NEEDS_OUTPUT : 0;
    bits |= info != null ? CONNECTED : 0;
    bits |= inputClosed ? INPUT_CLOSED : 0;
    bits |= outputClosed ? OUTPUT_CLOSED : 0;
    if (failure.get() != null) {
      return bits | FAILED;
    }
    if (room > 0) {
      return bits | NEEDS_ROOM;
    }
    return inputClosed || unsentHello() ? bits : bits | NEEDS_INPUT;
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
   * @throws IllegalArgumentException when {@code app} is read-only
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
      receiveRecords(net, app);
    } catch (TlsFailure e) {
      return givePlaintextFirst(app.position() - begin, failReading(e));
    } catch (RuntimeException e) {
      return givePlaintextFirst(app.position() - begin, failReading(unforeseen(e)));
    }
    return app.position() - begin;
  }

  /**
   * How many more bytes the next record lacks, as far as its header tells; at least 1 with {@link
   * #NEEDS_INPUT}.
   */
  public int missing() {
    return Math.max(1, input.missing());
  }

  /**
   * How many bytes of room the record that did not fit needs (with {@link #NEEDS_ROOM}), else 0.
   */
  public int room() {
    return room;
  }

  /**
   * Seals bytes of {@code app} into records in {@code net}, as many as fit, after all that waits
   * for {@link #flush}. Takes nothing before the handshake is done. On return {@code app}'s
   * position is behind the last byte taken, {@code net}'s behind the last record put, also when
   * this fails: what was put belongs to the peer.
   *
   * @param net writable, over other memory than {@code app}
   * @return the number of bytes taken from {@code app}, 0 or more
   * @throws TlsFailure when the connection has failed; {@link Reason#RECORD_LIMIT_REACHED} when not
   *     one record more may be sealed
   * @throws IllegalStateException after {@link #close}
   * @throws IllegalArgumentException when {@code net} is read-only
   */
  public int send(ByteBuffer app, ByteBuffer net) throws TlsFailure {
    Objects.requireNonNull(app, "app");
    if (!readyToSend(net)) {
      return 0;
    }
    try {
      return output.send(app, net);
    } catch (TlsFailure e) {
      throw failWriting(e);
    } catch (RuntimeException e) {
      throw failWriting(unforeseen(e));
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
      return output.send(app, offset, length, net);
    } catch (TlsFailure e) {
      throw failWriting(e);
    } catch (RuntimeException e) {
      throw failWriting(unforeseen(e));
    }
  }

  /**
   * The exact number of bytes that {@link #send} puts into {@code net} for so many bytes of
   * application data when they fit, not counting what waits for {@link #flush}. Only once {@link
   * #CONNECTED}.
   *
   * @param appBytes 0 or more
   * @throws IllegalArgumentException when {@code appBytes} is negative
   * @throws ArithmeticException when the result is no int
   */
  public int bytesToSend(int appBytes) {
    if (appBytes < 0) {
      throw new IllegalArgumentException("a negative number of bytes: " + appBytes);
    }
    return output.sealedLength(appBytes);
  }

  /**
   * Moves waiting handshake and alert bytes into {@code net}, as many as fit; a client's first call
   * makes its ClientHello.
   *
   * @return the number of bytes put, 0 or more
   */
  public int flush(ByteBuffer net) {
    prepareOutput();
    return output.flush(net);
  }

  /** How many bytes wait for {@link #flush}. */
  public int bytesToFlush() {
    prepareOutput();
    return output.waiting();
  }

  /**
   * Queues close_notify (RFC 5246 7.2.1). Nothing can be sent after it, but data may still be
   * received. Before the handshake is done it says user_canceled first, and ends the connection
   * with {@link Reason#ABORTED}: there will be no data. Idempotent.
   */
  public void close() {
    prepareToClose();
    if (outputClosed) {
      return;
    }
    try {
      if (info == null && start == null) {
        sendAlert(AlertInput.WARNING, Alert.USER_CANCELED);
      }
      sendAlert(AlertInput.WARNING, Alert.CLOSE_NOTIFY);
    } catch (TlsFailure e) {
      failWriting(e);
    } catch (RuntimeException e) {
      failWriting(unforeseen(e));
    }
    if (info == null) {
      failWriting(
          TlsFailure.transport(
              Reason.ABORTED,
              "this side closed the connection while " + step() + " was due from the peer",
              null));
    }
  }

  /**
   * Tells the engine that the connection below has ended.
   *
   * @throws TlsFailure with {@link Reason#TRUNCATED} after the handshake and {@link
   *     Reason#CLOSED_DURING_HANDSHAKE} before its end; not after the peer's close_notify
   */
  public void endOfInput() throws TlsFailure {
    throwIfReadingFailed();
    if (inputClosed) {
      return;
    }
    throw failReading(
        info != null
            ? TlsFailure.transport(
                Reason.TRUNCATED,
                "the connection ended without the peer's close_notify; what was received may not be all that was sent (RFC 5246"
                    + " 7.2.1)",
                null)
            : TlsFailure.transport(
                Reason.CLOSED_DURING_HANDSHAKE,
                "the peer closed the connection while " + step() + " was due from it",
                null));
  }

  /**
   * Tells the engine the time, from which it takes the handshake's deadline and the times of its
   * steps. The first call starts the clock; calls after the handshake do nothing.
   *
   * @param nanoTime a monotonic time such as {@link System#nanoTime()}
   * @throws TlsFailure {@link Reason#HANDSHAKE_DEADLINE} when the handshake's time is over
   */
  public void tick(long nanoTime) throws TlsFailure {
    throwIfReadingFailed();
    if (clock != null) {
      try {
        clock.tick(nanoTime, step());
      } catch (TlsFailure e) {
        throw failReading(e);
      }
    }
  }

  /**
   * Nanoseconds from the last {@link #tick} to the handshake's deadline; Long.MAX_VALUE once
   * connected or failed.
   */
  public long nanosLeft() {
    StepClock running = clock;
    return running == null || failure.get() != null ? Long.MAX_VALUE : running.left();
  }

  /**
   * Facts of the finished handshake.
   *
   * @throws IllegalStateException before {@link #CONNECTED}
   */
  public ConnectionInfo info() {
    ConnectionInfo done = info;
    if (done == null) {
      throw new IllegalStateException("the handshake is not done");
    }
    return done;
  }

  /** The failure, or null. */
  public TlsFailure failure() {
    return failure.get();
  }

  /**
   * Attaches what tells this connection apart in events, such as its address; null for nothing.
   *
   * @return this engine
   */
  public TlsEngine attach(Object what) {
    attachment = what;
    return this;
  }

  private void receiveRecords(ByteBuffer net, ByteBuffer app) throws TlsFailure {
    begin();
    room = 0;
    while (!inputClosed && input.parse(net) != FrameParser.NO_RECORD) {
      if (input.type() != ContentType.APPLICATION_DATA) {
        takeControlRecord(net);
        continue;
      }
      checkApplicationData();
      if (input.room() > app.remaining()) {
        room = input.room();
        return;
      }
      input.open(net, app);
    }
    if (inputClosed) {
      net.position(net.limit());
    }
  }

  private void checkApplicationData() throws TlsFailure {
    if (info == null) {
      throw TlsFailure.local(
          Alert.UNEXPECTED_MESSAGE,
          Reason.UNEXPECTED_APPLICATION_DATA,
          "application data came where " + step() + " was due");
    }
    if (afterHandshake != null && afterHandshake.insideMessage()) {
      throw interleaved();
    }
  }

  private void takeControlRecord(ByteBuffer net) throws TlsFailure {
    int type = input.type();
    byte[] plain = context.scratch().borrow();
    int room = input.room();
    try {
      int length = input.open(net, plain, 0);
      switch (type) {
        case ContentType.HANDSHAKE -> onHandshake(plain, length);
        case ContentType.CHANGE_CIPHER_SPEC -> onChangeCipherSpec(plain, length);
        default -> alerts.onRecord(plain, 0, length, this::onAlert);
      }
    } finally {
      context.scratch().giveBack(plain, room);
    }
  }

  private void onHandshake(byte[] plain, int length) throws TlsFailure {
    if (handshake == null) {
      refuseRenegotiation(afterHandshake().onRecord(plain, 0, length));
      return;
    }
    handshake.onRecord(plain, 0, length);
    if (handshake.done()) {
      establish();
    }
  }

  private void onChangeCipherSpec(byte[] plain, int length) throws TlsFailure {
    if (handshake == null) {
      throw TlsFailure.local(
          Alert.UNEXPECTED_MESSAGE,
          Reason.UNEXPECTED_CHANGE_CIPHER_SPEC,
          "change_cipher_spec came after the handshake");
    }
    alerts.checkWhole();
    handshake.onChangeCipherSpec(plain, 0, length);
  }

  private void establish() throws TlsFailure {
    Handshake done = handshake;
    handshake = null;
    done.wipe();
    ConnectionInfo facts = new ConnectionInfo(context.isServer(), done.negotiated());
    if (done.insideMessage()) {
      afterHandshake =
          new AfterHandshake(context.isServer(), context.limits().warningAlerts(), done.leftOver());
    }
    if (context.trustIsDangerous() && !facts.peerCertificates().isEmpty()) {
      context
          .events()
          .dangerousTrust(
              attachment,
              context.isServer(),
              facts.peerCertificates().get(0).getSubjectX500Principal().getName());
    }
    context.events().handshakeDone(attachment, context.isServer(), facts.suite(), clock.elapsed());
    clock = null;
    info = facts;
    if (afterHandshake != null) {
      refuseRenegotiation(afterHandshake.takeMessages());
    }
  }

  private AfterHandshake afterHandshake() {
    if (afterHandshake == null) {
      afterHandshake = AfterHandshake.of(context.isServer(), context.limits());
    }
    return afterHandshake;
  }

  private void refuseRenegotiation(boolean asked) {
    if (asked) {
      warningDue.set(Alert.NO_RENEGOTIATION.code());
    }
  }

  private boolean onAlert(boolean fatal, int code) throws TlsFailure {
    Alert alert = Alert.of(code);
    context.events().alertReceived(attachment, fatal, alert, code);
    if (fatal) {
      throw PeerAlert.failure(alert, code, info == null ? step() : null);
    }
    if (alert == Alert.CLOSE_NOTIFY) {
      if (info == null) {
        sendAlert(AlertInput.WARNING, Alert.CLOSE_NOTIFY);
        throw PeerAlert.closedDuringHandshake(step());
      }
      inputClosed = true;
      input.destroy();
    }
    return !inputClosed;
  }

  /** Makes the first state, on the first use. */
  private void begin() throws TlsFailure {
    if (start != null) {
      Handshake.Start first = start;
      start = null;
      handshake =
          Handshake.begin(
              context.isServer(),
              context.limits().handshakeMessage(),
              new Flight(input, output),
              first);
    }
  }

  private boolean unsentHello() {
    return start != null && !context.isServer();
  }

  private String step() {
    Handshake current = handshake;
    if (current != null) {
      return current.expects();
    }
    return context.isServer() ? "ClientHello" : "ServerHello";
  }

  private boolean readyToSend(ByteBuffer net) throws TlsFailure {
    if (net.isReadOnly()) {
      throw new IllegalArgumentException("net is read-only");
    }
    if (failure.get() == null && info == null) {
      return false;
    }
    prepareOutput();
    throwIfFailed();
    if (outputClosed) {
      throw new IllegalStateException("this side has sent close_notify");
    }
    if (output.waiting() > 0) {
      output.flush(net);
    }
    return output.waiting() == 0;
  }

  /** Brings what is due into the output: a client's hello, the reading half's alert. */
  private void prepareOutput() {
    if (unsentHello()) {
      try {
        begin();
      } catch (TlsFailure e) {
        failWriting(e);
      } catch (RuntimeException e) {
        failWriting(unforeseen(e));
      }
    }
    prepareToClose();
  }

  /** As {@link #prepareOutput}, but a client that has said nothing yet needs no hello. */
  private void prepareToClose() {
    if (failure.get() != null) {
      endOutput();
      return;
    }
    int due = warningDue.getAndSet(NO_ALERT);
    if (due != NO_ALERT && !outputClosed) {
      try {
        sendAlert(AlertInput.WARNING, Alert.of(due));
      } catch (TlsFailure e) {
        failWriting(e);
      } catch (RuntimeException e) {
        failWriting(unforeseen(e));
      }
    }
  }

  private boolean alertDue() {
    TlsFailure failed = failure.get();
    return !outputClosed
        && (failed == null
            ? warningDue.get() != NO_ALERT
            : failed.origin() == TlsFailure.Origin.LOCAL);
  }

  private void sendAlert(int level, Alert alert) throws TlsFailure {
    output.alert(level, alert.code());
    context.events().alertSent(attachment, level == AlertInput.FATAL, alert);
    if (level == AlertInput.FATAL || alert == Alert.CLOSE_NOTIFY) {
      outputClosed = true;
      output.destroy();
    }
  }

  private void throwIfFailed() throws TlsFailure {
    TlsFailure failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  /** Also forgets the reading half's keys, when it was the other half that failed. */
  private void throwIfReadingFailed() throws TlsFailure {
    if (failure.get() != null) {
      input.destroy();
    }
    throwIfFailed();
  }

  /** Fails in a method of the reading half; during the handshake that is the only thread. */
  private TlsFailure failReading(TlsFailure cause) {
    TlsFailure failed = fail(cause);
    input.destroy();
    if (info == null) {
      endOutput();
    }
    return failed;
  }

  /** Fails in a method of the writing half; during the handshake that is the only thread. */
  private TlsFailure failWriting(TlsFailure cause) {
    TlsFailure failed = fail(cause);
    endOutput();
    if (info == null) {
      input.destroy();
    }
    return failed;
  }

  /**
   * The one place where a connection fails: keeps the first failure, tells the application and
   * wipes the handshake's secrets. Each half then forgets its own keys, since only it may touch
   * them.
   */
  private TlsFailure fail(TlsFailure cause) {
    if (!failure.compareAndSet(null, cause)) {
      return failure.get();
    }
    context.events().failed(attachment, context.isServer(), info == null, cause);
    start = null;
    if (handshake != null) {
      handshake.wipe();
      handshake = null;
    }
    return cause;
  }

  /** After a failure: queues its alert, if it has one to send, and forgets the writing keys. */
  private void endOutput() {
    if (outputClosed) {
      return;
    }
    TlsFailure failed = failure.get();
    try {
      if (failed.origin() == TlsFailure.Origin.LOCAL) {
        sendAlert(AlertInput.FATAL, failed.alert());
      }
    } catch (TlsFailure | RuntimeException unsealable) {
      // The crypto provider may be what failed. The peer then learns nothing, and the application
      // is told of the first failure.
    }
    outputClosed = true;
    output.destroy();
  }

  private static int givePlaintextFirst(int plaintext, TlsFailure failed) throws TlsFailure {
    if (plaintext == 0) {
      throw failed;
    }
    return plaintext;
  }

  /**
   * Whatever a crypto library or a defect of ours may throw ends as the one kind of failure, never
   * as something else.
   */
  private static TlsFailure unforeseen(RuntimeException cause) {
    return TlsFailure.local(
        Alert.INTERNAL_ERROR,
        Reason.INTERNAL,
        "an internal failure of type " + cause.getClass().getName() + "; see its stack trace",
        cause);
  }

  private static TlsFailure interleaved() {
    return TlsFailure.local(
        Alert.UNEXPECTED_MESSAGE,
        Reason.INTERLEAVED_RECORDS,
        "application data came in the middle of a handshake message");
  }
}
