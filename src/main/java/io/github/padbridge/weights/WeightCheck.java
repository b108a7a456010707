package io.github.padbridge.weights;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.WeightProof;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Proves that a permuted weight gives the numbers of PyTorch in the other framework. */
public final class WeightCheck {
  private final WeightProof proof;

  public WeightCheck(WeightProof proof) {
    this.proof = proof;
  }

  /**
   * Runs the layer with the weight of one side and its plan with that of the other.
   *
   * @throws Refusal if the layer is too large to run
   */
  public Agreement agreement(WeightChange change) throws IOException {
    if (change.read().isTooLarge()) {
      throw new Refusal(
          new Fault(
              "this weight is too large to run its layer", "leave out --check", List.of(), null));
    }
    Plan plan = WeightPlan.of(change.layer(), change.framework()).rest();
    // A port may group the channels of a depthwise kernel in another way.
    Tensor moved =
        new Tensor(Objects.requireNonNull(plan.weight()).toIntArray(), change.inFramework().data());
    return proof.prove(
        change.layer(),
        change.inPyTorch(),
        moved,
        layer -> WeightPlan.of(layer, change.framework()).rest());
  }
}
