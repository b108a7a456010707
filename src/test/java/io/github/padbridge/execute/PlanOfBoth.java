package io.github.padbridge.execute;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.proof.Precision;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan with steps of both frameworks. */
final class PlanOfBoth extends PlanForTensorFlow implements TorchStep.Interpreter<INDArray> {
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
  public INDArray pad(Step.Pad step) {
    return on(step.on(), x -> Pads.around(x, step.paddings(), step.mode(), step.fill()));
  }

  @Override
  public INDArray samePad(TorchStep.SamePad step) {
    return on(step.on(), x -> PlanForTorch.padded(x, step));
  }

  @Override
  public INDArray windowMean(TorchStep.WindowMean step) {
    return on(step.on(), x -> PlanForTorch.mean(x, step));
  }

  @Override
  public INDArray zeroInsert(TorchStep.ZeroInsert step) {
    return on(step.on(), x -> Spread.of(x, 2, step.strides()));
  }

  @Override
  public INDArray conv(TorchStep.Conv step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> PlanForTorch.conv(x, kernel, step, groups, bias()));
  }

  @Override
  public INDArray convTranspose(TorchStep.ConvTranspose step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> PlanForTorch.convTranspose(x, kernel, step, groups, bias()));
  }

  @Override
  public INDArray pool(TorchStep.Pool step) {
    return on(step.on(), x -> Pools.torch(x, step));
  }
}
