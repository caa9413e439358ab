package io.gasket.tls.message;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.Arrays;

/**
 * Puts handshake messages together from record fragments: many messages in a record, or one over
 * many (RFC 5246 6.2.1). Holds at most one message plus one fragment, and grows only as bytes
 * arrive, never by a length the peer merely announces. Not thread-safe.
 */
public final class HandshakeReassembler {
  private static final byte[] EMPTY = new byte[0];

  private final int limit;
  private byte[] buffer = EMPTY;
  private int start;
  private int end;

  /** Whether the buffer is somebody else's. */
  private boolean lent;

  /** A reassembler that refuses bodies longer than {@code limit} bytes. */
  public HandshakeReassembler(int limit) {
    this.limit = limit;
  }

  /**
   * As {@link #append}, but copies nothing yet where nothing waits here: the messages in the
   * fragment are copied one by one as they are taken.
   *
   * @param fragment not changed until {@link #settle}, which must follow
   */
  public void lend(byte[] fragment, int offset, int length) {
    if (holdsBytes()) {
      append(fragment, offset, length);
      return;
    }
    buffer = fragment;
    start = offset;
    end = offset + length;
    lent = true;
  }

  /** Copies what is left of the fragment lent, if any, and lets go of it. */
  public void settle() {
    if (!lent) {
      return;
    }
    byte[] fragment = buffer;
    int from = start;
    int left = end - start;
    release();
    if (left > 0) {
      append(fragment, from, left);
    }
  }

  /** Takes a fragment's bytes. */
  public void append(byte[] fragment, int offset, int length) {
    if (length > buffer.length - end) {
      int kept = end - start;
      byte[] wider =
          kept + length > buffer.length ? new byte[Math.max(kept + length, 2 * kept)] : buffer;
      System.arraycopy(buffer, start, wider, 0, kept);
      buffer = wider;
      start = 0;
      end = kept;
    }
    System.arraycopy(fragment, offset, buffer, end, length);
    end += length;
  }

  /**
   * The next whole message, or null while it is incomplete.
   *
   * @throws TlsFailure decode_error as soon as a header announces more than the limit
   */
  public HandshakeMessage next() throws TlsFailure {
    if (end - start < HandshakeMessage.HEADER_LENGTH) {
      return null;
    }
    int length =
        (buffer[start + 1] & 0xff) << 16
            | (buffer[start + 2] & 0xff) << 8
            | (buffer[start + 3] & 0xff);
    if (length > limit) {
      throw TlsFailure.local(
          Alert.DECODE_ERROR,
          Reason.MESSAGE_TOO_LONG,
          HandshakeType.name(buffer[start] & 0xff)
              + " announces "
              + length
              + " bytes; the limit is "
              + limit
              + " (Limits.handshakeMessage)");
    }
    int whole = HandshakeMessage.HEADER_LENGTH + length;
    if (end - start < whole) {
      return null;
    }
    if (whole == buffer.length && !lent) {
      HandshakeMessage message = new HandshakeMessage(buffer);
      release();
      return message;
    }
    HandshakeMessage message =
        new HandshakeMessage(Arrays.copyOfRange(buffer, start, start + whole));
    start += whole;
    if (start == end) {
      wipe();
    }
    return message;
  }

  /** Whether bytes wait here, of an incomplete message or not taken yet. */
  public boolean holdsBytes() {
    return end != start;
  }

  /** Wipes and releases the buffer. */
  public void wipe() {
    if (!lent) {
      Arrays.fill(buffer, (byte) 0);
    }
    release();
  }

  private void release() {
    lent = false;
    buffer = EMPTY;
    start = 0;
    end = 0;
  }
}
