package io.github.padbridge.render;

import io.github.padbridge.notation.PaddedPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A padded array with lines between the padding and what is left of the input. */
public final class PictureText {
  private final PaddedPicture picture;
  private final int columnAxis;
  private final int columns;
  private final int width;

  private PictureText(PaddedPicture picture) {
    this.picture = picture;
    this.columnAxis = picture.shown().get(picture.shown().size() - 1);
    this.columns = Math.toIntExact(picture.padding().output().size(columnAxis).value());
    this.width =
        picture.rows().stream()
            .flatMap(List::stream)
            .mapToInt(element -> text(element).length())
            .max()
            .orElse(0);
  }

  public static String of(PaddedPicture picture) {
    return new PictureText(picture).drawn();
  }

  private String drawn() {
    StringBuilder text = new StringBuilder(title()).append("\n\n");
    List<List<Integer>> rows = picture.rows();
    if (rows.isEmpty() || columns == 0) {
      return text.append("  the result is empty\n").toString();
    }
    for (int row = 0; row < rows.size(); row++) {
      if (row > 0 && isInside(row) != isInside(row - 1)) {
        text.append(line(column -> "-".repeat(width), "-", "-+-"));
      }
      List<Integer> elements = rows.get(row);
      text.append(line(column -> padded(text(elements.get(column))), " ", " | "));
    }
    return text.append('\n').append(legend()).toString();
  }

  /** What the numbers and lines mean. */
  private String legend() {
    List<String> entries = new ArrayList<>();
    if (picture.rows().stream().flatMap(List::stream).anyMatch(Objects::nonNull)) {
      entries.add("the numbers count the input elements in order");
    }
    if (picture.rows().stream().anyMatch(row -> row.stream().anyMatch(Objects::isNull))) {
      entries.add(picture.padding().value().shown() + " is padding");
    }
    if (hasLines()) {
      entries.add("lines separate the input from its padding");
    }
    return "Legend: " + String.join("; ", entries) + ".\n";
  }

  private boolean hasLines() {
    List<List<Integer>> rows = picture.rows();
    return IntStream.range(1, rows.size()).anyMatch(row -> isInside(row) != isInside(row - 1))
        || IntStream.range(1, columns).anyMatch(this::isBorder);
  }

  /** Whether a line stands before a column. */
  private boolean isBorder(int column) {
    return picture.isInside(columnAxis, column) != picture.isInside(columnAxis, column - 1);
  }

  private String title() {
    String rows =
        picture.shown().size() == 1
            ? ""
            : "Rows along "
                + picture.padding().axisName(picture.shown().get(0))
                + ", columns along ";
    String axes = (rows.isEmpty() ? "Along " : rows) + picture.padding().axisName(columnAxis);
    List<String> hidden =
        IntStream.range(0, picture.padding().rank())
            .filter(axis -> !picture.shown().contains(axis))
            .filter(axis -> !picture.padding().axis(axis).isNone())
            .mapToObj(picture.padding()::axisName)
            .toList();
    return axes
        + (hidden.isEmpty() ? "" : "; also padded but not drawn: " + String.join(", ", hidden))
        + ":";
  }

  private boolean isInside(int row) {
    return picture.shown().size() == 1 || picture.isInside(picture.shown().get(0), row);
  }

  /** One line of the drawing. */
  private String line(IntFunction<String> cell, String between, String border) {
    StringBuilder line = new StringBuilder("  ");
    for (int column = 0; column < columns; column++) {
      if (column > 0) {
        line.append(isBorder(column) ? border : between);
      }
      line.append(cell.apply(column));
    }
    return line.toString().stripTrailing() + "\n";
  }

  private String padded(String text) {
    return " ".repeat(width - text.length()) + text;
  }

  private String text(Integer element) {
    return element == null ? picture.padding().value().shown() : Integer.toString(element);
  }
}
