package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** A table without lines. Columns are aligned to the left, one without a header to the right. */
final class TextTable {
  private static final String FIELD = TextColumns.GAP.repeat(2) + " ";

  private final List<String> headers;
  private final List<List<String>> lines = new ArrayList<>();
  private final int width;

  private TextTable(List<String> headers, List<List<String>> rows, int width) {
    this.headers = headers;
    this.width = width;
    lines.add(headers);
    rows.forEach(row -> lines.add(row.stream().map(Printable::line).toList()));
  }

  /**
   * The table; its cells are made {@link Printable}, and wrapped where the table is too wide. Where
   * that would break words, each row is a paragraph with a line for each cell.
   *
   * @param width the number of columns of the text
   */
  static String of(List<String> headers, List<List<String>> rows, int width) {
    TextTable table = new TextTable(headers, rows, width);
    int[] words = table.widths(TextWrap::longestWord);
    int[] least = table.fits(words) ? words : table.widths(TextWrap::longestPart);
    return table.fits(least) ? table.grid(least) : table.paragraphs();
  }

  /** Whether the table needs no break inside a word. */
  static boolean fits(List<String> headers, List<List<String>> rows, int width) {
    TextTable table = new TextTable(headers, rows, width);
    return table.fits(table.widths(TextWrap::longestWord));
  }

  private boolean fits(int[] least) {
    return TextColumns.sum(least) <= available();
  }

  private int available() {
    return width - headers.size() * TextColumns.GAP.length();
  }

  private int[] widths(ToIntFunction<String> measure) {
    int[] widths = new int[headers.size()];
    for (List<String> line : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], measure.applyAsInt(line.get(column)));
      }
    }
    return widths;
  }

  private String grid(int[] least) {
    int[] widths = TextColumns.fit(widths(String::length), least, available());
    TextColumns layout =
        new TextColumns(TextColumns.GAP, widths, column -> headers.get(column).isEmpty(), true);
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> layout.append(text, line));
    return text.toString();
  }

  /** The cells of each row below its first; a cell without a header is a number before it. */
  private String paragraphs() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines.subList(1, lines.size())) {
      int first = headers.get(0).isEmpty() ? 1 : 0;
      String title = String.join(TextColumns.GAP, line.subList(0, first + 1));
      text.append(TextColumns.GAP).append(title).append('\n');
      for (int column = first + 1; column < line.size(); column++) {
        if (!line.get(column).isEmpty()) {
          String field = headers.get(column) + ": " + line.get(column);
          text.append(TextWrap.hanging(field, FIELD, FIELD + TextColumns.GAP, width));
        }
      }
    }
    return text.toString();
  }
}
