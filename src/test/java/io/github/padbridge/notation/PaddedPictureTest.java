package io.github.padbridge.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The drawn arrays against arrays grown and cropped element by element. */
class PaddedPictureTest {
  /** A row with {@code amounts} applied, one element at a time; null is the constant. */
  private static List<Integer> grown(List<Integer> row, AxisPadding amounts, FillMode mode) {
    List<Integer> spread = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      spread.add(row.get(i));
      for (int k = 0; k < amounts.interior() && i < row.size() - 1; k++) {
        spread.add(null);
      }
    }
    List<Integer> after = extension(spread, amounts.after(), mode);
    List<Integer> reversed = new ArrayList<>(spread);
    Collections.reverse(reversed);
    List<Integer> before = extension(reversed, amounts.before(), mode);
    Collections.reverse(before);
    int from = Math.min(Math.max(-amounts.before(), 0), spread.size());
    int to = Math.max(spread.size() - Math.max(-amounts.after(), 0), from);
    List<Integer> all = new ArrayList<>(before);
    all.addAll(spread.subList(from, to));
    all.addAll(after);
    return all;
  }

  /** The {@code count} elements that come after the end of a row. */
  private static List<Integer> extension(List<Integer> row, int count, FillMode mode) {
    List<Integer> extension = new ArrayList<>();
    // A walker that turns round at the borders; where they are repeated, it stands still there.
    int at = row.size() - 1;
    int step = 1;
    for (int i = 0; i < count; i++) {
      boolean isTurning = at + step < 0 || at + step >= row.size();
      switch (mode) {
        case CONSTANT -> extension.add(null);
        case REPLICATE -> extension.add(row.get(row.size() - 1));
        case CIRCULAR -> extension.add(row.get(i % row.size()));
        case REFLECT -> {
          step = isTurning ? -step : step;
          at = row.size() == 1 ? 0 : at + step;
          extension.add(row.get(at));
        }
        case SYMMETRIC -> {
          at = isTurning ? at : at + step;
          step = isTurning ? -step : step;
          extension.add(row.get(at));
        }
      }
    }
    return extension;
  }

  private static List<Integer> numbered(int from, int count) {
    List<Integer> row = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      row.add(from + i);
    }
    return row;
  }

  @Test
  void everyModeAndAmountAlongOneAxis() {
    int cases = 0;
    for (FillMode mode : FillMode.values()) {
      boolean isConstant = mode == FillMode.CONSTANT;
      for (int size = 1; size <= 5; size++) {
        for (int before = isConstant ? -size : 0; before <= 5; before++) {
          for (int after = isConstant ? -size : 0; after <= 5; after++) {
            for (int interior = 0; interior <= (isConstant ? 2 : 0); interior++) {
              if (Math.max(-before, 0) + Math.max(-after, 0) > size) {
                continue;
              }
              AxisPadding axis = new AxisPadding(before, after, interior);
              TensorPadding padding =
                  new TensorPadding(List.of(axis), null, mode, FillValue.ZERO, Shape.of(size));
              assertThat(PaddedPicture.of(padding).rows())
                  .as("%s %s %s", mode, size, axis)
                  .containsExactly(grown(numbered(1, size), axis, mode));
              cases++;
            }
          }
        }
      }
    }
    assertThat(cases).isEqualTo(1860);
  }

  @Test
  void rowsAndColumnsOfAnImage() {
    int cases = 0;
    for (FillMode mode : FillMode.values()) {
      for (int seed = 0; seed < 64; seed++) {
        int height = 2 + seed % 3;
        int width = 2 + seed / 3 % 4;
        AxisPadding rows = AxisPadding.of(seed % 2, seed / 2 % 2 + (height == 2 ? 0 : 1));
        AxisPadding columns = AxisPadding.of(seed / 4 % 2, seed / 8 % 2);
        for (DataLayout layout :
            List.of(new DataLayout(2, true, false), new DataLayout(2, true, true))) {
          List<AxisPadding> axes = new ArrayList<>(Collections.nCopies(4, AxisPadding.NONE));
          axes.set(layout.firstSpatial(), rows);
          axes.set(layout.firstSpatial() + 1, columns);
          int[] sizes =
              layout.isChannelsLast()
                  ? new int[] {2, height, width, 3}
                  : new int[] {2, 3, height, width};
          TensorPadding padding =
              new TensorPadding(axes, layout, mode, FillValue.ZERO, Shape.of(sizes));
          assertThat(PaddedPicture.of(padding).rows())
              .isEqualTo(image(height, width, rows, columns, mode));
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(5 * 64 * 2);
  }

  private static List<List<Integer>> image(
      int height, int width, AxisPadding rows, AxisPadding columns, FillMode mode) {
    List<List<Integer>> image = new ArrayList<>();
    for (Integer row : grown(numbered(0, height), rows, mode)) {
      image.add(
          row == null
              ? Collections.nCopies(columns.before() + width + columns.after(), null)
              : grown(numbered(row * width + 1, width), columns, mode));
    }
    return image;
  }

  @Test
  void onlySmallArraysOfKnownSizeAreDrawn() {
    TensorPadding wide =
        new TensorPadding(
            List.of(AxisPadding.of(20, 1)), null, FillMode.CONSTANT, FillValue.ZERO, Shape.of(4));
    assertThatThrownBy(() -> PaddedPicture.of(wide))
        .isInstanceOf(Refusal.class)
        .hasMessage("--show draws up to 24 elements along an axis (got 25 along axis 0)");
    TensorPadding huge =
        new TensorPadding(
            List.of(AxisPadding.of(Integer.MAX_VALUE, -Integer.MAX_VALUE)),
            null,
            FillMode.CONSTANT,
            FillValue.ZERO,
            Shape.of(4));
    assertThat(PaddedPicture.of(huge).rows().get(0)).containsExactly(null, null, null, null);
    TensorPadding open =
        new TensorPadding(
            List.of(AxisPadding.NONE),
            null,
            FillMode.CONSTANT,
            FillValue.ZERO,
            TensorContext.NOTHING.inputOr(1, null));
    assertThatThrownBy(() -> PaddedPicture.of(open))
        .isInstanceOf(Refusal.class)
        .hasMessage("--show needs the size of axis 0");
  }
}
