package io.github.padbridge.translate;

import io.github.padbridge.explain.AxisGroups;
import io.github.padbridge.explain.AxisSizes;
import io.github.padbridge.explain.SameOp;
import io.github.padbridge.explain.SameOp.Outcome;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
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

  /** What is padded around an axis of a size, without what ceil_mode reaches past it. */
  private PadAmount amount(int axis, long size) {
    int padding = spec.padding().get(axis);
    return spec.padsSame()
        ? ConvArithmetic.tensorFlowSame(size, spec.effectiveKernel(axis), spec.stride().get(axis))
        : new PadAmount(padding, padding);
  }

  private Optional<AxisSizes> where(int axis, LongPredicate holds) {
    long settled = spec.effectiveKernel(axis) + spec.stride().get(axis);
    return AxisSizes.of(spec, axis, holds, settled, spec.stride().get(axis));
  }

  private Map<AxisSizes, List<Character>> padded() {
    return AxisGroups.of(spec, axis -> where(axis, size -> !amount(axis, size).isNone()));
  }

  private void largest() {
    Map<AxisSizes, List<Character>> padded = padded();
    if (padded.keySet().stream().anyMatch(AxisSizes::isAlways)) {
      zeros("zeros around a max pooling");
    } else if (!padded.isEmpty()) {
      padded.forEach((sizes, axes) -> zeros(sizes.onAny(axes) + " zeros around a max pooling"));
    } else if (!AxisGroups.of(spec, this::reachedByCeilMode).isEmpty()) {
      zeros("zeros after a max pooling, where ceil_mode reaches,");
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

  private void zeros(String where) {
    traps.add(where + " win over negative numbers; pad with -inf" + orSame());
  }

  /** SAME pads what is never the largest: where its windows are the layer's, it is a way out. */
  private String orSame() {
    boolean always =
        IntStream.range(0, spec.spatialRank())
            .allMatch(axis -> SameSizes.holds(spec, LayerComputation.of(spec), axis));
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
    boolean mayReach = spec.ceilMode() && !spec.padsSame();
    return where(
        axis,
        size ->
            ConvArithmetic.poolPaddingAfter(Size.of(size), padding, reach, stride, mayReach)
                > padding);
  }

  /** The sizes at which a window that begins in the padding meets no element. */
  private Optional<AxisSizes> ofPaddingOnly(int axis) {
    long dilation = spec.dilation().get(axis);
    long stride = spec.stride().get(axis);
    return where(
        axis,
        size ->
            LongStream.range(0, windows(axis, size))
                .map(window -> window * stride - amount(axis, size).before())
                .takeWhile(begin -> begin < 0)
                .anyMatch(begin -> Math.floorMod(begin, dilation) >= size));
  }

  private long windows(int axis, long size) {
    int stride = spec.stride().get(axis);
    return spec.padsSame()
        ? ConvArithmetic.sameOutput(size, stride)
        : ConvArithmetic.poolOutput(
                Size.of(size),
                spec.padding().get(axis),
                spec.effectiveKernel(axis),
                stride,
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
    } else if (!padded().isEmpty() && !spec.countIncludePad()) {
      traps.add(
          "zeros padded before an average pooling are counted; PyTorch does not count them here"
              + " (count_include_pad=False)");
    }
  }
}
