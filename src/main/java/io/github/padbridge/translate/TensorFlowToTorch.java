package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.List;
import java.util.Optional;

/** The plan of a layer of TensorFlow's in PyTorch. */
final class TensorFlowToTorch {
  private TensorFlowToTorch() {}

  /**
   * @param runtime the build of TensorFlow whose numbers the plan is to give
   * @throws Refusal where these depend on more than the build
   */
  static Plan plan(TensorFlowSpec spec, Runtime runtime) {
    requireOneStart(spec, runtime);
    return spec.op().isPooling()
        ? TensorFlowPoolings.plan(spec)
        : TensorFlowConvolutions.plan(spec);
  }

  /** With oneDNN on, where a 3-D op starts depends on the number type too. */
  private static void requireOneStart(TensorFlowSpec spec, Runtime runtime) {
    if (runtime == Runtime.PORTABLE || !spec.mayStartLate()) {
      return;
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Optional<PadAmount> amount = spec.padAmount(axis);
      // The most that a size can leave over is stride - 1 elements less the kernel's.
      boolean late =
          amount.isPresent()
              ? amount.get().before() < 0
              : spec.effectiveKernel(axis) - spec.strides().get(axis) <= -2;
      if (late) {
        throw new Refusal(
            new Fault(
                "with oneDNN on, TensorFlow's "
                    + spec.opName()
                    + " with SAME starts at 0 in float32 and later otherwise, where its stride"
                    + " leaves two elements over or more (here on axis "
                    + spec.axisName(axis)
                    + ")",
                "--runtime portable translates it as it is with oneDNN off, where it starts later",
                List.of(Argument.STRIDES),
                null));
      }
    }
  }
}
