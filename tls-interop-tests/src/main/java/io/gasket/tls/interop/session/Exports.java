package io.gasket.tls.interop.session;

import io.gasket.tls.interop.loop.Connection;
import io.gasket.tls.interop.options.ExportOptions.Export;
import java.util.HexFormat;
import java.util.List;

/**
 * Exported keying material as the lines {@code KeyingMaterial.LABEL: HEX} behind a session block.
 *
 * @param asked what is exported of each connection
 */
public record Exports(List<Export> asked) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** The lines, each with its line break. */
  public String text(Connection connection) {
    StringBuilder text = new StringBuilder();
    for (Export export : asked) {
      text.append("KeyingMaterial.")
          .append(export.label().replaceAll("\\p{Cntrl}", "?"))
          .append(": ")
          .append(value(connection, export))
          .append('\n');
    }
    return text.toString();
  }

  private static String value(Connection connection, Export export) {
    try {
      return HEX.formatHex(
          connection.exportKeyingMaterial(export.label(), export.context(), export.length()));
    } catch (IllegalStateException | IllegalArgumentException none) {
      return "none, " + none.getMessage();
    }
  }
}
