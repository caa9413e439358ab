package io.gasket.tls;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.handshake.ConnectionSecrets;
import io.gasket.tls.record.RecordInput;
import io.gasket.tls.record.RecordOutput;
import io.gasket.tls.record.RecordProtection;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a hibernating connection keeps: the keys and counters of both directions and the handshake's
 * secrets, packed into one array. All else is made anew when it wakes. How many empty records came
 * in a row is forgotten, as an idle connection sees none.
 */
final class Dormant {
  private static final int COUNTERS = 4 * Integer.BYTES + 1;

  private final byte[] packed;
  private final Handshakes.Starter starter;
  private final Runnable forgetSession;

  private Dormant(byte[] packed, Handshakes.Starter starter, Runnable forgetSession) {
    this.packed = packed;
    this.starter = starter;
    this.forgetSession = forgetSession;
  }

  /**
   * What to keep of a connection; null when it does not stand, is not at rest or cannot give its
   * keys.
   */
  static Dormant of(EngineState state, Halves halves) {
    boolean stands = state.info() != null && state.failure() == null;
    if (!stands || state.inputClosed() || state.outputClosed() || state.alertIsDue()) {
      return null;
    }
    Handshakes handshakes = halves.handshakes();
    if (!handshakes.idle() || !halves.reading().idle() || halves.writing().waiting() > 0) {
      return null;
    }
    int direction = RecordProtection.savedLength(state.info().suite().cipher());
    ByteBuffer out =
        ByteBuffer.allocate(2 * direction + ConnectionSecrets.PACKED_LENGTH + COUNTERS);
    if (!halves.writing().save(out) || !halves.reading().save(out)) {
      Arrays.fill(out.array(), (byte) 0);
      return null;
    }
    ConnectionSecrets secrets = handshakes.secrets();
    byte[] packedSecrets = secrets.packed();
    out.put(packedSecrets);
    Arrays.fill(packedSecrets, (byte) 0);
    out.putInt(halves.writing().maxFragment()).putInt(halves.reading().warnings());
    out.putInt(handshakes.renegotiations()).putInt(handshakes.refusedRequests());
    out.put((byte) (halves.reading().recordAtATime() ? 1 : 0));
    return new Dormant(out.array(), handshakes.starter(), secrets.sessionForgetter());
  }

  /** The connection as it was, or failed when it cannot be; this is wiped. */
  Halves wake(EngineState state) {
    try {
      return unpack(state);
    } catch (RuntimeException e) {
      // A crypto provider that has gone meanwhile: without keys not even an alert can be sent.
      state.closeOutput();
      boolean unused = state.fail(EngineState.unforeseen(e));
      return Halves.begin(state, starter);
    } finally {
      Arrays.fill(packed, (byte) 0);
    }
  }

  private Halves unpack(EngineState state) {
    CryptoProvider crypto = state.context().crypto();
    CipherSuite suite = state.info().suite();
    BulkCipher cipher = suite.cipher();
    ByteBuffer in = ByteBuffer.wrap(packed);
    var sealer = RecordProtection.sealer(crypto.aeads(), cipher, in);
    var opener = RecordProtection.opener(crypto.aeads(), cipher, in);
    byte[] packedSecrets = new byte[ConnectionSecrets.PACKED_LENGTH];
    in.get(packedSecrets);
    ConnectionSecrets secrets =
        ConnectionSecrets.unpacked(crypto, suite, packedSecrets, forgetSession);
    Arrays.fill(packedSecrets, (byte) 0);
    RecordOutput output = Halves.output(state, ProtocolVersion.TLS_1_2, in.getInt());
    output.protect(sealer, state.info().fragmentLimits().sent());
    RecordInput input = Halves.input(state);
    input.requireVersion(ProtocolVersion.TLS_1_2);
    input.protect(opener, state.info().fragmentLimits().received());
    int warnings = in.getInt();
    Handshakes handshakes =
        new Handshakes(state, input, output, starter, secrets, in.getInt(), in.getInt());
    Halves halves = Halves.over(state, input, output, handshakes, warnings);
    halves.reading().recordAtATime(in.get() != 0);
    return halves;
  }
}
