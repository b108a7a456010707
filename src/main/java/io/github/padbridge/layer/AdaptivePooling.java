package io.github.padbridge.layer;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A pooling whose windows follow from its input size, as {@link AdaptiveWindows} says for one axis.
 *
 * @param max whether it is a maximum, not an average
 * @param outputs the output size of each spatial axis; 0 for that of the input
 */
public record AdaptivePooling(boolean max, List<Integer> outputs) {
  public AdaptivePooling {
    outputs = List.copyOf(outputs);
  }

  /** Whether there is one window over the whole of every axis. */
  public boolean isGlobal() {
    return outputs.stream().allMatch(out -> out == 1);
  }

  /** Where {@link #kerasCall} is the same: on JAX, Keras 3.15 rounds the windows in float32. */
  public String where() {
    return isGlobal() ? " at every size" : " at every size on TensorFlow";
  }

  /**
   * The Keras layer that computes the same on TensorFlow, with {@code keepdims=True} if it is
   * global; empty if there is none. Keras 3.15 has no output size None, and its adaptive maxima
   * stop the process where all windows have one size.
   */
  public Optional<String> kerasCall() {
    String kind = (max ? "Max" : "Average") + "Pooling" + outputs.size() + "D(";
    if (isGlobal()) {
      return Optional.of("keras.layers.Global" + kind + "keepdims=True)");
    }
    return max || outputs.contains(0)
        ? Optional.empty()
        : Optional.of("keras.layers.Adaptive" + kind + sizes() + ")");
  }

  /** The output sizes in Python: one number where all are the same, else a tuple. */
  public String sizes() {
    String all =
        outputs.stream()
            .map(out -> out == 0 ? "None" : String.valueOf(out))
            .collect(Collectors.joining(", "));
    return outputs.stream().distinct().count() == 1 ? all.replaceFirst(",.*", "") : "(" + all + ")";
  }

  /**
   * The PyTorch pooling over windows of one size that it is on an input; empty where its windows
   * have several sizes or a spatial size is open.
   *
   * @param input {@code (N, C, spatial...)} or {@code (C, spatial...)}
   */
  public Optional<PoolSpec> on(Shape input) {
    int rank = outputs.size();
    PoolOp op = PoolOp.named((max ? "max" : "avg") + "_pool" + rank + "d").orElse(null);
    if (op == null || input.rank() < rank + 1 || input.rank() > rank + 2) {
      return Optional.empty();
    }
    List<Integer> kernel = new ArrayList<>();
    List<Integer> stride = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      Size in = input.size(input.rank() - rank + axis);
      if (!in.isKnown()) {
        return Optional.empty();
      }
      long out = outputs.get(axis) == 0 ? in.value() : outputs.get(axis);
      Optional<AdaptiveWindows> windows = AdaptiveWindows.of(in.value(), out);
      if (windows.isEmpty()) {
        return Optional.empty();
      }
      kernel.add(windows.get().size());
      stride.add(windows.get().stride());
    }
    return Optional.of(
        new PoolSpec(
            op,
            new Windows(kernel, stride, Collections.nCopies(rank, 1)),
            Collections.nCopies(rank, 0),
            false,
            true,
            null,
            false,
            input));
  }
}
