package io.github.padbridge.render;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table for people, its columns aligned: numbers to the right, texts to the left. The first rows
 * determine the widths of the columns, so that a table without end begins at once.
 *
 * <p>Where the table is too wide, empty columns are left out, then columns with one value in every
 * row; then cells are wrapped, then the least useful columns are left out. A line after the table
 * tells what is left out, except for empty columns. A table without rows is not written.
 */
public final class AlignedTable implements TableWriter {
  /** How many rows are looked at before the first is written. */
  public static final int LOOKED_AT = 1000;

  private final Writer out;
  private final List<String> columns;
  private final ColumnRanks ranks;
  private final int width;
  private final UnaryOperator<String> heading;
  private final List<List<String>> first = new ArrayList<>();

  /** The value that a column has in every row; null where it has several. */
  private final List<@Nullable String> constants = new ArrayList<>();

  private boolean isEmpty = true;
  private boolean isOneRow = true;

  /** Null until enough rows have been looked at. */
  private @Nullable Layout layout;

  /**
   * What is written.
   *
   * @param shown the indices of the columns
   */
  private record Layout(List<Integer> shown, TextColumns cells) {}

  /**
   * @param width the number of columns of the text
   * @param heading marks the line of the titles
   */
  public AlignedTable(
      Writer out,
      List<String> columns,
      ColumnRanks ranks,
      int width,
      UnaryOperator<String> heading) {
    this.out = out;
    this.columns = List.copyOf(columns);
    this.ranks = ranks;
    this.width = width;
    this.heading = heading;
  }

  @Override
  public void row(List<@Nullable Object> cells) throws IOException {
    List<String> texts = new ArrayList<>(cells.size());
    for (int column = 0; column < columns.size(); column++) {
      String text = TableWriter.text(cells.get(column));
      if (isEmpty) {
        constants.add(text);
      } else if (!text.equals(constants.get(column))) {
        constants.set(column, null);
      }
      texts.add(text);
    }
    isOneRow = isEmpty;
    isEmpty = false;
    if (layout != null) {
      write(texts, layout);
      return;
    }
    first.add(texts);
    if (first.size() == LOOKED_AT) {
      begin();
    }
  }

  private void begin() throws IOException {
    layout = layout();
    StringBuilder titles = new StringBuilder();
    layout.cells.append(titles, cells(columns, layout));
    out.write(titles.toString().lines().map(heading).collect(Collectors.joining("\n", "", "\n")));
    for (List<String> cells : first) {
      write(cells, layout);
    }
    first.clear();
  }

  private Layout layout() {
    int[] natural = widths(String::length);
    int[] least = leastWidths(natural);
    List<Integer> shown = new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
    if (!fits(shown, natural)) {
      shown.removeIf(this::isWithoutValue);
    }
    List<Integer> leastUseful =
        ranks.leastUseful().stream().map(columns::indexOf).filter(shown::contains).toList();
    if (isOneRow) {
      leaveOut(leastUseful, shown, natural);
    }
    List<Integer> constant =
        shown.stream().filter(column -> constants.get(column) != null).toList();
    leaveOut(constant, shown, natural);
    leaveOut(leastUseful, shown, least);
    List<Integer> fromTheEnd = new ArrayList<>(shown);
    Collections.reverse(fromTheEnd);
    leaveOut(fromTheEnd, shown, least);
    int[] fitted =
        TextColumns.fit(chosen(shown, natural), chosen(shown, least), available(shown.size()));
    boolean[] toTheRight = new boolean[shown.size()];
    for (int i = 0; i < toTheRight.length; i++) {
      int column = shown.get(i);
      toTheRight[i] = first.stream().allMatch(cells -> cells.get(column).matches("-?[0-9]*"));
    }
    return new Layout(
        shown,
        new TextColumns("", fitted, column -> toTheRight[column], width < TextColumns.UNBOUNDED));
  }

  /** Leaves out columns, the first at first, until the others fit. One column stays at least. */
  private void leaveOut(List<Integer> candidates, List<Integer> shown, int[] widths) {
    for (Integer column : candidates) {
      if (shown.size() > 1 && !fits(shown, widths) && !isKept(column)) {
        shown.remove(column);
      }
    }
  }

  private boolean isKept(int column) {
    return ranks.kept().contains(columns.get(column));
  }

  private boolean isWithoutValue(int column) {
    String constant = constants.get(column);
    return constant != null && constant.isEmpty();
  }

  /** The widths of the longest words; columns that are kept have room for a part of a sentence. */
  private int[] leastWidths(int[] natural) {
    int[] least = widths(TextWrap::longestWord);
    for (int column = 0; column < least.length; column++) {
      if (isKept(column)) {
        least[column] = Math.max(least[column], Math.min(natural[column], width / 3));
      }
    }
    return least;
  }

  private int[] widths(ToIntFunction<String> measure) {
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = measure.applyAsInt(columns.get(column));
      for (List<String> cells : first) {
        widths[column] = Math.max(widths[column], measure.applyAsInt(cells.get(column)));
      }
    }
    return widths;
  }

  private boolean fits(List<Integer> shown, int[] widths) {
    return TextColumns.sum(chosen(shown, widths)) <= available(shown.size());
  }

  /** What the cells of a line may take. */
  private int available(int count) {
    return width - (count - 1) * TextColumns.GAP.length();
  }

  private static int[] chosen(List<Integer> shown, int[] widths) {
    return shown.stream().mapToInt(column -> widths[column]).toArray();
  }

  private static List<String> cells(List<String> cells, Layout layout) {
    return layout.shown.size() == cells.size()
        ? cells
        : layout.shown.stream().map(cells::get).toList();
  }

  private void write(List<String> cells, Layout layout) throws IOException {
    StringBuilder text = new StringBuilder();
    layout.cells.append(text, cells(cells, layout));
    out.write(text.toString());
  }

  @Override
  public void finish() throws IOException {
    if (isEmpty) {
      out.flush();
      return;
    }
    if (layout == null) {
      begin();
    }
    List<String> leftOut = leftOut(Objects.requireNonNull(layout));
    if (!leftOut.isEmpty()) {
      String note = "Left out, since the terminal is narrow: " + String.join(", ", leftOut) + ".";
      out.write("\n" + TextWrap.hanging(note, "", "  ", width));
    }
    out.flush();
  }

  private List<String> leftOut(Layout layout) {
    List<String> leftOut = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      if (!layout.shown.contains(column) && !isWithoutValue(column)) {
        String constant = constants.get(column);
        String value = constant == null ? "" : " (" + (isOneRow ? "" : "always ") + constant + ")";
        leftOut.add(columns.get(column) + value);
      }
    }
    return leftOut;
  }
}
