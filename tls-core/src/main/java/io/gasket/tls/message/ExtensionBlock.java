package io.gasket.tls.message;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The extensions of a hello in their order (RFC 5246 7.4.1.4), each type once: a view of the bytes
 * of the hello that was read, or of those it was made of. Immutable; the bytes are not changed.
 */
public final class ExtensionBlock {
  /** A block without extensions. */
  public static final ExtensionBlock NONE = new ExtensionBlock(new byte[0], 0, 0);

  /** Type and length in front of a body. */
  private static final int HEADER_LENGTH = 4;

  private final byte[] bytes;
  private final int start;
  private final int end;

  /**
   * A block of some extensions.
   *
   * @param extensions each type once
   */
  public ExtensionBlock(List<Extension> extensions) {
    Builder builder = new Builder(64);
    for (Extension extension : extensions) {
      builder.add(extension.type(), extension.body());
    }
    this.bytes = builder.wire.array();
    this.start = 0;
    this.end = builder.wire.length();
  }

  /** A view of extensions whose form has been checked. */
  private ExtensionBlock(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /**
   * One extension.
   *
   * @param type its number
   * @param body its data, possibly empty
   */
  public record Extension(int type, byte[] body) {
    /** The registry's name of the type. */
    public String name() {
      return ExtensionType.name(type);
    }

    /** A cursor over the body, whose failures name the extension. */
    public Cursor cursor() {
      return Cursor.over(name(), Reason.MALFORMED_EXTENSION, body, 0, body.length);
    }
  }

  /** Puts a block together. Not thread-safe. */
  public static final class Builder {
    private final Wire wire;

    /** With room for {@code capacity} bytes to start with. */
    public Builder(int capacity) {
      wire = new Wire(capacity);
    }

    /** Appends an extension. */
    public Builder add(int type, byte[] body) {
      int data = wire.u16(type).open16();
      wire.bytes(body).close(data);
      return this;
    }

    /** The block; ends the building. */
    public ExtensionBlock build() {
      return wire.length() == 0 ? NONE : new ExtensionBlock(wire.array(), 0, wire.length());
    }
  }

  /** Goes through a block's extensions in their order, without an object for each. */
  public final class Walk {
    private int body = start;
    private int next = start;
    private Cursor cursor;

    private Walk() {}

    /** Steps to the first or next extension; false when there is none. */
    public boolean next() {
      if (next == end) {
        return false;
      }
      body = next + HEADER_LENGTH;
      next = body + u16(next + 2);
      return true;
    }

    /** The number of the extension stepped to. */
    public int type() {
      return u16(body - HEADER_LENGTH);
    }

    /**
     * A cursor over its body, whose failures name the extension; good until the next step, as all
     * steps share it.
     */
    public Cursor cursor() {
      String name = ExtensionType.name(type());
      if (cursor == null) {
        cursor = Cursor.over(name, Reason.MALFORMED_EXTENSION, bytes, body, next - body);
        return cursor;
      }
      return cursor.turn(name, body, next - body);
    }

    /** The extension itself, its body copied. */
    public Extension extension() {
      return new Extension(type(), Arrays.copyOfRange(bytes, body, next));
    }
  }

  /**
   * Reads the rest of a hello: nothing at all, or a block with its 16-bit length and nothing behind
   * it.
   *
   * @throws TlsFailure decode_error for a wrong form, illegal_parameter for a type that comes twice
   */
  public static ExtensionBlock read(Cursor hello) throws TlsFailure {
    if (hello.remaining() == 0) {
      return NONE;
    }
    Cursor block = hello.vector16("extensions", 0, 0xffff);
    hello.end();
    int start = block.position();
    Types types = new Types();
    while (block.remaining() > 0) {
      int type = block.u16("extension_type");
      int length = block.u16("the length of extension_data");
      if (length > block.remaining()) {
        throw block.malformed(
            "extension_data of "
                + ExtensionType.name(type)
                + " needs "
                + length
                + " bytes but "
                + block.remaining()
                + " are left");
      }
      if (!types.add(type)) {
        throw TlsFailure.local(
            Alert.ILLEGAL_PARAMETER,
            Reason.DUPLICATE_EXTENSION,
            "the hello holds "
                + ExtensionType.name(type)
                + " twice; RFC 5246 7.4.1.4 allows each type once");
      }
      block.skip("extension_data", length);
    }
    return new ExtensionBlock(block.array(), start, block.position());
  }

  /**
   * The types seen so far: those in use in one long (its highest bit is renegotiation_info), any
   * others in a set made when needed.
   */
  private static final class Types {
    private static final int HIGHEST_BIT = 63;

    private long low;
    private Set<Integer> others;

    /** Whether the type is seen for the first time. */
    boolean add(int type) {
      if (type < HIGHEST_BIT || type == ExtensionType.RENEGOTIATION_INFO) {
        long bit = 1L << Math.min(type, HIGHEST_BIT);
        boolean first = (low & bit) == 0;
        low |= bit;
        return first;
      }
      if (others == null) {
        others = new HashSet<>();
      }
      return others.add(type);
    }
  }

  /** Writes the block with its length; nothing at all when there are no extensions. */
  public void write(Wire hello) {
    if (start < end) {
      int block = hello.open16();
      hello.bytes(bytes, start, end - start).close(block);
    }
  }

  /** How many bytes {@link #write} writes. */
  public int writtenLength() {
    return start < end ? Short.BYTES + end - start : 0;
  }

  /** The extensions one after the other. */
  public Walk walk() {
    return new Walk();
  }

  /** The extensions themselves, their bodies copied. */
  public List<Extension> extensions() {
    List<Extension> all = new ArrayList<>();
    for (Walk walk = walk(); walk.next(); ) {
      all.add(walk.extension());
    }
    return Collections.unmodifiableList(all);
  }

  /** The extension of a type, or null. */
  public Extension find(int type) {
    for (Walk walk = walk(); walk.next(); ) {
      if (walk.type() == type) {
        return walk.extension();
      }
    }
    return null;
  }

  private int u16(int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
