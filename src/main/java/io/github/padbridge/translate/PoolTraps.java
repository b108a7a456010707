package io.github.padbridge.translate;

import io.github.padbridge.explain.AxisGroups;
import io.github.padbridge.explain.AxisSizes;
import io.github.padbridge.explain.SameOp;
import io.github.padbridge.explain.SameOp.Outcome;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.PoolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What goes wrong when a PyTorch pooling is ported by hand. */
final class PoolTraps {
  private final PoolSpec spec;
  private final String op;
  private final List<String> traps = new ArrayList<>();

  private PoolTraps(PoolSpec spec) {
    this.spec = spec;
    this.op = "tf.nn." + spec.opName();
  }

  static List<String> of(PoolSpec spec) {
    PoolTraps traps = new PoolTraps(spec);
    if (spec.op().isMax()) {
      traps.largest();
    } else {
      traps.average();
    }
    traps.ceilMode();
    if (spec.spatialRank() == 3) {
      traps.traps.add("TensorFlow's 3-D poolings have no float64 on CPU");
    }
    traps.traps.addAll(SameTraps.of(spec));
    return traps.traps;
  }

  private boolean isPadded() {
    return spec.padding().stream().anyMatch(padding -> padding > 0);
  }

  private void largest() {
    Map<AxisSizes, List<Character>> reached = AxisGroups.of(spec, this::reachedByCeilMode);
    if (isPadded()) {
      traps.add("zeros around a max pooling win over negative numbers; pad with -inf" + orSame());
    } else if (!reached.isEmpty()) {
      traps.add(
          "zeros after a max pooling, where ceil_mode reaches, win over negative numbers; pad with -inf"
              + orSame());
    }
    if (spec.isDilated()) {
      traps.add(
          op + " and Keras' layer have no dilation; tf.nn.pool has, VALID and at stride 1 only");
    }
    AxisGroups.of(spec, this::ofPaddingOnly)
        .forEach(
            (sizes, axes) ->
                traps.add(
                    sizes.onAny(axes)
                        + " a dilated window holds nothing but padding, and PyTorch gives -inf for it"));
  }

  /** SAME pads what is never the largest: where its windows are the layer's, it is a way out. */
  private String orSame() {
    boolean always =
        IntStream.range(0, spec.spatialRank()).allMatch(axis -> SameSizes.holds(spec, axis));
    if (always) {
      return ", or with SAME";
    }
    boolean sometimes =
        IntStream.range(0, spec.spatialRank()).allMatch(axis -> equal(axis).isPresent());
    if (!sometimes) {
      return "";
    }
    List<String> sizes =
        AxisGroups.of(spec, this::equal).entrySet().stream()
            .filter(group -> !group.getKey().isAlways())
            .map(group -> group.getKey().onAll(group.getValue()))
            .toList();
    return "; SAME is right " + String.join(" and ", sizes) + " only";
  }

  private Optional<AxisSizes> equal(int axis) {
    return SameOp.of(spec, axis).flatMap(same -> same.where(spec, axis, Outcome.EQUAL));
  }

  /** The sizes at which the last window reaches past the padding. */
  private Optional<AxisSizes> reachedByCeilMode(int axis) {
    int padding = spec.padding().get(axis);
    int stride = spec.stride().get(axis);
    long reach = spec.effectiveKernel(axis);
    return AxisSizes.of(
        spec,
        axis,
        size ->
            ConvArithmetic.poolPaddingAfter(Size.of(size), padding, reach, stride, spec.ceilMode())
                > padding,
        1,
        stride);
  }

  /** The sizes at which a window that begins in the padding meets no element. */
  private Optional<AxisSizes> ofPaddingOnly(int axis) {
    long padding = spec.padding().get(axis);
    long dilation = spec.dilation().get(axis);
    long stride = spec.stride().get(axis);
    return AxisSizes.of(
        spec,
        axis,
        size ->
            LongStream.range(0, windows(axis, size))
                .map(window -> window * stride - padding)
                .takeWhile(begin -> begin < 0)
                .anyMatch(begin -> Math.floorMod(begin, dilation) >= size),
        dilation,
        1);
  }

  private long windows(int axis, long size) {
    return ConvArithmetic.poolOutput(
            Size.of(size),
            spec.padding().get(axis),
            spec.effectiveKernel(axis),
            spec.stride().get(axis),
            spec.ceilMode())
        .value();
  }

  private void ceilMode() {
    String divided =
        spec.op().isMax() || spec.divisorOverride() != null
            ? ""
            : spec.countIncludePad()
                ? "; PyTorch divides it by what lies within the padding"
                : "; PyTorch divides it by what lies within the input";
    AxisGroups.of(spec, this::reachedByCeilMode)
        .forEach(
            (sizes, axes) ->
                traps.add(
                    "ceil_mode adds a window "
                        + sizes.onAny(axes)
                        + ", which VALID leaves out"
                        + divided));
  }

  private void average() {
    if (spec.divisorOverride() != null) {
      traps.add(
          "TensorFlow's average pooling divides by the elements of a window, PyTorch always by "
              + spec.divisorOverride()
              + " here (divisor_override)");
    } else if (isPadded() && !spec.countIncludePad()) {
      traps.add(
          "zeros padded before an average pooling are counted; PyTorch does not count them here"
              + " (count_include_pad=False)");
    }
  }
}
