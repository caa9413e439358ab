package io.gasket.tls.record;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;

/**
 * Splits incoming bytes into TLS records (RFC 5246 6.2.1). It looks at headers only, copies
 * nothing, allocates nothing and keeps no reference to a buffer, so any kind of {@link ByteBuffer},
 * in either byte order and any segmentation, will do. A bad header fails at the first byte that
 * shows it, before any of the record is waited for.
 *
 * <p>One instance serves the receiving direction of one connection. Not thread-safe.
 */
public final class FrameParser {
  /** Length in bytes of a record's header: type, version and length. */
  public static final int HEADER_LENGTH = 5;

  /** The longest fragment of an unprotected record, in bytes (RFC 5246 6.2.1). */
  public static final int MAX_PLAINTEXT = 16_384;

  /** The longest fragment that any protected record may have, in bytes (RFC 5246 6.2.3). */
  public static final int MAX_CIPHERTEXT = MAX_PLAINTEXT + 2_048;

  /** What {@link #parse} returns while the buffer does not hold a whole record. */
  public static final int NO_RECORD = 0;

  private static final int UNKNOWN = -1;
  private static final int ANY_VERSION = 0;
  private static final int MAJOR_VERSION = 3;

  private int type = UNKNOWN;
  private int version = UNKNOWN;
  private int fragmentLength = UNKNOWN;
  private int missing = HEADER_LENGTH;
  private int maxFragment = MAX_PLAINTEXT;
  private int requiredVersion = ANY_VERSION;
  private boolean sawHeader;

  /** A parser for a new connection: unprotected records of any 0x03xx version. */
  public FrameParser() {}

  /**
   * Looks at the record that starts at the buffer's position, on as many bytes as there are. Reads
   * nothing beyond the header, never moves position or limit, and starts from the header on each
   * call: call it again with the same bytes and more behind them until the record is whole, then
   * move the position by the result.
   *
   * @param src the received bytes, from its position to its limit; may be empty
   * @return the record's length in bytes, header included, at least 5, when all of it is in the
   *     buffer; else {@link #NO_RECORD}
   * @throws TlsFailure with {@code unexpected_message} for an unknown content type, or {@code
   *     protocol_version} for a version that may not appear, or {@code record_overflow} for a
   *     length beyond the limit (RFC 5246 6.2.1); on the very first bytes of a connection an
   *     unknown type is named {@link Reason#PLAINTEXT_HTTP}, {@link Reason#SSL2_HELLO} or {@link
   *     Reason#NOT_TLS}
   */
  public int parse(ByteBuffer src) throws TlsFailure {
    int at = src.position();
    int available = src.limit() - at;
    if (available < HEADER_LENGTH) {
      return parsePartialHeader(src, at, available);
    }
    // Byte by byte, since the buffer's byte order is its owner's.
    int seenType = src.get(at);
    int seenVersion = (src.get(at + 1) & 0xff) << 8 | (src.get(at + 2) & 0xff);
    int seenLength = (src.get(at + 3) & 0xff) << 8 | (src.get(at + 4) & 0xff);
    if (!ContentType.isKnown(seenType) || !accepts(seenVersion) || seenLength > maxFragment) {
      throw fault(src, at, HEADER_LENGTH);
    }
    type = seenType;
    version = seenVersion;
    fragmentLength = seenLength;
    sawHeader = true;
    int whole = HEADER_LENGTH + seenLength;
    if (available < whole) {
      missing = whole - available;
      return NO_RECORD;
    }
    missing = 0;
    return whole;
  }

  /**
   * Content type of the record looked at last, one of {@link ContentType}; -1 before its first byte
   * came.
   */
  public int type() {
    return type;
  }

  /**
   * Version in the header of the record looked at last, 0x0300 to 0x03ff; -1 before its third byte
   * came.
   */
  public int version() {
    return version;
  }

  /**
   * Length in bytes of the fragment of the record looked at last, without its header; -1 before its
   * fifth byte came.
   */
  public int fragmentLength() {
    return fragmentLength;
  }

  /**
   * How many more bytes must come before parsing again can tell more: those to the header's end
   * while the header is not whole, then those to the record's end, and 0 after a whole record.
   */
  public int missing() {
    return missing;
  }

  /**
   * Sets the longest fragment accepted from the next header on: {@link #MAX_PLAINTEXT} at first,
   * {@link RecordOpener#maxFragment()} once records are protected, and less where the sides agreed
   * on shorter records.
   *
   * @param length 1 to {@link #MAX_CIPHERTEXT} bytes
   */
  public void maxFragment(int length) {
    if (length < 1 || length > MAX_CIPHERTEXT) {
      throw new IllegalArgumentException(
          "maxFragment must be 1 to " + MAX_CIPHERTEXT + ", not " + length);
    }
    maxFragment = length;
  }

