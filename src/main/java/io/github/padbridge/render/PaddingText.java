package io.github.padbridge.render;

import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.AxisPlaces;
import io.github.padbridge.notation.DataLayout;
import io.github.padbridge.notation.FillMode;
import io.github.padbridge.notation.NotationResult;
import io.github.padbridge.notation.TensorPadding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The notations of a padding as text: the amounts, then one line per notation. */
public final class PaddingText {
  private PaddingText() {}

  /**
   * The padding.
   *
   * @param width the number of columns that the table may take
   */
  public static String of(TensorPadding padding, List<NotationResult> notations, int width) {
    StringBuilder text = new StringBuilder();
    text.append(padding.layout() == null ? "rank " + padding.rank() : padding.layout());
    text.append(": ").append(padding.input()).append(" -> ").append(padding.output()).append('\n');
    for (int i = 0; i < padding.rank(); i++) {
      if (!padding.axis(i).isNone()) {
        text.append("  ").append(padding.axisName(i)).append("  ");
        text.append(amounts(padding.axis(i))).append('\n');
      }
    }
    text.append("  ").append(padding.mode().id());
    text.append(padding.mode() == FillMode.CONSTANT ? " " + padding.value().shown() : "");
    text.append("\n\n").append(table(notations, width));
    for (String note : PaddingNotes.of(padding, notations)) {
      text.append("\nNote: ").append(note).append('\n');
    }
    return text.toString();
  }

  private static String amounts(AxisPadding axis) {
    return axis.before()
        + " before, "
        + axis.after()
        + " after"
        + (axis.interior() == 0 ? "" : ", " + axis.interior() + " between");
  }

  private static String table(List<NotationResult> notations, int width) {
    List<List<String>> rows = new ArrayList<>();
    for (NotationResult written : notations) {
      if (isListed(written)) {
        String layout = written.layout() == null ? "as given" : written.layout().toString();
        rows.add(List.of(written.notation(), layout, said(written)));
      }
    }
    return TextTable.of(List.of("notation", "axes", "padding"), rows, width);
  }

  /** A module of another mode is not listed. */
  private static boolean isListed(NotationResult written) {
    return written.isSaid() || !written.notation().matches("nn\\..*Pad[123N]d");
  }

  private static String said(NotationResult written) {
    if (written.expression() != null) {
      return written.expression();
    }
    return "- "
        + written.reason()
        + (written.instead() == null ? "" : "; instead: " + written.instead());
  }

  /**
   * Which place in each notation belongs to which axis, for 1 to 3 spatial axes.
   *
   * @param width the number of columns that a table may take
   */
  public static String places(int width) {
    StringBuilder text = new StringBuilder();
    for (int spatialRank = 1; spatialRank <= 3; spatialRank++) {
      text.append(spatialRank == 1 ? "" : "\n").append(places(spatialRank, width));
    }
    return text.toString();
  }

  private static String places(int spatialRank, int width) {
    List<AxisPlaces> axes = AxisPlaces.of(spatialRank);
    DataLayout first = new DataLayout(spatialRank, true, false);
    List<List<String>> rows = new ArrayList<>();
    for (AxisPlaces axis : axes) {
      boolean isSpatial = axis.spatial() != null;
      int spatial = axis.spatial() != null ? axis.spatial() : 0;
      rows.add(
          List.of(
              String.valueOf(axis.axis()),
              String.valueOf(axis.channelsFirst()),
              String.valueOf(axis.channelsLast()),
              "pad[" + axis.torch() + "], pad[" + (axis.torch() + 1) + "]",
              isSpatial ? "padding[" + spatial + "]" : "-",
              "paddings[" + axis.channelsLast() + "]",
              keras(isSpatial, spatialRank, spatial),
              "pads[" + axis.channelsFirst() + "], pads[" + axis.onnxEnd() + "]",
              isSpatial ? "pads[" + spatial + "], pads[" + (spatial + spatialRank) + "]" : "-"));
    }
    List<String> headers =
        List.of(
            "axis",
            first.toString(),
            first.asChannelsLast().toString(),
            "F.pad",
            "nn.Conv" + spatialRank + "d",
            "tf.pad " + first.asChannelsLast(),
            "ZeroPadding" + spatialRank + "D",
            "ONNX Pad",
            "ONNX Conv");
    return TextTable.fits(headers, rows, width)
        ? TextTable.of(headers, rows, width)
        : byNotation(headers, rows, width);
  }

  /** The same with a row for each notation. */
  private static String byNotation(List<String> headers, List<List<String>> rows, int width) {
    List<List<String>> turned = new ArrayList<>();
    for (int column = 0; column < headers.size(); column++) {
      int place = column;
      List<String> cells = new ArrayList<>(List.of(headers.get(column)));
      rows.forEach(row -> cells.add(row.get(place)));
      turned.add(cells);
    }
    List<String> axes = turned.get(0);
    List<List<String>> notations = turned.subList(1, turned.size());
    return TextTable.fits(axes, notations, width)
        ? TextTable.of(axes, notations, width)
        : TextTable.of(
            List.of("notation", "places"),
            notations.stream().map(cells -> List.of(cells.get(0), places(axes, cells))).toList(),
            width);
  }

  /** {@code N: pad[4], pad[5]; C: pad[2], pad[3]}. */
  private static String places(List<String> axes, List<String> cells) {
    return IntStream.range(1, axes.size())
        .filter(axis -> !cells.get(axis).equals("-"))
        .mapToObj(axis -> axes.get(axis) + ": " + cells.get(axis))
        .collect(Collectors.joining("; "));
  }

  private static String keras(boolean isSpatial, int spatialRank, int spatial) {
    if (!isSpatial) {
      return "-";
    }
    return spatialRank == 1 ? "padding" : "padding[" + spatial + "]";
  }
}
