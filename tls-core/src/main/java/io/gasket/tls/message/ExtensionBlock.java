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
    Set<Integer> types = new HashSet<>();
    while (block.remaining() > 0) {
      int type = block.u16("extension_type");
      Cursor data = block.vector16("extension_data of " + ExtensionType.name(type), 0, 0xffff);
      if (!types.add(type)) {
        throw TlsFailure.local(
            Alert.ILLEGAL_PARAMETER,
            Reason.DUPLICATE_EXTENSION,
            "the hello holds "
                + ExtensionType.name(type)
                + " twice; RFC 5246 7.4.1.4 allows each type once");
      }
      found.add(new Extension(type, data.rest()));
    }
    return new ExtensionBlock(found);
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
