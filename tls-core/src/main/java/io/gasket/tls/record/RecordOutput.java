package io.gasket.tls.record;

import io.gasket.tls.event.ConnectionEvents;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The sending half of a connection's record layer: gathers a flight's handshake messages into as
 * few records as they fit, switches keys behind change_cipher_spec, keeps what waits for the
 * network, and seals application data straight into the network buffer. Holds no buffer when
 * nothing waits. Not thread-safe.
 *
 * <p>A flight is gathered where its record will stand, behind what waits already, and sealed in
 * place; only one that takes several records is copied.
 */
public final class RecordOutput {
  private static final byte[] EMPTY = new byte[0];
  private static final byte[] CHANGE_CIPHER_SPEC = {1};

  /** Room made behind a record: for change_cipher_spec and a sealed Finished. */
  private static final int ROOM_BEHIND = 64;

  private final ScratchPool scratch;
  private final ConnectionEvents events;
  private final FragmentSizes sizes;
  private RecordSealer sealer;
  private byte[] waiting = EMPTY;
  private int waitingStart;
  private int waitingEnd;

  /** Bytes of the flight, whose record would start at {@code waitingEnd}. */
  private int flightLength;

  /**
   * An output whose records are unprotected.
   *
   * @param version of their headers
   * @param maxFragment this side's own bound, see {@link #maxFragment}
   */
  public RecordOutput(
      ScratchPool scratch,
      int version,
      ConnectionEvents events,
      int maxFragment,
      AdaptiveRecords adaptive) {
    this.scratch = scratch;
    this.events = events;
    this.sealer = new PlaintextSealer(version);
    this.sizes = new FragmentSizes(maxFragment, adaptive);
  }

  /**
   * Bounds the plaintext of each later record, whatever the peer would take.
   *
   * @param most 64 to {@link FrameParser#MAX_PLAINTEXT} bytes
   */
  public void maxFragment(int most) {
    sizes.choose(most);
  }

  /** What the peer takes in one record, in bytes of plaintext, from the next record on. */
  public void peerLimit(int most) {
    sizes.allow(most);
  }

  /** Takes the time just before application data is sent, for adaptive records. */
  public void sendingAt(long nanoTime) {
    sizes.at(nanoTime);
  }

  /** Changes the header version of unprotected records from the next one on. */
  public void plaintextVersion(int version) {
    if (sealer instanceof PlaintextSealer plain && plain.version() != version) {
      sealer = new PlaintextSealer(version);
    }
  }

  /** Appends a whole handshake message to the flight; it shares records with its neighbours. */
  public void handshake(byte[] message) {
    events.handshakeMessage(true, message);
    // Behind a ClientHello nothing follows until the server answers.
    int behind = message[0] == HandshakeType.CLIENT_HELLO ? 0 : ROOM_BEHIND;
    makeRoom(sealer.sealedLength(flightLength + message.length), behind);
    System.arraycopy(message, 0, waiting, flightStart() + flightLength, message.length);
    flightLength += message.length;
  }

  /** Ends the flight: its messages become records that wait for {@link #flush}. */
  public void endFlight() throws TlsFailure {
    int length = flightLength;
    int most = sizes.full();
    if (length == 0) {
      return;
    }
    flightLength = 0;
    if (length <= most) {
      enqueue(ContentType.HANDSHAKE, waiting, flightStart(), length);
      return;
    }
    byte[] flight = Arrays.copyOfRange(waiting, flightStart(), flightStart() + length);
    for (int at = 0; at < length; at += most) {
      enqueue(ContentType.HANDSHAKE, flight, at, Math.min(most, length - at));
    }
  }

  /**
   * Ends the flight, then sends change_cipher_spec and protects all later records with {@code
   * next}.
   *
   * @param most what the peer takes in a record under these keys, in bytes of plaintext
   */
  public void changeCipherSpec(RecordSealer next, int most) throws TlsFailure {
    endFlight();
    enqueue(ContentType.CHANGE_CIPHER_SPEC, CHANGE_CIPHER_SPEC, 0, 1);
    sealer.destroy();
    protect(next, most);
  }

