package io.github.padbridge.translate;

import io.github.padbridge.shape.SizeFormula;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.PoolSpec;
import java.util.ArrayList;
import java.util.List;

/** The arithmetic of every axis of a pooling, as PyTorch's documentation writes it. */
final class PoolFormulas {
  private PoolFormulas() {}

  static List<SizeFormula> of(PoolSpec spec) {
    List<SizeFormula> formulas = new ArrayList<>();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      formulas.add(of(spec, axis));
    }
    return formulas;
  }

  private static SizeFormula of(PoolSpec spec, int axis) {
    char name = spec.axisName(axis);
    if (spec.padsSame()) {
      String size = ConvSpec.inputName(name);
      int stride = spec.stride().get(axis);
      return new SizeFormula(
          name,
          name + "_out",
          "floor((" + size + " + stride − 1) / stride)",
          "floor((" + spec.inputSize(axis) + " + " + stride + " − 1) / " + stride + ")",
          spec.outputSize(axis));
    }
    boolean dilates = spec.op().isMax();
    int kernel = spec.kernelSize().get(axis);
    String window = dilates ? "dilation·(kernel_size − 1) − 1" : "kernel_size";
    String windowNumbers =
        dilates ? spec.dilation().get(axis) + "·(" + kernel + " − 1) − 1" : "" + kernel;
    String round = spec.ceilMode() ? "ceil" : "floor";
    String formula =
        round + "((" + ConvSpec.inputName(name) + " + 2·padding − " + window + ") / stride) + 1";
    String numbers =
        round
            + "(("
            + spec.inputSize(axis)
            + " + 2·"
            + spec.padding().get(axis)
            + " − "
            + windowNumbers
            + ") / "
            + spec.stride().get(axis)
            + ") + 1";
    if (spec.ceilMode()) {
      String last = "floor((" + ConvSpec.inputName(name) + " + padding − 1) / stride) + 1";
      formula = "min(" + formula + ", " + last + ")";
      numbers =
          "min("
              + numbers
              + ", floor(("
              + spec.inputSize(axis)
              + " + "
              + spec.padding().get(axis)
              + " − 1) / "
              + spec.stride().get(axis)
              + ") + 1)";
    }
    return new SizeFormula(name, name + "_out", formula, numbers, spec.outputSize(axis));
  }
}
