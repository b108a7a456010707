package io.github.padbridge.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Says negative amounts where a framework has none: as a slice of what is padded. */
final class Cropping {
  private Cropping() {}

  /**
   * {@code tf.pad(x, ...)[:, 1:-2]}. What is cropped at one end lies within the tensor, so that it
   * does not matter what has been added at the other.
   *
   * @param pad says a padding without negative amounts
   */
  static String of(TensorPadding padding, Function<TensorPadding, String> pad) {
    List<AxisPadding> kept = padding.axes().stream().map(AxisPadding::withoutCrop).toList();
    TensorPadding grown =
        new TensorPadding(kept, padding.layout(), padding.mode(), padding.value(), padding.input());
    String array = kept.stream().allMatch(AxisPadding::isNone) ? "x" : pad.apply(grown);
    List<String> slices = new ArrayList<>();
    int last = 0;
    for (int i = 0; i < padding.rank(); i++) {
      String start =
          padding.axis(i).croppedBefore() > 0 ? "" + padding.axis(i).croppedBefore() : "";
      String end = padding.axis(i).croppedAfter() > 0 ? "-" + padding.axis(i).croppedAfter() : "";
      slices.add(start + ":" + end);
      last = padding.axis(i).isNegative() ? i + 1 : last;
    }
    return array + "[" + String.join(", ", slices.subList(0, last)) + "]";
  }
}
