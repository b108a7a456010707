package io.github.padbridge.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stands in for a notation that cannot say a padding takes the same elements. */
class InsteadTest {
  private static final int SIZE = 13;

  private static final Pattern SLICED = Pattern.compile("(x|\\w+\\.pad\\(.*\\))\\[(.*)\\]");

  private static final Pattern GATHER =
      Pattern.compile(
          "tf\\.gather\\(x, (?:tf\\.clip_by_value\\()?tf\\.range\\((-?\\d+), (\\d+)\\)"
              + "(?:, 0, (\\d+)\\)| % (\\d+)), axis=(\\d)\\)");

  private static List<int[]> indices(TensorPadding padding) {
    return padding.axes().stream().map(axis -> IndexMap.of(axis, padding.mode(), SIZE)).toList();
  }

  /** The elements that {@code instead} takes along each axis. */
  private static List<int[]> taken(String instead, TensorPadding meant) {
    Matcher sliced = SLICED.matcher(instead);
    if (sliced.matches()) {
      return sliced(sliced.group(1), sliced.group(2), meant);
    }
    if (instead.contains("tf.gather")) {
      return gathered(instead, meant);
    }
    return read(instead.replace("keras.ops.pad", "np.pad"), meant);
  }

  private static List<int[]> read(String expression, TensorPadding meant) {
    TensorContext asked = new TensorContext(meant.rank(), meant.layout(), null);
    TensorPadding read = NotationReader.read("test", expression, asked);
    assertThat(read.value()).isEqualTo(meant.value());
    return indices(read);
  }

  private static List<int[]> sliced(String array, String slices, TensorPadding meant) {
    int[] whole = IndexMap.of(AxisPadding.NONE, FillMode.CONSTANT, SIZE);
    List<int[]> axes =
        new ArrayList<>(
            array.equals("x") ? Collections.nCopies(meant.rank(), whole) : read(array, meant));
    int axis = 0;
    for (String slice : slices.split(", ", 0)) {
      String[] ends = slice.split(":", -1);
      int[] row = axes.get(axis);
      int from = ends[0].isEmpty() ? 0 : Integer.parseInt(ends[0]);
      int to = ends[1].isEmpty() ? row.length : row.length + Integer.parseInt(ends[1]);
      axes.set(axis++, Arrays.copyOfRange(row, from, to));
    }
    return axes;
  }

  private static List<int[]> gathered(String instead, TensorPadding meant) {
    int[] whole = IndexMap.of(AxisPadding.NONE, FillMode.CONSTANT, SIZE);
    List<int[]> axes = new ArrayList<>(Collections.nCopies(meant.rank(), whole));
    Matcher gather = GATHER.matcher(instead);
    while (gather.find()) {
      List<Integer> taken = new ArrayList<>();
      for (int i = Integer.parseInt(gather.group(1)); i < Integer.parseInt(gather.group(2)); i++) {
        taken.add(
            gather.group(3) != null
                ? Math.min(Math.max(i, 0), Integer.parseInt(gather.group(3)))
                : Math.floorMod(i, Integer.parseInt(gather.group(4))));
      }
      int axis = Integer.parseInt(gather.group(5));
      axes.set(axis, taken.stream().mapToInt(Integer::intValue).toArray());
    }
    return axes;
  }

  @Test
  void itTakesTheSameElements() {
    Map<String, Integer> cases = new TreeMap<>();
    for (TensorPadding grid : PaddingGrid.all()) {
      Shape sizes = new Shape(Collections.nCopies(grid.rank(), Size.of(SIZE)));
      TensorPadding padding =
          new TensorPadding(grid.axes(), grid.layout(), grid.mode(), grid.value(), sizes);
      for (NotationResult written : Writer.all(padding)) {
        if (written.instead() != null) {
          TensorPadding meant = written.layout() == null ? padding : padding.in(written.layout());
          List<int[]> taken = taken(written.instead(), meant);
          List<int[]> expected = indices(meant);
          for (int axis = 0; axis < meant.rank(); axis++) {
            assertThat(taken.get(axis)).as(written.instead()).isEqualTo(expected.get(axis));
          }
          cases.merge(written.notation().replaceAll("[123]D", "ND"), 1, Integer::sum);
        }
      }
    }
    assertThat(cases)
        .isEqualTo(
            Map.of(
                "F.pad", 125,
                "ONNX Pad", 348,
                "ZeroPaddingND", 4038,
                "jnp.pad", 828,
                "lax.conv padding", 22,
                "np.pad", 828,
                "tf.pad", 3031));
  }
}
