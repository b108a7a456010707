package io.github.padbridge.render;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for people, its columns aligned: numbers to the right, texts to the left. The first rows
 * tell how wide the columns are, so that a table without end begins at once.
 */
public final class AlignedTable implements TableWriter {
  private static final int LOOKED_AT = 1000;
  private static final String GAP = "  ";

  private final Writer out;
  private final List<String> columns;
  private final List<List<@Nullable Object>> first = new ArrayList<>();

  /** Null until enough rows have been looked at. */
  private @Nullable Layout layout;

  /** How wide each column is, and which of them hold numbers alone. */
  private record Layout(int[] widths, boolean[] toTheRight) {}

  public AlignedTable(Writer out, List<String> columns) {
    this.out = out;
    this.columns = List.copyOf(columns);
  }

  @Override
  public void row(List<@Nullable Object> cells) throws IOException {
    if (layout != null) {
      write(cells, layout);
      return;
    }
    first.add(cells);
    if (first.size() == LOOKED_AT) {
      begin();
    }
  }

  private void begin() throws IOException {
    int[] widths = new int[columns.size()];
    boolean[] toTheRight = new boolean[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = columns.get(column).length();
      toTheRight[column] = !first.isEmpty();
      for (List<@Nullable Object> cells : first) {
        String text = TableWriter.text(cells.get(column));
        widths[column] = Math.max(widths[column], text.length());
        toTheRight[column] &= text.matches("-?[0-9]*");
      }
    }
    layout = new Layout(widths, toTheRight);
    write(List.copyOf(columns), layout);
    for (List<@Nullable Object> cells : first) {
      write(cells, layout);
    }
    first.clear();
  }

  private void write(List<@Nullable Object> cells, Layout layout) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < columns.size(); column++) {
      String text = TableWriter.text(cells.get(column));
      String blanks = " ".repeat(Math.max(layout.widths[column] - text.length(), 0));
      line.append(column == 0 ? "" : GAP);
      line.append(layout.toTheRight[column] ? blanks + text : text + blanks);
    }
    out.write(line.toString().stripTrailing() + "\n");
  }

  @Override
  public void finish() throws IOException {
    if (layout == null) {
      begin();
    }
    out.flush();
  }
}
