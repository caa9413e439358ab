package io.gasket.tls.message;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The extensions of a hello in their order (RFC 5246 7.4.1.4). Immutable; the bodies' arrays are
 * not changed.
 *
 * @param extensions each type once
 */
public record ExtensionBlock(List<Extension> extensions) {
  /** A block without extensions. */
  public static final ExtensionBlock NONE = new ExtensionBlock(List.of());

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

  /** Copies the list. */
  public ExtensionBlock {
    extensions = List.copyOf(extensions);
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
    List<Extension> found = new ArrayList<>();
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
      found.add(new Extension(type, block.bytes("extension_data", length)));
    }
    return new ExtensionBlock(found);
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
    if (extensions.isEmpty()) {
      return;
    }
    int block = hello.open16();
    for (Extension extension : extensions) {
      hello.u16(extension.type());
      int data = hello.open16();
      hello.bytes(extension.body()).close(data);
    }
    hello.close(block);
  }

  /** The extension of a type, or null. */
  public Extension find(int type) {
    for (Extension extension : extensions) {
      if (extension.type() == type) {
        return extension;
      }
    }
    return null;
  }
}
