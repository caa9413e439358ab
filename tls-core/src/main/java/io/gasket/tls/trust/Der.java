package io.gasket.tls.trust;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.util.Arrays;

/**
 * A cursor over the DER elements (X.690) of a slice of bytes. Reads definite, minimal lengths and
 * single-byte tags only. Every length is checked against the slice before use; what does not fit
 * throws {@link CertificateParsingException}.
 *
 * <p>Needed beside the JDK's own parser because that one treats a malformed extension that is not
 * critical as absent, and absent often means "no restriction".
 */
final class Der {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;

  private final byte[] bytes;
  private final int end;
  private int position;

  private Der(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  /** A cursor before the first element of {@code bytes}. */
  static Der of(byte[] bytes) {
    return new Der(bytes, 0, bytes.length);
  }

  /**
   * Implicit or primitive context-specific tag {@code number}, as in {@code [2] IMPLICIT
   * IA5String}.
   */
  static int primitive(int number) {
    return 0x80 | number;
  }

  /** Constructed context-specific tag {@code number}, as in {@code [3] EXPLICIT Extensions}. */
  static int constructed(int number) {
    return 0xa0 | number;
  }

  boolean hasMore() {
    return position < end;
  }

  /** The next element's tag, or -1 at the end. */
  int peek() {
    return hasMore() ? bytes[position] & 0xff : -1;
  }

  /** Steps over the next element, which must have the tag, and gives a cursor over its content. */
  Der enter(int tag) throws CertificateParsingException {
    if (peek() != tag) {
      throw malformed("tag " + peek() + " where tag " + tag + " belongs");
    }
    return next();
  }

  /** Steps over the next element, whatever its tag, and gives a cursor over its content. */
  Der next() throws CertificateParsingException {
    int tag = peek();
    if (tag < 0 || (tag & 0x1f) == 0x1f) {
      throw malformed(tag < 0 ? "a missing element" : "a multi-byte tag");
    }
    int from = position + 1;
    if (from == end) {
      throw malformed("a missing length");
    }
    int length = bytes[from++] & 0xff;
    if (length >= 0x80) {
      int count = length & 0x7f;
      if (count == 0 || count > 3 || count > end - from) {
        throw malformed("an indefinite, huge or cut length");
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << 8) | (bytes[from++] & 0xff);
      }
      if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
        throw malformed("a length not in its shortest form");
      }
    }
    if (length > end - from) {
      throw malformed("an element longer than what holds it");
    }
    position = from + length;
    return new Der(bytes, from, position);
  }

  /** The bytes from the cursor to the end of its slice. */
  byte[] rest() {
    return Arrays.copyOfRange(bytes, position, end);
  }

  /** The bytes from the cursor to the end of its slice, one character each. */
  String restAsLatin1() {
    return new String(bytes, position, end - position, StandardCharsets.ISO_8859_1);
  }

  /** Steps over an OBJECT IDENTIFIER and gives it in dotted form. */
  String oid() throws CertificateParsingException {
    byte[] content = enter(OID).rest();
    StringBuilder dotted = new StringBuilder();
    long arc = 0;
    boolean first = true;
    for (int i = 0; i < content.length; i++) {
      // Two arcs of 63 bits are more than any registered identifier needs, and keep the arithmetic
      // exact.
      if (arc >= 1L << 55) {
        throw malformed("an object identifier with a huge arc");
      }
      arc = (arc << 7) | (content[i] & 0x7f);
      if ((content[i] & 0x80) == 0) {
        if (first) {
          long root = Math.min(arc / 40, 2);
          dotted.append(root).append('.').append(arc - 40 * root);
          first = false;
        } else {
          dotted.append('.').append(arc);
        }
        arc = 0;
      } else if (i == content.length - 1) {
        throw malformed("a cut object identifier");
      }
    }
    if (first) {
      throw malformed("an empty object identifier");
    }
    return dotted.toString();
  }

  /** Checks that nothing is left. */
  void end() throws CertificateParsingException {
    if (hasMore()) {
      throw malformed((end - position) + " bytes too many");
    }
  }

  private static CertificateParsingException malformed(String what) {
    return new CertificateParsingException("malformed DER: " + what);
  }
}
