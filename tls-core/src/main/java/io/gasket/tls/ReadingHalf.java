package io.gasket.tls;

import io.gasket.tls.record.FrameParser;
import io.gasket.tls.record.RecordInput;
import io.gasket.tls.record.ScratchPool;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;

/**
 * An engine's reading half: opens records and hands each to who it is for. Touches the writing half
 * during the first handshake only, when one thread drives both. Not thread-safe.
 */
final class ReadingHalf {
  private final EngineState state;
  private final RecordInput input;
  private final Handshakes handshakes;
  private final WritingHalf writing;
  private final AlertInput alerts;
  private int room;
  private boolean recordAtATime;
  private boolean stoppedEarly;
  private boolean insideRecord;

  /**
   * The reading half of a connection.
   *
   * @param warnings how many warning alerts have come so far
   */
  ReadingHalf(
      EngineState state,
      RecordInput input,
      Handshakes handshakes,
      WritingHalf writing,
      int warnings) {
    this.state = state;
    this.input = input;
    this.handshakes = handshakes;
    this.writing = writing;
    this.alerts = new AlertInput(state.context().limits().warningAlerts(), warnings);
  }

  /** Room that the record which did not fit needs; 0 when none waits. */
  int room() {
    return room;
  }

  int missing() {
    return input.missing();
  }

  /** Takes whole records, as many as there are and fit. */
  void receive(ByteBuffer net, ByteBuffer app) throws TlsFailure {
    room = 0;
    stoppedEarly = false;
    while (!state.inputClosed()
        && handshakes.pending() == null
        && input.parse(net) != FrameParser.NO_RECORD) {
      if (input.type() != ContentType.APPLICATION_DATA) {
        takeControlRecord(net);
        continue;
      }
      handshakes.checkApplicationData();
      if (input.room() > app.remaining()) {
        room = input.room();
        return;
      }
      if (input.open(net, app) > 0 && recordAtATime) {
        stoppedEarly = net.hasRemaining();
        return;
      }
    }
    if (state.inputClosed()) {
      net.position(net.limit());
    }
    insideRecord = net.hasRemaining();
  }

  /** Whether nothing of the peer's is held or waits. */
  boolean idle() {
    return room == 0 && !stoppedEarly && !insideRecord && !alerts.insideAlert();
  }

  /** How many warning alerts have come. */
  int warnings() {
    return alerts.warnings();
  }

  boolean recordAtATime() {
    return recordAtATime;
  }

  /** Whether bytes were left by the last call, of a record that is not whole. */
  boolean insideRecord() {
    return insideRecord;
  }

  /** Whether the last call stopped behind a record although bytes were left. */
  boolean stoppedEarly() {
    return stoppedEarly;
  }

  void recordAtATime(boolean wanted) {
    recordAtATime = wanted;
  }

  /** As {@link RecordInput#save}. */
  boolean save(ByteBuffer out) {
    return input.save(out);
  }

  void destroy() {
    input.destroy();
  }

  private void takeControlRecord(ByteBuffer net) throws TlsFailure {
    ScratchPool scratch = state.context().scratch();
    int type = input.type();
    int used = input.room();
    byte[] plain = scratch.borrow();
    try {
      int length = input.open(net, plain, 0);
      switch (type) {
        case ContentType.HANDSHAKE -> handshakes.onRecord(plain, length);
        case ContentType.CHANGE_CIPHER_SPEC -> {
          alerts.checkWhole();
          handshakes.onChangeCipherSpec(plain, length);
        }
        default -> alerts.onRecord(plain, 0, length, this::onAlert);
      }
    } finally {
      scratch.giveBack(plain, used);
    }
  }

  /** Takes an alert; after close_notify nothing is looked at any more. */
  private boolean onAlert(boolean fatal, int code) throws TlsFailure {
    Alert alert = Alert.of(code);
    state.events().alertReceived(fatal, alert, code);
    boolean handshaking = state.info() == null;
    if (fatal) {
      throw Endings.failure(alert, code, handshaking ? handshakes.expects() : null);
    }
    if (alert == Alert.CLOSE_NOTIFY) {
      state.receivedCloseNotify();
      if (handshaking) {
        writing.sendAlert(AlertInput.WARNING, Alert.CLOSE_NOTIFY);
        throw Endings.closedDuringHandshake(handshakes.expects());
      }
      state.closeInput();
      input.destroy();
      if (state.outputClosed()) {
        handshakes.wipe(false);
      } else if (state.context().closing().answersAtOnce()) {
        // The writing half may be at work on another thread: it sends the answer.
        state.requestWarning(Alert.CLOSE_NOTIFY);
      }
    }
    if (alert == Alert.NO_RENEGOTIATION) {
      handshakes.refused();
    }
    return !state.inputClosed();
  }
}
