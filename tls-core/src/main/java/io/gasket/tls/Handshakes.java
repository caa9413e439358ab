package io.gasket.tls;

import io.gasket.tls.crypto.Pending;
import io.gasket.tls.handshake.ConnectionSecrets;
import io.gasket.tls.handshake.Established;
import io.gasket.tls.handshake.FinishedPair;
import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.Handshake;
import io.gasket.tls.handshake.HandshakeState;
import io.gasket.tls.handshake.Previous;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.HandshakeReassembler;
import io.gasket.tls.record.RecordInput;
import io.gasket.tls.record.RecordOutput;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/**
 * The handshakes of one connection: the first, and renegotiations where they are allowed. Holds the
 * working set of the one that is under way and the secrets of the last that ended. Not thread-safe.
 */
final class Handshakes {
  private static final byte[] HELLO_REQUEST =
      HandshakeMessage.encode(HandshakeType.HELLO_REQUEST, body -> {});

  private final EngineState state;
  private final RecordInput input;
  private final RecordOutput output;
  private final Starter starter;
  private boolean begun;
  private Handshake current;
  private AfterHandshake between;
  private ConnectionSecrets secrets;

  /** Whether ticks count; a clock is there once the first has come. */
  private boolean timed;

  private StepClock clock;
  private int renegotiations;

  /** Requests of the peer's that were refused before the connection hibernated last. */
  private int refused;

  /** Makes the first state of a handshake. */
  @FunctionalInterface
  interface Starter {
    /** The first state; what it sends goes to the flight. */
    HandshakeState begin(Previous previous, Flight flight) throws TlsFailure;
  }

  Handshakes(EngineState state, RecordInput input, RecordOutput output, Starter starter) {
    this.state = state;
    this.input = input;
    this.output = output;
    this.starter = starter;
    this.timed = true;
  }

  /**
   * Those of a connection that has hibernated.
   *
   * @param secrets of its last handshake
   * @param renegotiations made so far
   * @param refused how many of the peer's requests for one were refused so far
   */
  Handshakes(
      EngineState state,
      RecordInput input,
      RecordOutput output,
      Starter starter,
      ConnectionSecrets secrets,
      int renegotiations,
      int refused) {
    this.state = state;
    this.input = input;
    this.output = output;
    this.starter = starter;
    this.secrets = secrets;
    this.renegotiations = renegotiations;
    this.refused = refused;
    this.begun = true;
  }

  /** Whether no handshake is under way and no message of one has come in part. */
  boolean idle() {
    return current == null && (between == null || !between.insideMessage());
  }

  Starter starter() {
    return starter;
  }

  int renegotiations() {
    return renegotiations;
  }

  int refusedRequests() {
    return between == null ? refused : between.refused();
  }

  /** Whether the first handshake has begun; a client's begins with its ClientHello. */
  boolean begun() {
    return begun;
  }

  /** Whether a handshake is under way. */
  boolean underWay() {
    return current != null;
  }

  /**
   * What the handshake under way waits for that is done elsewhere; null when it waits for the peer.
   */
  Pending<?> pending() {
    return current != null && current.awaiting() ? current.pending() : null;
  }

  /** Goes on when what was waited for is done. */
  void resume() throws TlsFailure {
    for (Pending<?> pending = pending(); pending != null && pending.isDone(); pending = pending()) {
      current.resume();
      advance();
    }
  }

  /** Begins the first handshake, once. */
  void begin() throws TlsFailure {
    if (!begun) {
      begun = true;
      current = newHandshake(Previous.NONE, newReassembler());
    }
  }

  /** What is due from the peer. */
  String expects() {
    if (current != null) {
      return current.expects();
    }
    return state.server() ? "ClientHello" : "ServerHello";
  }

  /** Takes the time for the deadline of the handshake under way. */
  void tick(long nanoTime) throws TlsFailure {
    if (timed) {
      if (clock == null) {
        long limit = StepClock.nanos(state.context().limits().handshakeDeadline());
        clock = new StepClock(limit, state.events(), nanoTime, expects());
      }
      clock.tick(nanoTime, expects());
    }
  }

  /**
   * Nanoseconds from the last tick to the deadline; Long.MAX_VALUE when no handshake is under way.
   */
  long nanosLeft() {
    StepClock running = clock;
    if (running != null) {
      return running.left();
    }
    return timed ? StepClock.nanos(state.context().limits().handshakeDeadline()) : Long.MAX_VALUE;
  }

  /** The secrets of the last handshake, or null before its end. */
  ConnectionSecrets secrets() {
    return secrets;
  }

  /** Checks that application data may come now. */
  void checkApplicationData() throws TlsFailure {
    boolean first = state.info() == null;
    if (first || (current != null && !current.admitsApplicationData())) {
      throw TlsFailure.local(
          Alert.UNEXPECTED_MESSAGE,
          current != null && current.insideMessage() && !first
              ? Reason.INTERLEAVED_RECORDS
              : Reason.UNEXPECTED_APPLICATION_DATA,
          "application data came where " + expects() + " was due");
    }
    if (between != null && between.insideMessage()) {
      throw TlsFailure.local(
          Alert.UNEXPECTED_MESSAGE,
          Reason.INTERLEAVED_RECORDS,
          "application data came in the middle of a handshake message");
    }
  }

