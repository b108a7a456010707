package io.github.padbridge.translate;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.PoolSpec;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong when a pooling of PyTorch's is ported by hand. */
final class PoolTraps {
  private PoolTraps() {}

  static List<String> of(PoolSpec spec) {
    List<String> traps = new ArrayList<>();
    boolean padded = spec.padding().stream().anyMatch(padding -> padding > 0);
    if (spec.op().isMax() && padded) {
      traps.add(
          "zeros around a max pooling win over negative numbers; pad with -inf, or with SAME");
    }
    if (!spec.op().isMax() && padded && spec.countIncludePad()) {
      traps.add("an average with SAME does not count its padding, PyTorch's does here");
    }
    if (spec.spatialRank() == 3) {
      traps.add("TensorFlow's 3-D poolings have no float64 on CPU");
    }
    same(spec, traps);
    return traps;
  }

  /** SAME that gives the right shape and the wrong numbers. */
  private static void same(PoolSpec spec, List<String> traps) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (!spec.inputSize(axis).isKnown() || spec.dilation().get(axis) > 1) {
        continue;
      }
      int stride = spec.stride().get(axis);
      PadAmount same =
          ConvArithmetic.tensorFlowSame(
              spec.inputSize(axis).value(), spec.effectiveKernel(axis), stride);
      boolean sameShape =
          ConvArithmetic.sameOutput(spec.inputSize(axis), stride).equals(spec.outputSize(axis));
      if (sameShape && same.before() != spec.padding().get(axis)) {
        traps.add(
            "padding=\"SAME\" gives the same shape here and other numbers: it puts "
                + same.before()
                + " before axis "
                + spec.axisName(axis)
                + ", PyTorch "
                + spec.padding().get(axis));
        return;
      }
    }
  }
}
