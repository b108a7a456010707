package io.github.padbridge.translate;

import io.github.padbridge.explain.AxisGroups;
import io.github.padbridge.explain.AxisSizes;
import io.github.padbridge.explain.SameAmounts;
import io.github.padbridge.layer.TensorFlowLimits;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Warnings for porting a TensorFlow layer by hand. */
final class TensorFlowTraps {
  private final TensorFlowSpec spec;
  private final List<String> traps = new ArrayList<>();

  private TensorFlowTraps(TensorFlowSpec spec) {
    this.spec = spec;
  }

  static List<String> of(TensorFlowSpec spec) {
    TensorFlowTraps traps = new TensorFlowTraps(spec);
    if (spec.padding() instanceof TensorFlowPadding.Same) {
      traps.same();
    }
    traps.narrow();
    traps.traps.addAll(TensorFlowLimits.of(spec));
    return traps.traps;
  }

  /** The warnings that also hold for a port to JAX. */
  static List<String> inJax(TensorFlowSpec spec) {
    TensorFlowTraps traps = new TensorFlowTraps(spec);
    if (spec.padding() instanceof TensorFlowPadding.Same) {
      if (!spec.op().isTransposed()) {
        traps.traps.addAll(LateStart.of(spec));
      }
      traps.padding(AxisGroups.of(spec, traps::padded));
    }
    return traps.traps;
  }

  private void same() {
    boolean strided = spec.strides().stream().anyMatch(stride -> stride > 1);
    if (strided && !spec.op().isPooling() && !spec.op().isTransposed()) {
      traps.add("PyTorch does not support padding=\"same\" with a stride");
    }
    traps.addAll(SameAmountTraps.of(spec));
    if (!spec.op().isTransposed()) {
      traps.addAll(LateStart.of(spec));
    }
    padding(AxisGroups.of(spec, this::padded));
  }

  /** The sizes at which a pooling with SAME pads something. */
  private Optional<AxisSizes> padded(int axis) {
    return spec.op().isPooling()
        ? SameAmounts.of(spec, axis).flatMap(same -> same.where(size -> !same.at(size).isNone()))
        : Optional.empty();
  }

  /** The warning about the padding of a pooling, once for all padded axes. */
  private void padding(Map<AxisSizes, List<Character>> padded) {
    if (padded.isEmpty()) {
      return;
    }
    String where =
        padded.entrySet().stream()
            .map(group -> where(group.getKey(), group.getValue()))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", and "));
    String at = where.isEmpty() ? "" : " " + where;
    traps.add(
        spec.op().kind() == TensorFlowOp.Kind.MAX_POOL
            ? "padding a max pooling with zeros is wrong for negative inputs"
                + at
                + "; pad with -inf"
            : "average pooling with SAME does not count its padding"
                + at
                + "; set count_include_pad=False");
  }

  /** Where axes are padded, in words; empty for all axes at every size. */
  private String where(AxisSizes sizes, List<Character> axes) {
    if (!sizes.isAlways()) {
      return sizes.onAny(axes);
    }
    return axes.size() == spec.spatialRank() ? "" : "on " + AxisGroups.named(axes);
  }

  private void narrow() {
    int last = spec.spatialRank() - 1;
    boolean convolves =
        spec.op().kind() == TensorFlowOp.Kind.CONV
            || spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV;
    if (convolves && spec.inChannels().equals(Size.of(1))) {
      long enough = spec.effectiveKernel(last) + spec.strides().get(last);
      NarrowOutput.trap(spec, spec.strides(), enough).ifPresent(traps::add);
    }
  }
}
