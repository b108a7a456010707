package io.github.padbridge.translate;

import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
          "PyTorch refuses padding=\"same\" with a stride; and SAME pads by the input size, so another"
              + " size may need another padding");
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Optional<PadAmount> amount = spec.padAmount(axis);
      if (amount.isPresent() && amount.get().before() != amount.get().after()) {
        traps.add(
            "SAME puts "
                + amount.get().before()
                + " before and "
                + amount.get().after()
                + " after axis "
                + spec.axisName(axis)
                + "; a symmetric padding gives the same shape at most and other numbers");
        break;
      }
    }
    if (spec.op().kind() == TensorFlowOp.Kind.MAX_POOL) {
      traps.add("zeros around a max pooling win over negative numbers; pad with -inf");
    }
    return traps;
  }
}
