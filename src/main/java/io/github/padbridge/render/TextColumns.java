package io.github.padbridge.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** The columns of a table in a text. Cells that are wider than their column are wrapped. */
final class TextColumns {
  /** The width of a text whose lines may have any length. */
  static final int UNBOUNDED = Integer.MAX_VALUE;

  static final String GAP = "  ";

  private final String indent;
  private final int[] widths;
  private final IntPredicate toTheRight;
  private final boolean wraps;

  /**
   * @param indent the beginning of each line
   * @param toTheRight whether the cells of a column are aligned to the right
   * @param wraps whether wider cells are wrapped; else they move the cells behind them
   */
  TextColumns(String indent, int[] widths, IntPredicate toTheRight, boolean wraps) {
    this.indent = indent;
    this.widths = widths.clone();
    this.toTheRight = toTheRight;
    this.wraps = wraps;
  }

  /**
   * Widths with which a line of cells fits. The widest columns shrink first, to the longest word of
   * their cells at least, and further only where that is too much.
   *
   * @param natural the widths of the widest cells
   * @param least the widths of the longest words
   * @param available for all columns, without gaps
   */
  static int[] fit(int[] natural, int[] least, int available) {
    for (int most = max(natural); most > 0; most--) {
      int[] widths = new int[natural.length];
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(Math.min(natural[i], most), least[i]);
      }
      if (sum(widths) <= available) {
        return widths;
      }
    }
    boolean isLeast = max(least) <= 1;
    return isLeast ? ones(natural.length) : fit(natural, ones(natural.length), available);
  }

  private static int[] ones(int length) {
    int[] ones = new int[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static int max(int[] numbers) {
    return Arrays.stream(numbers).max().orElse(0);
  }

  static int sum(int[] numbers) {
    return Arrays.stream(numbers).sum();
  }

  /** Appends a row: one line, or several where a cell is wrapped. */
  void append(StringBuilder text, List<String> cells) {
    if (!wraps || fits(cells)) {
      line(text, cells);
      return;
    }
    List<List<String>> wrapped = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      wrapped.add(TextWrap.cell(cells.get(column), widths[column]));
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < height; i++) {
      int line = i;
      line(text, wrapped.stream().map(cell -> line < cell.size() ? cell.get(line) : "").toList());
    }
  }

  private boolean fits(List<String> cells) {
    for (int column = 0; column < widths.length; column++) {
      if (cells.get(column).length() > widths[column]) {
        return false;
      }
    }
    return true;
  }

  private void line(StringBuilder text, List<String> cells) {
    StringBuilder line = new StringBuilder(indent);
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String blanks = " ".repeat(Math.max(widths[column] - cell.length(), 0));
      line.append(column == 0 ? "" : GAP);
      line.append(toTheRight.test(column) ? blanks + cell : cell + blanks);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
