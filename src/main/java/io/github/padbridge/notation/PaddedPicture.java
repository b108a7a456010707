package io.github.padbridge.notation;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drawing of the last one or two spatial axes of a padded tensor. The elements are numbered from
 * 1, row by row.
 *
 * @param padding the padding
 * @param shown the drawn axes: rows and columns, or columns alone
 * @param rows the number of each element; null for the constant
 */
public record PaddedPicture(
    TensorPadding padding, List<Integer> shown, List<List<@Nullable Integer>> rows) {
  /** The most elements in each direction that fit a terminal. */
  public static final int WIDEST = 24;

  /**
   * @throws Refusal if a size is unknown or greater than {@link #WIDEST}
   */
  public static PaddedPicture of(TensorPadding padding) {
    List<Integer> shown = shownAxes(padding);
    for (int axis : shown) {
      check(padding, axis);
    }
    int columnAxis = shown.get(shown.size() - 1);
    int[] columns = indices(padding, columnAxis);
    int[] rows = shown.size() == 1 ? new int[] {0} : indices(padding, shown.get(0));
    int width = padding.input().size(columnAxis).intValue();
    List<List<@Nullable Integer>> elements = new ArrayList<>();
    for (int row : rows) {
      List<@Nullable Integer> line = new ArrayList<>();
      for (int column : columns) {
        boolean isFill = row == IndexMap.FILL || column == IndexMap.FILL;
        line.add(isFill ? null : row * width + column + 1);
      }
      elements.add(line);
    }
    return new PaddedPicture(padding, shown, elements);
  }

  private static List<Integer> shownAxes(TensorPadding padding) {
    DataLayout layout = padding.layout();
    int end = layout == null ? padding.rank() : layout.firstSpatial() + layout.spatialRank();
    int axes = Math.min(layout == null ? padding.rank() : layout.spatialRank(), 2);
    return axes == 1 ? List.of(end - 1) : List.of(end - 2, end - 1);
  }

  private static int[] indices(TensorPadding padding, int axis) {
    int size = padding.input().size(axis).intValue();
    return IndexMap.of(padding.axis(axis), padding.mode(), size);
  }

  private static void check(TensorPadding padding, int axis) {
    Size input = padding.input().size(axis);
    if (!input.isKnown()) {
      throw refusal("--show needs the size of " + padding.axisName(axis));
    }
    long longer = Math.max(input.value(), padding.output().size(axis).value());
    if (longer > WIDEST) {
      throw refusal(
          "--show draws up to "
              + WIDEST
              + " elements along an axis (got "
              + longer
              + " along "
              + padding.axisName(axis)
              + ")");
    }
  }

  private static Refusal refusal(String message) {
    return new Refusal(
        Fault.at(
            new Place(Place.COMMAND_LINE, 0, 0, "--input-shape"),
            message,
            "use a small shape such as --input-shape 1,1,3,3"));
  }

  /** The positions of a drawn axis that hold input elements. */
  public boolean isInside(int axis, int place) {
    AxisPadding amounts = padding.axis(axis);
    long size = padding.output().size(axis).value();
    return place >= Math.max(amounts.before(), 0) && place < size - Math.max(amounts.after(), 0);
  }
}
