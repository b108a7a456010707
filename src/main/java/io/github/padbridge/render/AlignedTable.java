package io.github.padbridge.render;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * A table for people, its columns aligned: numbers to the right, texts to the left. The first rows
 * tell how wide the columns are, so that a table without end begins at once.
 */
public final class AlignedTable implements TableWriter {
  private static final int LOOKED_AT = 1000;
  private static final String GAP = "  ";

  private final Writer out;
  private final List<String> columns;
  private final List<List<Object>> first = new ArrayList<>();
  private int[] widths;
  private boolean[] toTheRight;

  public AlignedTable(Writer out, List<String> columns) {
    this.out = out;
    this.columns = List.copyOf(columns);
  }

  @Override
  public void row(List<Object> cells) throws IOException {
    if (widths != null) {
      write(cells);
      return;
    }
    first.add(cells);
    if (first.size() == LOOKED_AT) {
      begin();
    }
  }

  private void begin() throws IOException {
    widths = new int[columns.size()];
    toTheRight = new boolean[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = columns.get(column).length();
      toTheRight[column] = !first.isEmpty();
      for (List<Object> cells : first) {
        String text = TableWriter.text(cells.get(column));
        widths[column] = Math.max(widths[column], text.length());
        toTheRight[column] &= text.matches("-?[0-9]*");
      }
    }
    write(List.copyOf(columns));
    for (List<Object> cells : first) {
      write(cells);
    }
    first.clear();
  }

  private void write(List<Object> cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String text = TableWriter.text(cells.get(column));
      String blanks = " ".repeat(Math.max(widths[column] - text.length(), 0));
      line.append(column == 0 ? "" : GAP);
      line.append(toTheRight[column] ? blanks + text : text + blanks);
    }
    out.write(line.toString().stripTrailing() + "\n");
  }

  @Override
  public void finish() throws IOException {
    if (widths == null) {
      begin();
    }
    out.flush();
  }
}
