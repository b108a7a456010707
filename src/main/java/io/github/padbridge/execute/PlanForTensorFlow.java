package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.TensorFlowInterpreter;
import io.github.padbridge.proof.Precision;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan for TensorFlow on ND4J. */
class PlanForTensorFlow extends PlanOnNd4j implements TensorFlowInterpreter<INDArray> {
  PlanForTensorFlow(Plan plan, CaseTensors on, Precision precision) {
    super(plan, on, precision);
  }

  @Override
  public INDArray pad(Pad step) {
    unless(
        step.paddings().stream().allMatch(a -> a.before() >= 0 && a.after() >= 0),
        "negative paddings");
    unless(
        step.mode() == Pad.Mode.CONSTANT || step.mode() == Pad.Mode.REFLECT,
        "a padding mode that tf.pad does not have");
    return super.pad(step);
  }

  @Override
  public INDArray gather(Gather step) {
    return onData(
        x -> {
          int size = Math.toIntExact(x.size(step.axis()));
          int[] indices = new int[Math.toIntExact(size + step.amount().total())];
          unless(indices.length > 0, "gather of nothing");
          for (int i = 0; i < indices.length; i++) {
            indices[i] = step.mode().bringBack(i - step.amount().before(), size);
          }
          return Nd4jOps.gather(x, step.axis(), indices);
        });
  }

  @Override
  public INDArray dilateKernel(DilateKernel step) {
    return on(Operand.WEIGHT, kernel -> Spread.of(kernel, 0, step.dilations()));
  }

  @Override
  public INDArray pool(Pool step) {
    return on(step.on(), x -> Pools.tensorFlow(x, step));
  }

  @Override
  public INDArray conv(Conv step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> grouped(x, kernel, step, groups));
  }

  private INDArray grouped(INDArray x, INDArray kernel, Conv step, int groups) {
    int channels = x.rank() - 1;
    for (INDArray array : List.of(x, kernel)) {
      unless(
          groups >= 1 && array.size(channels) % groups == 0,
          array.size(channels) + " do not split into " + groups);
    }
    List<INDArray> inputs = parts(x, channels, groups);
    List<INDArray> kernels = parts(kernel, channels, groups);
    List<INDArray> outputs = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      outputs.add(ChannelsLast.conv(inputs.get(group), kernels.get(group), step));
    }
    return Nd4jOps.concat(channels, outputs);
  }

  @Override
  public INDArray outputShapeConvTranspose(OutputShapeConvTranspose step) {
    int[] out = sizes(step.outputShape());
    return onPairs((x, kernel) -> ChannelsLast.convTranspose(x, kernel, step, out));
  }
}
