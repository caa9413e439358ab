package io.gasket.tls;

import io.gasket.tls.record.RecordOutput;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;

/** An engine's writing half: what goes to the peer, alerts included. Not thread-safe. */
final class WritingHalf {
  private final EngineState state;
  private final RecordOutput output;

  WritingHalf(EngineState state, RecordOutput output) {
    this.state = state;
    this.output = output;
  }

  int waiting() {
    return output.waiting();
  }

  int flush(ByteBuffer net) {
    return output.flush(net);
  }

  int sealedLength(int plaintext) {
    return output.sealedLength(plaintext);
  }

  int maxFragment() {
    return output.maxFragment();
  }

  void maxFragment(int bytes) {
    output.maxFragment(bytes);
  }

  void sendingAt(long nanoTime) {
    output.sendingAt(nanoTime);
  }

  int send(ByteBuffer app, ByteBuffer net) throws TlsFailure {
    return output.send(app, net);
  }

  long send(ByteBuffer[] app, int offset, int length, ByteBuffer net) throws TlsFailure {
    return output.send(app, offset, length, net);
  }

  /** As {@link RecordOutput#save}. */
  boolean save(ByteBuffer out) {
    return output.save(out);
  }

  /** Forgets the keys. */
  void destroy() {
    output.destroy();
  }

  /** Queues the warning that the reading half asked for. */
  void sendWarningDue() throws TlsFailure {
    Alert due = state.takeWarning();
    if (due != null && !state.outputClosed()) {
      sendAlert(AlertInput.WARNING, due);
    }
  }

  /** Queues an alert; a fatal one and close_notify end the sending direction. */
  void sendAlert(int level, Alert alert) throws TlsFailure {
    output.alert(level, alert.code());
    state.events().alertSent(level == AlertInput.FATAL, alert);
    if (alert == Alert.CLOSE_NOTIFY) {
      state.sentCloseNotify();
    }
    if (level == AlertInput.FATAL || alert == Alert.CLOSE_NOTIFY) {
      state.closeOutput();
      output.destroy();
    }
  }

  /** After a failure: queues its alert, if it has one to send, and forgets the keys. Idempotent. */
  void end(TlsFailure failed) {
    if (state.outputClosed()) {
      return;
    }
    try {
      if (failed.origin() == TlsFailure.Origin.LOCAL) {
        sendAlert(AlertInput.FATAL, failed.alert());
      }
    } catch (TlsFailure | RuntimeException unsealable) {
      // The crypto provider may be what failed. The peer then learns nothing, and the application
      // is told of the first failure.
    }
    state.closeOutput();
    output.destroy();
  }
}
