package io.gasket.tls.bench.load;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** A Markdown table, printed row by row, as a row may take minutes to be measured. */
public final class Table {
  private final PrintStream out;

  /** Prints the head. */
  public Table(PrintStream out, String... columns) {
    this.out = out;
    row((Object[]) columns);
    row(List.of(columns).stream().map(column -> "---").toArray());
  }

  /** Prints a row: long and int with separators, double with two digits after the point. */
  public void row(Object... cells) {
    StringBuilder line = new StringBuilder("|");
    for (Object cell : cells) {
      line.append(' ').append(text(cell)).append(" |");
    }
    out.println(line);
  }

  private static String text(Object cell) {
    if (cell instanceof Double number) {
      return String.format(Locale.ROOT, "%,.2f", number);
    }
    return cell instanceof Number number
        ? String.format(Locale.ROOT, "%,d", number.longValue())
        : cell.toString();
  }
}
