package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.proof.Precision;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan for TensorFlow on ND4J. */
class PlanForTensorFlow extends PlanOnNd4j implements TensorFlowStep.Interpreter<INDArray> {
  PlanForTensorFlow(Plan plan, CaseTensors on, Precision precision) {
    super(plan, on, precision);
  }

  @Override
  public INDArray pad(Step.Pad step) {
    unless(
        step.paddings().stream().allMatch(a -> a.before() >= 0 && a.after() >= 0),
        "negative paddings");
    unless(
        step.mode() == Step.Pad.Mode.CONSTANT || step.mode() == Step.Pad.Mode.REFLECT,
        "a padding mode that tf.pad does not have");
    return super.pad(step);
  }

  @Override
  public INDArray gather(TensorFlowStep.Gather step) {
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
  public INDArray dilateKernel(TensorFlowStep.DilateKernel step) {
    return on(Operand.WEIGHT, kernel -> Spread.of(kernel, 0, step.dilations()));
  }

  @Override
  public INDArray zeroInsert(TensorFlowStep.ZeroInsert step) {
    return onData(x -> Spread.of(x, 1, step.strides()));
  }

  @Override
  public INDArray pool(TensorFlowStep.Pool step) {
    return on(step.on(), x -> Pools.tensorFlow(x, step));
  }

  @Override
  public INDArray windowMax(TensorFlowStep.WindowMax step) {
    return onData(
        x -> {
          long reach = (long) step.dilation() * (step.size() - 1) + 1;
          unless(reach <= x.size(step.axis()), "windows larger than the input");
          long[] windows = {(x.size(step.axis()) - reach) / step.stride() + 1};
          return Windows.largest(
              x,
              step.axis(),
              List.of(step.size()),
              List.of(step.stride()),
              List.of(step.dilation()),
              windows);
        });
  }

  @Override
  public INDArray windowMean(TensorFlowStep.WindowMean step) {
    return on(
        step.on(), x -> Windows.mean(x, step.axis(), step.size(), step.stride(), step.dilation()));
  }

  @Override
  public INDArray samePad(TensorFlowStep.SamePad step) {
    return on(step.on(), x -> Pads.same(x, 1, step.strides().size(), step::amount, step.fill()));
  }

  @Override
  public INDArray conv(TensorFlowStep.Conv step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> grouped(x, kernel, step, groups));
  }

  private INDArray grouped(INDArray x, INDArray kernel, TensorFlowStep.Conv step, int groups) {
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
  public INDArray convTranspose(TensorFlowStep.ConvTranspose step) {
    int[] out = sizes(step.outputShape());
    return onPairs((x, kernel) -> ChannelsLast.convTranspose(x, kernel, step, out));
  }

  @Override
  public INDArray addBias(TensorFlowStep.AddBias step) {
    INDArray bias = bias();
    if (bias == null) {
      throw new ExecutionFault("a bias is added that the layer does not have");
    }
    return onData(
        x -> {
          unless(bias.length() == x.size(x.rank() - 1), "a bias for another number of channels");
          return Nd4jOps.addAlong(x, x.rank() - 1, bias);
        });
  }
}
