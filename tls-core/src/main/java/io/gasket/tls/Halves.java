package io.gasket.tls;

import io.gasket.tls.crypto.Pending;
import io.gasket.tls.handshake.ConnectionSecrets;
import io.gasket.tls.record.RecordInput;
import io.gasket.tls.record.RecordOutput;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.TlsFailure;

/**
 * What drives a connection that is awake: its handshakes and both halves over one record layer.
 * Does what concerns more than one of them: says what is waited for, brings what is due into the
 * output, and ends them all with the connection.
 */
record Halves(EngineState state, Handshakes handshakes, ReadingHalf reading, WritingHalf writing) {

  /** Those of a new connection. */
  static Halves begin(EngineState state, Handshakes.Starter starter) {
    RecordInput input = input(state);
    // RFC 5246 E.1: a first ClientHello goes out under the oldest version, which every server lets
    // pass.
    int version = state.server() ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_0;
    RecordOutput output = output(state, version, state.context().maxFragment());
    return over(state, input, output, new Handshakes(state, input, output, starter), 0);
  }

  static Halves over(
      EngineState state,
      RecordInput input,
      RecordOutput output,
      Handshakes handshakes,
      int warnings) {
    WritingHalf writing = new WritingHalf(state, output);
    ReadingHalf reading = new ReadingHalf(state, input, handshakes, writing, warnings);
    return new Halves(state, handshakes, reading, writing);
  }

  static RecordInput input(EngineState state) {
    return new RecordInput(state.context().scratch(), state.context().limits(), state.events());
  }

  static RecordOutput output(EngineState state, int version, int maxFragment) {
    SecurityContext context = state.context();
    return new RecordOutput(
        context.scratch(), version, state.events(), maxFragment, context.adaptiveRecords());
  }

  /** The bits of {@link TlsEngine#needs}. */
  int needs() {
    boolean output = writing.waiting() > 0 || owesHello() || state.alertIsDue();
    int bits = output ? TlsEngine.NEEDS_OUTPUT : 0;
    bits |= state.info() != null ? TlsEngine.CONNECTED : 0;
    bits |= state.inputClosed() ? TlsEngine.INPUT_CLOSED : 0;
    bits |= state.outputClosed() ? TlsEngine.OUTPUT_CLOSED : 0;
    if (state.failure() != null) {
      return bits | TlsEngine.FAILED;
    }
    boolean connected = (bits & TlsEngine.CONNECTED) != 0;
    bits |= connected && handshakes.underWay() ? TlsEngine.RENEGOTIATING : 0;
    if (reading.room() > 0) {
      return bits | TlsEngine.NEEDS_ROOM;
    }
    if (reading.stoppedEarly()) {
      return bits | TlsEngine.HAS_MORE;
    }
    Pending<?> pending = handshakes.pending();
    if (pending != null) {
      return bits | (pending.isDone() ? TlsEngine.NEEDS_OUTPUT : TlsEngine.NEEDS_OPERATION);
    }
    return state.inputClosed() || owesHello() ? bits : bits | TlsEngine.NEEDS_INPUT;
  }

  private boolean owesHello() {
    return !handshakes.begun() && !state.server();
  }

  /** Brings what is due into the output: a client's hello, the reading half's alert. */
  void prepareOutput() {
    if (owesHello() || handshakes.pending() != null) {
      try {
        handshakes.begin();
        handshakes.resume();
      } catch (TlsFailure e) {
        failWriting(e);
      } catch (RuntimeException e) {
        failWriting(EngineState.unforeseen(e));
      }
    }
    prepareToClose();
  }

  /** As {@link #prepareOutput}, but a client that has said nothing yet needs no hello. */
  private void prepareToClose() {
    TlsFailure failed = state.failure();
    if (failed != null) {
      writing.end(failed);
      return;
    }
    try {
      writing.sendWarningDue();
      if (state.inputClosed() && state.outputClosed()) {
        handshakes.wipe(false);
      }
    } catch (TlsFailure e) {
      failWriting(e);
    } catch (RuntimeException e) {
      failWriting(EngineState.unforeseen(e));
    }
  }

  /** Queues close_notify, once; before the handshake is done that is a failure. */
  void close() {
    prepareToClose();
    if (state.outputClosed()) {
      return;
    }
    try {
      if (state.info() == null && handshakes.begun()) {
        writing.sendAlert(AlertInput.WARNING, Alert.USER_CANCELED);
      }
      writing.sendAlert(AlertInput.WARNING, Alert.CLOSE_NOTIFY);
    } catch (TlsFailure e) {
      failWriting(e);
    } catch (RuntimeException e) {
      failWriting(EngineState.unforeseen(e));
    }
    if (state.info() == null) {
      failWriting(Endings.abandoned(handshakes.expects()));
    } else if (state.inputClosed()) {
      handshakes.wipe(false);
    }
  }

  /**
   * Takes the end of the connection below for the end of the data, where that is tolerated.
   *
   * @return false when a record or a handshake is cut off, and nothing was done
   */
  boolean endInput() {
    if (handshakes.underWay() || reading.insideRecord()) {
      return false;
    }
    state.closeInput();
    reading.destroy();
    if (state.outputClosed()) {
      handshakes.wipe(false);
    }
    return true;
  }

  /**
   * After a failure in a method of the reading half; during the handshake that is the only thread.
   *
   * @param first whether that failure is the one that stands
   * @return the one that stands
   */
  TlsFailure endReading(boolean first) {
    TlsFailure failed = wipeAfterFailure(first);
    reading.destroy();
    if (state.info() == null) {
      writing.end(failed);
    }
    return failed;
  }

  /** Fails in a method of the writing half; during the handshake that is the only thread. */
  TlsFailure failWriting(TlsFailure cause) {
    TlsFailure failed = wipeAfterFailure(state.fail(cause));
    writing.end(failed);
    if (state.info() == null) {
      reading.destroy();
    }
    return failed;
  }

  /** As {@link #endReading} after the application's own refusal, in a method of either half. */
  TlsFailure endAborted(boolean first) {
    TlsFailure failed = wipeAfterFailure(first);
    if (state.info() == null) {
      // Up to here there is one thread; later each half notices by itself and forgets its keys.
      writing.end(failed);
      reading.destroy();
    }
    return failed;
  }

  /**
   * Wipes what the handshakes hold. A fatal alert, the peer's or ours, ends the session too (RFC
   * 5246 7.2.2); a lost connection does not.
   */
  private TlsFailure wipeAfterFailure(boolean first) {
    TlsFailure failed = state.failure();
    if (first) {
      handshakes.wipe(failed.origin() != TlsFailure.Origin.TRANSPORT);
    }
    return failed;
  }

  /**
   * The secrets of the last handshake.
   *
   * @throws IllegalStateException before its end, and after the connection's
   */
  ConnectionSecrets secrets() {
    ConnectionSecrets secrets = handshakes.secrets();
    boolean ended = state.inputClosed() && state.outputClosed();
    if (secrets == null || ended || state.failure() != null) {
      throw new IllegalStateException("the connection does not stand");
    }
    return secrets;
  }

  /** Forgets all keys and secrets; the session may still be resumed. */
  void destroy() {
    reading.destroy();
    writing.destroy();
    handshakes.wipe(false);
  }
}
