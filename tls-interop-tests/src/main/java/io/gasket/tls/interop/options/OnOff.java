package io.gasket.tls.interop.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A switch. */
enum OnOff {
  /** {@code on}. */
  ON,
  /** {@code off}. */
  OFF;

  static final class Converter implements ITypeConverter<OnOff> {
    @Override
    public OnOff convert(String text) {
      return switch (text) {
        case "on" -> ON;
        case "off" -> OFF;
        default -> throw new TypeConversionException("'" + text + "' is not on or off");
      };
    }
  }
}
