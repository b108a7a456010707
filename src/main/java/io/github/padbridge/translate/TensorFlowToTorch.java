package io.github.padbridge.translate;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.spec.TensorFlowSpec;

/** The plan of a TensorFlow layer in PyTorch. */
final class TensorFlowToTorch {
  private TensorFlowToTorch() {}

  /** The plan that gives the numbers of one build of TensorFlow. */
  static Plan plan(TensorFlowSpec spec, Runtime runtime) {
    TensorFlowSpec computed = (TensorFlowSpec) runtime.computed(spec);
    return computed.op().isPooling()
        ? TensorFlowPoolings.plan(computed)
        : TensorFlowConvolutions.plan(computed);
  }
}