  /**
   * Accepts from the next header on only one version, to be called once a version is negotiated.
   * Until then any 0x03xx passes, since a hello may come in a record of any of them (RFC 5246 E.1).
   *
   * @param negotiated 0x0300 to 0x03ff, such as {@link ProtocolVersion#TLS_1_2}
   */
  public void requireVersion(int negotiated) {
    if (negotiated >>> 8 != MAJOR_VERSION) {
      throw new IllegalArgumentException("not a TLS version: " + negotiated);
    }
    requiredVersion = negotiated;
  }

  private boolean accepts(int seenVersion) {
    return requiredVersion == ANY_VERSION
        ? seenVersion >>> 8 == MAJOR_VERSION
        : seenVersion == requiredVersion;
  }

  private int parsePartialHeader(ByteBuffer src, int at, int available) throws TlsFailure {
    TlsFailure fault = fault(src, at, available);
    if (fault != null) {
      throw fault;
    }
    type = available > 0 ? src.get(at) : UNKNOWN;
    version = available > 2 ? unsigned(src, at + 1) << 8 | unsigned(src, at + 2) : UNKNOWN;
    fragmentLength = UNKNOWN;
    missing = HEADER_LENGTH - available;
    return NO_RECORD;
  }

  /**
   * What is wrong with the first {@code available} bytes of a header, 0 to 5, judged in their
   * order; null when nothing is.
   */
  private TlsFailure fault(ByteBuffer src, int at, int available) {
    if (available > 0 && !ContentType.isKnown(src.get(at))) {
      return sawHeader ? unknownType(unsigned(src, at)) : FirstBytes.fault(src);
    }
    if (available > 1 && unsigned(src, at + 1) != MAJOR_VERSION) {
      return foreignVersion(unsigned(src, at), unsigned(src, at + 1));
    }
    if (available > 2 && !accepts(MAJOR_VERSION << 8 | unsigned(src, at + 2))) {
      return otherVersion(unsigned(src, at), MAJOR_VERSION << 8 | unsigned(src, at + 2));
    }
    if (available > 3) {
      int leastLength = unsigned(src, at + 3) << 8 | (available > 4 ? unsigned(src, at + 4) : 0);
      return leastLength > maxFragment
          ? tooLong(unsigned(src, at), leastLength, available > 4)
          : null;
    }
    return null;
  }

  private static TlsFailure unknownType(int seen) {
    String name = seen == 24 ? "heartbeat, content type 24," : "content type " + seen;
    return TlsFailure.local(
        Alert.UNEXPECTED_MESSAGE,
        Reason.UNKNOWN_CONTENT_TYPE,
        "A record came with "
            + name
            + "; TLS 1.2 has 20 to 23 and nothing else was agreed on (RFC 5246 6.2.1). Either the peer's bytes were changed or"
            + " cut on the way, or it uses an extension that was not negotiated.");
  }

  private static TlsFailure foreignVersion(int seenType, int major) {
    return TlsFailure.local(
        Alert.PROTOCOL_VERSION,
        Reason.BAD_RECORD_VERSION,
        String.format(
            "The header of a record of type %s has 0x%02x as the first byte of its version; SSL 3.0 and every TLS version have"
                + " 0x03 there (RFC 5246 6.2.1, E.1). The peer does not speak TLS, or its bytes were changed on the way.",
            ContentType.name(seenType), major));
  }

  private TlsFailure otherVersion(int seenType, int seenVersion) {
    return TlsFailure.local(
        Alert.PROTOCOL_VERSION,
        Reason.BAD_RECORD_VERSION,
        String.format(
            "The header of a record of type %s has the version 0x%04x (%s), but 0x%04x (%s) was negotiated and every record"
                + " from then on must carry it (RFC 5246 6.2.1).",
            ContentType.name(seenType),
            seenVersion,
            ProtocolVersion.name(seenVersion),
            requiredVersion,
            ProtocolVersion.name(requiredVersion)));
  }

  private TlsFailure tooLong(int seenType, int length, boolean exact) {
    return TlsFailure.local(
        Alert.RECORD_OVERFLOW,
        Reason.RECORD_TOO_LONG,
        "The header of a record of type "
            + ContentType.name(seenType)
            + " announces "
            + (exact ? "" : "at least ")
            + length
            + " bytes; at most "
            + maxFragment
            + " are allowed at this point ("
            + (maxFragment < MAX_PLAINTEXT
                ? "as max_fragment_length or record_size_limit has it, RFC 6066 4 and RFC 8449 4"
                : "RFC 5246 6.2.1 and 6.2.3")
            + ").");
  }

  private static int unsigned(ByteBuffer src, int index) {
    return src.get(index) & 0xff;
  }
}
