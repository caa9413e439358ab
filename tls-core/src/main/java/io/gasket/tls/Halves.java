package io.gasket.tls;

import io.gasket.tls.record.RecordInput;
import io.gasket.tls.record.RecordOutput;
import io.gasket.tls.spec.ProtocolVersion;

/**
 * What drives a connection that is awake: its handshakes and both halves over one record layer.
 *
 * @param input the record layer under {@code reading}
 * @param output the record layer under {@code writing}
 */
record Halves(
    Handshakes handshakes,
    ReadingHalf reading,
    WritingHalf writing,
    RecordInput input,
    RecordOutput output) {

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
    return new Halves(handshakes, reading, writing, input, output);
  }

  static RecordInput input(EngineState state) {
    return new RecordInput(state.context().scratch(), state.context().limits(), state.events());
  }

  static RecordOutput output(EngineState state, int version, int maxFragment) {
    SecurityContext context = state.context();
    return new RecordOutput(
        context.scratch(), version, state.events(), maxFragment, context.adaptiveRecords());
  }
}