  /** Queues an alert behind all that waits; the flight not ended yet goes out first. */
  public void alert(int level, int description) throws TlsFailure {
    endFlight();
    enqueue(ContentType.ALERT, new byte[] {(byte) level, (byte) description}, 0, 2);
  }

  /** Bytes that wait for {@link #flush}. */
  public int waiting() {
    return waitingEnd - waitingStart;
  }

  /**
   * Moves waiting bytes to {@code net}, as many as fit.
   *
   * @return how many
   */
  public int flush(ByteBuffer net) {
    int count = Math.min(waiting(), net.remaining());
    net.put(waiting, waitingStart, count);
    waitingStart += count;
    releaseIfEmpty();
    return count;
  }

  /**
   * The exact length of the records that {@link #send} makes of so much application data.
   *
   * @throws ArithmeticException when it is no int
   */
  public int sealedLength(int plaintextLength) {
    return sizes.sealedLength(plaintextLength, sealer);
  }

  /**
   * Seals application data from {@code app} into {@code net}, as many records as fit. A record is
   * made smaller than it could be only when {@code net} has no room for more and no record was made
   * yet.
   *
   * @return how many bytes of {@code app} were taken
   * @throws TlsFailure as {@link RecordSealer#seal}, when no record was made yet
   */
  public int send(ByteBuffer app, ByteBuffer net) throws TlsFailure {
    int taken = 0;
    while (app.hasRemaining()) {
      int length = fitting(Math.min(app.remaining(), sizes.next()), net, taken > 0);
      if (length == 0) {
        break;
      }
      try {
        seal(app, length, net);
      } catch (TlsFailure e) {
        return (int) giveTakenFirst(taken, e);
      }
      sizes.sent(length);
      taken += length;
    }
    return taken;
  }

  /**
   * Seals application data from several buffers into {@code net}, as {@link #send(ByteBuffer,
   * ByteBuffer)} would if their bytes were in one.
   *
   * @return how many bytes were taken in all
   */
  public long send(ByteBuffer[] app, int offset, int length, ByteBuffer net) throws TlsFailure {
    int end = offset + length;
    long taken = 0;
    int i = offset;
    while (i < end) {
      if (!app[i].hasRemaining()) {
        i++;
        continue;
      }
      int record = fitting(wanted(app, i, end, sizes.next()), net, taken > 0);
      if (record == 0) {
        break;
      }
      try {
        if (record <= app[i].remaining()) {
          seal(app[i], record, net);
        } else {
          sealTogether(app, i, record, net);
        }
      } catch (TlsFailure e) {
        return giveTakenFirst(taken, e);
      }
      sizes.sent(record);
      taken += record;
    }
    return taken;
  }

  /** Whether the keys could be saved, see {@link RecordSealer#save}; not while anything waits. */
  public boolean save(ByteBuffer out) {
    return waiting() == 0 && flightLength == 0 && sealer.save(out);
  }

  /** This side's own bound, see {@link #maxFragment(int)}. */
  public int maxFragment() {
    return sizes.chosen();
  }

  /**
   * Protects all later records with {@code next}.
   *
   * @param most what the peer takes in a record, in bytes of plaintext
   */
  public void protect(RecordSealer next, int most) {
    sealer = next;
    sizes.allow(most);
    sizes.sealedBy(next);
  }

  /** Forgets the keys and the flight not ended; what waits for the network stays. */
  public void destroy() {
    // Nothing behind what waits is needed any more.
    Arrays.fill(waiting, waitingEnd, waiting.length, (byte) 0);
    flightLength = 0;
    releaseIfEmpty();
    sealer.destroy();
  }

  /** How many bytes from {@code app[first]} on share one record of at most so many. */
  private static int wanted(ByteBuffer[] app, int first, int end, int most) {
    int wanted = 0;
    for (int i = first; i < end && wanted < most; i++) {
      wanted += Math.min(app[i].remaining(), most - wanted);
    }
    return wanted;
  }

