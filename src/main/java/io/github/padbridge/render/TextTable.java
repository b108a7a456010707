package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Printable;
import java.util.ArrayList;
import java.util.List;

/** A table without lines. Columns are aligned to the left, one without a header to the right. */
final class TextTable {
  private TextTable() {}

  /**
   * The table; its cells are made {@link Printable}, and wrapped where the table is too wide.
   *
   * @param width the number of columns of the text
   */
  static String of(List<String> headers, List<List<String>> rows, int width) {
    List<List<String>> lines = new ArrayList<>(List.of(headers));
    for (List<String> row : rows) {
      lines.add(row.stream().map(Printable::line).toList());
    }
    int columns = headers.size();
    int[] natural = new int[columns];
    int[] least = new int[columns];
    for (List<String> line : lines) {
      for (int column = 0; column < columns; column++) {
        natural[column] = Math.max(natural[column], line.get(column).length());
        least[column] = Math.max(least[column], TextWrap.longestWord(line.get(column)));
      }
    }
    int[] widths = TextColumns.fit(natural, least, width - columns * TextColumns.GAP.length());
    TextColumns layout =
        new TextColumns(TextColumns.GAP, widths, column -> headers.get(column).isEmpty(), true);
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> layout.append(text, line));
    return text.toString();
  }
}
