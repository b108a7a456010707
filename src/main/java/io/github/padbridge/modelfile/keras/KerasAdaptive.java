package io.github.padbridge.modelfile.keras;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.AdaptiveWindows;
import io.github.padbridge.layer.TensorFlowChannels;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Poolings over all of their input, or into a number of windows. */
final class KerasAdaptive {
  private KerasAdaptive() {}

  private static int axis(KerasGraph.Call call, int spatial) {
    return spatial + (call.node.isChannelsFirst() ? 2 : 1);
  }

  /** Whether its output has no spatial axes. */
  static boolean dropsAxes(KerasGraph.Call call, KerasClass type) {
    boolean isGlobal =
        type.kind() == KerasClass.Kind.GLOBAL_MAX_POOL
            || type.kind() == KerasClass.Kind.GLOBAL_AVERAGE_POOL;
    return isGlobal && !Boolean.TRUE.equals(call.node.config().get("keepdims"));
  }

  static boolean isOpen(KerasGraph.Call call, KerasClass type) {
    Shape in = call.input.orElse(null);
    for (int axis = 0; in != null && axis < type.rank(); axis++) {
      int at = axis(call, axis);
      if (at >= in.rank() || !in.size(at).isKnown()) {
        return true;
      }
    }
    return in == null;
  }

  /**
   * The pooling over equal windows that it is on an input of known sizes, with the axes of one that
   * keeps them; empty where its windows differ.
   */
  static Optional<TensorFlowSpec> uniform(KerasGraph.Call call, KerasClass type) {
    boolean isPooling = !type.isConvolution();
    if (!isPooling || isOpen(call, type)) {
      return Optional.empty();
    }
    Shape in = call.input.orElseThrow();
    List<Integer> windows = call.node.integers("output_size");
    List<Integer> kernel = new ArrayList<>();
    List<Integer> stride = new ArrayList<>();
    for (int axis = 0; axis < type.rank(); axis++) {
      long size = in.size(axis(call, axis)).value();
      int out = windows.isEmpty() ? 1 : windows.get(Math.min(axis, windows.size() - 1));
      Optional<AdaptiveWindows> regular = AdaptiveWindows.of(size, out);
      if (regular.isEmpty()) {
        return Optional.empty();
      }
      kernel.add(regular.get().size());
      stride.add(regular.get().stride());
    }
    boolean max =
        type.kind() == KerasClass.Kind.GLOBAL_MAX_POOL
            || type.kind() == KerasClass.Kind.ADAPTIVE_MAX_POOL;
    TensorFlowOp op =
        TensorFlowOp.named((max ? "max_pool" : "avg_pool") + type.rank() + "d").orElseThrow();
    Size channels = in.size(call.node.isChannelsFirst() ? 1 : in.rank() - 1);
    try {
      return Optional.of(
          new TensorFlowSpec(
              op,
              new TensorFlowChannels(channels, null, 1, 1),
              new Windows(kernel, stride, Collections.nCopies(type.rank(), 1)),
              TensorFlowPadding.VALID,
              false,
              false,
              call.node.isChannelsFirst(),
              in,
              List.of()));
    } catch (Refusal e) {
      return Optional.empty();
    }
  }
}
