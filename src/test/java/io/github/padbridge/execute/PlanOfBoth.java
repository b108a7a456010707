package io.github.padbridge.execute;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.TorchInterpreter;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.proof.Precision;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan with steps of both frameworks. */
final class PlanOfBoth extends PlanForTensorFlow implements TorchInterpreter<INDArray> {
  private PlanOfBoth(Plan plan, CaseTensors on, Precision precision) {
    super(plan, on, precision);
  }

  /** ND4J, on which every plan may have such steps. */
  static Nd4jEngine engine() {
    return new Nd4jEngine() {
      @Override
      public Tensor run(Plan plan, CaseTensors on, Precision precision) {
        return Scratch.during(() -> new PlanOfBoth(plan, on, precision).run());
      }
    };
  }

  /** PyTorch's rules for padding are the wider ones. */
  @Override
  public INDArray pad(Pad step) {
    return on(step.on(), x -> Pads.around(x, step.paddings(), step.mode(), step.fill()));
  }

  /** The channels are first in PyTorch steps. */
  @Override
  public INDArray conv(Conv step) {
    if (step.data().indexOf('C') != 1) {
      return super.conv(step);
    }
    int groups = size(step.groups());
    return onPairs((x, kernel) -> biased(PlanForTorch.conv(x, kernel, step, groups), step.bias()));
  }

  @Override
  public INDArray convTranspose(ConvTranspose step) {
    int groups = size(step.groups());
    return onPairs(
        (x, kernel) -> biased(PlanForTorch.convTranspose(x, kernel, step, groups), step.bias()));
  }

  @Override
  public INDArray torchPool(TorchPool step) {
    return on(step.on(), x -> Pools.torch(x, step));
  }
}
