package io.github.padbridge.translate;

import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What goes wrong when a layer of TensorFlow's is ported by hand. */
final class TensorFlowTraps {
  private TensorFlowTraps() {}

  static List<String> of(TensorFlowSpec spec) {
    List<String> traps = new ArrayList<>();
    if (!(spec.padding() instanceof TensorFlowPadding.Same)) {
      return traps;
    }
    boolean strided = spec.strides().stream().anyMatch(stride -> stride > 1);
    if (strided && !spec.op().isTransposed()) {
      traps.add(
          (spec.op().isPooling() ? "" : "PyTorch refuses padding=\"same\" with a stride; and ")
              + "SAME pads by the input size, so another size may need another padding");
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Optional<PadAmount> amount = spec.padAmount(axis);
      if (amount.isPresent() && amount.get().before() != amount.get().after()) {
        traps.add(uneven(spec, axis, amount.get()));
        break;
      }
    }
    if (spec.mayStartLate() && mayLeaveTwo(spec)) {
      traps.add(
          "where the stride leaves two elements over or more, TensorFlow's 3-D ops start later than those"
              + " of fewer axes, but not in float32 with oneDNN on, the default on x86, nor with XLA");
    }
    if (spec.op().kind() == TensorFlowOp.Kind.MAX_POOL) {
      traps.add("zeros around a max pooling win over negative numbers; pad with -inf");
    }
    return traps;
  }

  /** Whether there is a size of which a stride leaves two elements over that no window needs. */
  private static boolean mayLeaveTwo(TensorFlowSpec spec) {
    return IntStream.range(0, spec.spatialRank())
        .anyMatch(axis -> spec.strides().get(axis) - spec.kernelSize().get(axis) >= 2);
  }

  private static String uneven(TensorFlowSpec spec, int axis, PadAmount amount) {
    boolean cuts = spec.op().isTransposed() || amount.total() < 0;
    return "SAME "
        + (cuts ? "cuts " : "puts ")
        + Math.abs(amount.before())
        + (cuts ? " off the start and " : " before and ")
        + Math.abs(amount.after())
        + (cuts ? " off the end of axis " : " after axis ")
        + spec.axisName(axis)
        + "; a padding that is the same on both sides gives other numbers, even where the shape is right";
  }
}
