package io.gasket.tls.interop.options;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which keying material is printed of a connection (RFC 5705). */
public final class ExportOptions {
  @Option(
      names = "--export",
      paramLabel = "LABEL:LENGTH[:HEX]",
      converter = Converter.class,
      description =
          "Print so many bytes of keying material for a label, and for a context in hexadecimal "
              + "(RFC 5705); may be given again")
  private List<Export> exports = List.of();

  /** What was asked for, in its order. */
  public List<Export> exports() {
    return exports;
  }

  /**
   * Keying material to export.
   *
   * @param label ASCII
   * @param length in bytes
   * @param context or null for none
   */
  public record Export(String label, int length, byte[] context) {}

  /** Reads the form above. */
  static final class Converter implements ITypeConverter<Export> {
    private static final int LONGEST = 4_096;

    @Override
    public Export convert(String text) {
      String[] parts = text.split(":", -1);
      if (parts.length < 2 || parts.length > 3) {
        throw new TypeConversionException("'" + text + "' is not LABEL:LENGTH or LABEL:LENGTH:HEX");
      }
      String label = parts[0];
      if (label.isEmpty() || !StandardCharsets.US_ASCII.newEncoder().canEncode(label)) {
        throw new TypeConversionException("the label in '" + text + "' is not 1 or more of ASCII");
      }
      return new Export(
          label, length(text, parts[1]), parts.length < 3 ? null : context(text, parts[2]));
    }

    private static int length(String text, String digits) {
      int length = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
      if (length < 1 || length > LONGEST) {
        throw new TypeConversionException("the length in '" + text + "' is not 1 to " + LONGEST);
      }
      return length;
    }

    private static byte[] context(String text, String hex) {
      try {
        return HexFormat.of().parseHex(hex);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("the context in '" + text + "' is not hexadecimal");
      }
    }
  }
}