  /** Takes the contents of a handshake record. */
  void onRecord(byte[] plain, int length) throws TlsFailure {
    if (current != null) {
      current.onRecord(plain, 0, length);
      advance();
    } else {
      between().reassembler().append(plain, 0, length);
      takeRequests();
    }
  }

  /** Takes the contents of a change_cipher_spec record. */
  void onChangeCipherSpec(byte[] plain, int length) throws TlsFailure {
    if (current == null) {
      throw TlsFailure.local(
          Alert.UNEXPECTED_MESSAGE,
          Reason.UNEXPECTED_CHANGE_CIPHER_SPEC,
          "change_cipher_spec came after the handshake");
    }
    current.onChangeCipherSpec(plain, 0, length);
  }

  /**
   * Asks for a renegotiation: a client sends ClientHello, a server HelloRequest.
   *
   * @throws IllegalStateException when the context or the peer does not allow one
   */
  void renegotiate() throws TlsFailure {
    if (current != null || !mayRenegotiate()) {
      throw new IllegalStateException(
          "no renegotiation: the context allows "
              + state.context().renegotiation().most()
              + ", "
              + renegotiations
              + " were made, and the peer must support RFC 5746");
    }
    if (state.server()) {
      output.handshake(HELLO_REQUEST);
      output.endFlight();
    } else {
      renegotiations++;
      current = newHandshake(previous(), between().reassembler());
    }
  }

  /**
   * The peer refuses to renegotiate: a client that has asked and got no answer yet gives up, and
   * the connection goes on as it was (RFC 5246 7.2.2). Without a request of ours it means nothing.
   */
  void refused() {
    boolean asked = current != null && state.info() != null && !state.server();
    if (asked && current.isUnanswered()) {
      current.wipe();
      current = null;
      stopClock();
    }
  }

  /** The connection has failed or ended: wipes all secrets. */
  void wipe(boolean forgetSession) {
    begun = true;
    if (current != null) {
      if (forgetSession) {
        current.forgetSession();
      }
      current.wipe();
      current = null;
    }
    if (secrets != null) {
      if (forgetSession) {
        secrets.forgetSession();
      }
      secrets.wipe();
    }
  }

  private void advance() throws TlsFailure {
    if (current != null && current.done()) {
      establish();
      takeRequests();
    }
  }

  private void establish() {
    Handshake done = current;
    current = null;
    done.wipe();
    Established end = done.established();
    if (secrets != null) {
      secrets.wipe();
    }
    secrets = end.secrets();
    between = done.insideMessage() || between != null ? between(done.leftOver()) : null;
    ConnectionInfo facts = new ConnectionInfo(state.server(), end.negotiated());
    SecurityContext context = state.context();
    if (context.trustIsDangerous() && !facts.peerCertificates().isEmpty()) {
      String subject = facts.peerCertificates().get(0).getSubjectX500Principal().getName();
      state.events().dangerousTrust(subject);
    }
    if (facts.resumedBy() != ResumedBy.NOTHING) {
      state.events().resumed(facts.resumedBy() == ResumedBy.TICKET);
    }
    state.events().handshakeDone(facts.suite(), clock == null ? 0 : clock.finish());
    stopClock();
    state.established(facts);
  }

  private void stopClock() {
    timed = false;
    clock = null;
  }

  /** Answers the requests to renegotiate that have come between handshakes. */
  private void takeRequests() throws TlsFailure {
    if (between == null) {
      return;
    }
    for (HandshakeMessage m = between.nextRequest(); m != null; m = nextWhileIdle()) {
      if (mayRenegotiate()) {
        renegotiations++;
        current = newHandshake(previous(), between.reassembler());
        if (state.server()) {
          current.take(m);
        }
        current.takeMessages();
        return;
      }
      between.refuse(state.context().renegotiation().refuseFatally());
      state.requestWarning(Alert.NO_RENEGOTIATION);
    }
  }

  private HandshakeMessage nextWhileIdle() throws TlsFailure {
    return current == null ? between.nextRequest() : null;
  }

  private boolean mayRenegotiate() {
    ConnectionInfo facts = state.info();
    return facts != null
        && facts.secureRenegotiation()
        && renegotiations < state.context().renegotiation().most();
  }

  private Previous previous() {
    FinishedPair finished = secrets.finished();
    return new Previous(
        new FinishedPair(finished.client().clone(), finished.server().clone()),
        state.info().peerCertificates(),
        state.context().renegotiation().peerMayChange(),
        state.info().fragmentLimits());
  }

  private Handshake newHandshake(Previous previous, HandshakeReassembler reassembler)
      throws TlsFailure {
    timed = true;
    Flight flight = new Flight(input, output, state.events(), state.context().keyLog());
    return new Handshake(
        state.server(),
        state.context().limits(),
        reassembler,
        flight,
        starter.begin(previous, flight));
  }

  private HandshakeReassembler newReassembler() {
    return new HandshakeReassembler(state.context().limits().handshakeMessage());
  }

  private AfterHandshake between() {
    if (between == null) {
      between = between(newReassembler());
    }
    return between;
  }

  private AfterHandshake between(HandshakeReassembler reassembler) {
    return new AfterHandshake(
        state.server(),
        state.context().limits().renegotiationRequests(),
        refusedRequests(),
        reassembler,
        state.events());
  }
}
