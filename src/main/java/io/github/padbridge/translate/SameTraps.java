package io.github.padbridge.translate;

import io.github.padbridge.explain.AxisGroups;
import io.github.padbridge.explain.AxisSizes;
import io.github.padbridge.explain.SameOp;
import io.github.padbridge.explain.SameOp.Outcome;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Warnings where {@code padding="SAME"} gives the shape of a PyTorch layer but different numbers.
 */
final class SameTraps {
  private SameTraps() {}

  /** The warnings, one per group of axes; none where SAME gives another shape. */
  static List<String> of(Layer layer) {
    List<String> traps = differences(layer);
    if (sharesShape(layer) && !isDilated(layer)) {
      traps.addAll(LateStart.of(layer, "tf.nn." + layer.opName()));
    }
    return traps;
  }

  /** Where SAME, of TensorFlow or of JAX, gives the same shape but different numbers. */
  static List<String> differences(Layer layer) {
    List<String> traps = new ArrayList<>();
    if (sharesShape(layer)) {
      AxisGroups.of(layer, axis -> difference(layer, axis))
          .forEach((difference, axes) -> traps.add(difference.text(axes)));
    }
    return traps;
  }

  /** Dilated kernels are computed by other ops, which do not start late. */
  private static boolean isDilated(Layer layer) {
    return layer instanceof ConvSpec convolution
        && convolution.dilation().stream().anyMatch(dilation -> dilation > 1);
  }

  private static boolean sharesShape(Layer layer) {
    return IntStream.range(0, layer.spatialRank())
        .allMatch(
            axis -> where(layer, axis, Outcome.NUMBERS, Outcome.BUILDS, Outcome.EQUAL).isPresent());
  }

  private static Optional<AxisSizes> where(
      Layer layer, int axis, Outcome outcome, Outcome... more) {
    return SameOp.of(layer, axis).flatMap(same -> same.where(layer, axis, outcome, more));
  }

  /**
   * Where the numbers differ.
   *
   * @param cause with {@code %s} in place of the axes
   */
  private record Difference(AxisSizes sizes, String cause) {
    String text(List<Character> axes) {
      return "padding=\"SAME\" gives the same shape but different numbers "
          + sizes.onAny(axes)
          + ": "
          + String.format(cause, AxisGroups.named(axes));
    }
  }

  private static Optional<Difference> difference(Layer layer, int axis) {
    return SameOp.of(layer, axis)
        .flatMap(
            same ->
                same.where(layer, axis, Outcome.NUMBERS)
                    .map(
                        sizes ->
                            new Difference(
                                sizes,
                                same.difference(
                                    sizes.values(layer, axis, size -> same.same(size).before())))));
  }
}
