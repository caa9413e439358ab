package io.gasket.tls.record;

import io.gasket.tls.event.ConnectionEvents;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;

/**
 * The receiving half of a connection's record layer: finds the records, opens them into the
 * caller's buffer and counts the empty ones. Holds no buffer. Not thread-safe.
 */
public final class RecordInput {
  private static final RecordOpener PLAINTEXT = new PlaintextOpener();

  private final FrameParser parser = new FrameParser();
  private final ScratchPool scratch;
  private final ConnectionEvents events;
  private final int emptyLimit;
  private RecordOpener opener = PLAINTEXT;
  private int emptyInRow;

  /** An input whose records are unprotected. */
  public RecordInput(ScratchPool scratch, Limits limits, ConnectionEvents events) {
    this.scratch = scratch;
    this.events = events;
    this.emptyLimit = limits.emptyRecords();
  }

  /** Looks at the next record of {@code net}; see {@link FrameParser#parse}. */
  public int parse(ByteBuffer net) throws TlsFailure {
    return parser.parse(net);
  }

  /** Content type of the record looked at last. */
  public int type() {
    return parser.type();
  }

  /** Header version of the record looked at last. */
  public int version() {
    return parser.version();
  }

  /** How many more bytes the record looked at last lacks; see {@link FrameParser#missing}. */
  public int missing() {
    return parser.missing();
  }

  /** Room in bytes that the plaintext of the record looked at last needs. */
  public int room() {
    return opener.plaintextRoom(parser.fragmentLength());
  }

  /** Accepts only one header version from the next record on. */
  public void requireVersion(int version) {
    parser.requireVersion(version);
  }

  /**
   * Opens all later records with {@code next}.
   *
   * @param most the longest plaintext accepted in one of them, in bytes
   */
  public void protect(RecordOpener next, int most) {
    opener.destroy();
    opener = next;
    limit(most);
  }

  /** Accepts no longer plaintext than this in a record, in bytes, from the next header on. */
  public void limit(int most) {
    // A protection may add to a plaintext, never take from it: what is too long shows in the header
    // already, and is refused unopened (RFC 6066 4).
    parser.maxFragment(opener.maxFragment() - (FrameParser.MAX_PLAINTEXT - most));
  }

  /**
   * Opens the record looked at last, which is whole and starts at {@code net}'s position, into
   * {@code app}, which has {@link #room}. Both positions move behind what was read and written.
   *
   * @return the plaintext's length
   */
  public int open(ByteBuffer net, ByteBuffer app) throws TlsFailure {
    int length;
    if (app.hasArray()) {
      length = open(net, app.array(), app.arrayOffset() + app.position());
      app.position(app.position() + length);
    } else {
      length = openByCopy(net, app);
    }
    return length;
  }

  /** As {@link #open(ByteBuffer, ByteBuffer)}, into an array with room from {@code offset} on. */
  public int open(ByteBuffer net, byte[] out, int offset) throws TlsFailure {
    int fragment = parser.fragmentLength();
    int whole = FrameParser.HEADER_LENGTH + fragment;
    events.record(false, parser.type(), fragment);
    int length;
    if (net.hasArray()) {
      length =
          opener.open(
              parser.type(),
              net.array(),
              net.arrayOffset() + net.position(),
              fragment,
              out,
              offset);
    } else {
      byte[] record = scratch.borrow();
      try {
        net.get(net.position(), record, 0, whole);
        length = opener.open(parser.type(), record, 0, fragment, out, offset);
      } finally {
        // It holds what came over the network, nothing secret.
        scratch.giveBack(record, 0);
      }
    }
    net.position(net.position() + whole);
    count(length);
    return length;
  }

  /** Whether the keys could be saved, see {@link RecordOpener#save}; counters start anew. */
  public boolean save(ByteBuffer out) {
    return opener.save(out);
  }

  /** Forgets the keys. */
  public void destroy() {
    opener.destroy();
  }

  private int openByCopy(ByteBuffer net, ByteBuffer app) throws TlsFailure {
    byte[] plain = scratch.borrow();
    int room = room();
    try {
      int length = open(net, plain, 0);
      app.put(plain, 0, length);
      return length;
    } finally {
      scratch.giveBack(plain, room);
    }
  }

  private void count(int length) throws TlsFailure {
    if (length > 0) {
      emptyInRow = 0;
    } else if (parser.type() != ContentType.APPLICATION_DATA) {
      throw TlsFailure.local(
          Alert.DECODE_ERROR,
          Reason.EMPTY_RECORD,
          "a record of type "
              + ContentType.name(parser.type())
              + " is empty; RFC 5246 6.2.1 allows that for application_data only");
    } else if (++emptyInRow > emptyLimit) {
      throw TlsFailure.local(
          Alert.UNEXPECTED_MESSAGE,
          Reason.TOO_MANY_EMPTY_RECORDS,
          "more than " + emptyLimit + " empty records came in a row (Limits.emptyRecords)");
    }
  }
}
