package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Printable;
import java.util.ArrayList;
import java.util.List;

/** A table without lines. Columns are aligned to the left, one without a header to the right. */
final class TextTable {
  private static final String GAP = "  ";

  private TextTable() {}

  /** The table; its cells are made {@link Printable}. */
  static String of(List<String> headers, List<List<String>> rows) {
    List<List<String>> lines = new ArrayList<>(List.of(headers));
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (String cell : row) {
        cells.add(Printable.line(cell));
      }
      lines.add(cells);
    }
    int[] widths = widths(lines);
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      text.append(line(headers, line, widths).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    return widths;
  }

  private static String line(List<String> headers, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String blanks = " ".repeat(widths[column] - cell.length());
      boolean toTheRight = headers.get(column).isEmpty();
      line.append(GAP).append(toTheRight ? blanks + cell : cell + blanks);
    }
    return line.toString();
  }
}