  /** How many of the bytes wanted to put into one record, given the room; 0 for none. */
  private int fitting(int wanted, ByteBuffer net, boolean madeSome) {
    int most = net.remaining() - sealer.sealedLength(0);
    return wanted <= most ? wanted : madeSome ? 0 : Math.max(0, most);
  }

  /** What was sealed before a failure counts; the failure comes again with the next record. */
  private static long giveTakenFirst(long taken, TlsFailure failed) throws TlsFailure {
    if (taken == 0) {
      throw failed;
    }
    return taken;
  }

  private void sealTogether(ByteBuffer[] app, int first, int length, ByteBuffer net)
      throws TlsFailure {
    byte[] record = scratch.borrow();
    int offset = sealer.plaintextOffset();
    int secret = offset + length;
    try {
      int filled = 0;
      for (int i = first; filled < length; i++) {
        int part = Math.min(app[i].remaining(), length - filled);
        app[i].get(app[i].position(), record, offset + filled, part);
        filled += part;
      }
      int sealed = sealer.seal(ContentType.APPLICATION_DATA, record, offset, length, record, 0);
      // The plaintext is overwritten.
      secret = 0;
      net.put(record, 0, sealed);
      made(ContentType.APPLICATION_DATA, sealed);
    } finally {
      scratch.giveBack(record, secret);
    }
    int left = length;
    for (int i = first; left > 0; i++) {
      int part = Math.min(app[i].remaining(), left);
      app[i].position(app[i].position() + part);
      left -= part;
    }
  }

  private void seal(ByteBuffer app, int length, ByteBuffer net) throws TlsFailure {
    if (app.hasArray() && net.hasArray()) {
      int sealed =
          sealer.seal(
              ContentType.APPLICATION_DATA,
              app.array(),
              app.arrayOffset() + app.position(),
              length,
              net.array(),
              net.arrayOffset() + net.position());
      app.position(app.position() + length);
      net.position(net.position() + sealed);
      made(ContentType.APPLICATION_DATA, sealed);
    } else if (app.isDirect() && net.isDirect() && sealer.takesDirect()) {
      int sealed = sealer.seal(ContentType.APPLICATION_DATA, app, length, net);
      app.position(app.position() + length);
      net.position(net.position() + sealed);
      made(ContentType.APPLICATION_DATA, sealed);
    } else {
      sealByCopy(app, length, net);
    }
  }

  private void sealByCopy(ByteBuffer app, int length, ByteBuffer net) throws TlsFailure {
    byte[] record = scratch.borrow();
    int offset = sealer.plaintextOffset();
    int secret = offset + length;
    try {
      app.get(app.position(), record, offset, length);
      int sealed = sealer.seal(ContentType.APPLICATION_DATA, record, offset, length, record, 0);
      secret = 0;
      app.position(app.position() + length);
      net.put(record, 0, sealed);
      made(ContentType.APPLICATION_DATA, sealed);
    } finally {
      scratch.giveBack(record, secret);
    }
  }

  private void enqueue(int type, byte[] fragment, int offset, int length) throws TlsFailure {
    makeRoom(sealer.sealedLength(length), ROOM_BEHIND);
    int sealed = sealer.seal(type, fragment, offset, length, waiting, waitingEnd);
    waitingEnd += sealed;
    made(type, sealed);
  }

  /** Where the flight starts: where its record's plaintext is. */
  private int flightStart() {
    return waitingEnd + sealer.plaintextOffset();
  }

  private void makeRoom(int record, int behind) {
    if (record > waiting.length - waitingEnd) {
      int needed = waitingEnd + record;
      // A flight that grows may grow again; the first message is often the only one.
      int more = waiting.length == 0 ? behind : Math.max(behind, needed / 4);
      waiting = Arrays.copyOf(waiting, needed + more);
    }
  }

  private void releaseIfEmpty() {
    if (waitingStart == waitingEnd && flightLength == 0) {
      waiting = EMPTY;
      waitingStart = 0;
      waitingEnd = 0;
    }
  }

  private void made(int type, int length) {
    events.record(true, type, length - FrameParser.HEADER_LENGTH);
  }
}
