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

/** Warnings for porting a PyTorch pooling by hand. */
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
      traps.traps.add("3-D pooling in TensorFlow does not support float64 on CPU");
    }
    traps.traps.addAll(SameTraps.of(spec));
    return traps.traps;
  }

  /** The warnings for a port to JAX. */
  static List<String> inJax(PoolSpec spec) {
    PoolTraps traps = new PoolTraps(spec);
    if (spec.op().isMax()) {
      traps.zeros();
      traps.traps.addAll(
          spec.isDilated() ? List.of("flax.linen.max_pool has no dilation") : List.of());
      traps.paddingOnly();
    } else if (spec.divisorOverride() != null) {
      traps.traps.add(
          "flax.linen.avg_pool divides by the elements of a window, this layer always by "
              + spec.divisorOverride()
              + " (divisor_override)");
    } else if (!traps.padded().isEmpty() && !spec.countIncludePad()) {
      traps.traps.add("flax.linen.avg_pool counts the padding unless count_include_pad=False");
    }
    traps.ceilMode();
    traps.traps.addAll(SameTraps.differences(spec));
    return traps.traps;
  }

  /** The padding of an axis of a size, without the elements that ceil_mode adds. */
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
    zeros();
    if (spec.isDilated()) {
      traps.add(
          op
              + " and the Keras layer do not support dilation; tf.nn.pool does, with VALID and stride 1"
              + " only");
    }
    paddingOnly();
  }

  private void zeros() {
    Map<AxisSizes, List<Character>> padded = padded();
    if (padded.keySet().stream().anyMatch(AxisSizes::isAlways)) {
      zeros("padding a max pooling with zeros", "");
    } else if (!padded.isEmpty()) {
      padded.forEach(
          (sizes, axes) -> zeros("padding a max pooling with zeros", " " + sizes.onAny(axes)));
    } else if (!AxisGroups.of(spec, this::reachedByCeilMode).isEmpty()) {
      zeros("filling the elements that ceil_mode adds with zeros", "");
    }
  }

  private void paddingOnly() {
    AxisGroups.of(spec, this::ofPaddingOnly)
        .forEach(
            (sizes, axes) ->
                traps.add(
                    "a dilated window holds only padding "
                        + sizes.onAny(axes)
                        + ", and PyTorch returns -inf for it"));
  }

  private void zeros(String what, String where) {
    traps.add(what + " is wrong for negative inputs" + where + "; pad with -inf" + orSame());
  }

  /**
   * The hint at SAME, which pads with the lowest value, where its windows are the windows of the
   * layer.
   */
  private String orSame() {
    boolean always =
        IntStream.range(0, spec.spatialRank())
            .allMatch(axis -> SameSizes.holds(spec, LayerComputation.of(spec), axis));
    if (always) {
      return ", or use SAME";
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
    return "; SAME is right only " + String.join(" and ", sizes);
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

  /** The sizes at which a window that starts in the padding reads no element. */
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
                ? "; PyTorch includes it and divides by its elements and padding"
                : "; PyTorch includes it and divides by its elements";
    AxisGroups.of(spec, this::reachedByCeilMode)
        .forEach(
            (sizes, axes) ->
                traps.add(
                    "VALID leaves out the window that ceil_mode adds "
                        + sizes.onAny(axes)
                        + divided));
  }

  private void average() {
    if (spec.divisorOverride() != null) {
      traps.add(
          "average pooling in TensorFlow divides by the elements of a window, this layer always by "
              + spec.divisorOverride()
              + " (divisor_override)");
    } else if (!padded().isEmpty() && !spec.countIncludePad()) {
      traps.add(
          "average pooling in TensorFlow counts zeros that are padded before it; this layer does not"
              + " (count_include_pad=False)");
    }
  }
}
