package io.github.padbridge.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes negative amounts as a slice of the padded tensor, for frameworks without them. */
final class Cropping {
  private Cropping() {}

  /**
   * {@code tf.pad(x, ...)[:, 1:-2]}. A crop at one end stays within the tensor, so that padding at
   * the other end does not affect it.
   *
   * @param pad writes a padding without negative amounts
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
