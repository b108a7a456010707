package io.github.padbridge.execute;

import static io.github.padbridge.execute.PlanFault.unless;

import io.github.padbridge.plan.Interpreter;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A plan executed as its framework would: each step refuses what that refuses, and must leave the
 * shape it claims. Every method returns the operand as its step leaves it.
 */
final class PlanOnNd4j implements Interpreter<INDArray> {
  private List<INDArray> data;
  private List<INDArray> weight;
  private List<INDArray> coverage = List.of();
  private final Framework target;
  private final Sizes sizes;
  private final INDArray bias;

  private PlanOnNd4j(Framework target, Sizes sizes, INDArray x, INDArray weight, INDArray bias) {
    this.target = target;
    this.sizes = sizes;
    this.data = List.of(x);
    this.weight = weight == null ? List.of() : List.of(weight);
    this.bias = bias;
  }

  /**
   * Runs the plan.
   *
   * @param on the numbers; sizes that the plan leaves open are those of its x
   * @throws PlanFault if the framework would refuse a step, or a step leaves another shape than it
   *     claims
   */
  static Tensor run(Plan plan, CaseTensors on, Precision precision) {
    PlanOnNd4j run =
        new PlanOnNd4j(
            plan.target(),
            Sizes.of(plan.input(), on.x().shape()),
            array(on.x(), precision),
            array(on.weight(), precision),
            array(on.bias(), precision));
    for (Plan.Traced traced : plan.steps()) {
      int[] left = ints(traced.step().accept(run).shape());
      int[] claimed = run.sizes.of(traced.shape());
      unless(
          Arrays.equals(left, claimed),
          traced.step().op(plan.target())
              + " leaves "
              + Arrays.toString(left)
              + ", the plan says "
              + Arrays.toString(claimed));
    }
    unless(run.data.size() == 1, "the plan ends in " + run.data.size() + " parts");
    return Nd4jOps.tensor(run.data.get(0));
  }

  private static INDArray array(Tensor tensor, Precision precision) {
    return tensor == null ? null : Nd4jOps.array(tensor, precision);
  }

  @Override
  public INDArray expandDims(Step.ExpandDims step) {
    return onData(x -> x.reshape(Axes.inserted(x.shape(), 0)));
  }

  @Override
  public INDArray squeeze(Step.Squeeze step) {
    return onData(
        x -> {
          unless(x.size(0) == 1, "squeeze of an axis of " + x.size(0));
          return x.reshape(Arrays.copyOfRange(x.shape(), 1, x.rank()));
        });
  }

  @Override
  public INDArray transpose(Step.Transpose step) {
    return on(
        step.on(),
        tensor -> {
          unless(
              tensor.rank() == step.permutation().length,
              "transpose of " + tensor.rank() + " axes");
          return Nd4jOps.permute(tensor, step.permutation());
        });
  }

  @Override
  public INDArray pad(Step.Pad step) {
    return on(
        step.on(),
        x -> {
          unless(step.paddings().size() == x.rank(), "paddings for another rank");
          return Pads.around(x, step.paddings(), step.mode(), step.fill(), target);
        });
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
    return on(Operand.WEIGHT, kernel -> spread(kernel, 0, step.dilations()));
  }

  @Override
  public INDArray zeroInsert(TensorFlowStep.ZeroInsert step) {
    return onData(x -> spread(x, 1, step.strides()));
  }

  /**
   * The array with {@code steps - 1} zeros between the elements of each axis from {@code firstAxis}
   * on.
   */
  private static INDArray spread(INDArray array, int firstAxis, List<Integer> steps) {
    INDArray spread = array;
    for (int i = 0; i < steps.size(); i++) {
      int axis = firstAxis + i;
      int step = steps.get(i);
      unless(step >= 1, "elements " + step + " apart");
      if (step > 1 && spread.size(axis) > 1) {
        // Every element brings its zeros along in an axis of its own; those after the last are cut
        // off.
        long[] shape = spread.shape();
        INDArray apart = spread.reshape(Axes.inserted(shape, axis + 1));
        int[][] amounts = new int[apart.rank()][2];
        amounts[axis + 1][1] = step - 1;
        long[] joined = shape.clone();
        joined[axis] *= step;
        INDArray padded = Nd4jOps.pad(apart, amounts, 0).reshape(joined);
        spread = Nd4jOps.slice(padded, axis, 0, joined[axis] - step + 1);
      }
    }
    return spread;
  }

  @Override
  public INDArray flipKernel(Step.FlipKernel step) {
    int[] axes = step.flipped().stream().mapToInt(Integer::intValue).toArray();
    return on(Operand.WEIGHT, kernel -> Nd4jOps.reverse(kernel, axes));
  }

  @Override
  public INDArray reshape(Step.Reshape step) {
    return on(
        step.on(),
        x -> {
          long[] shape = Arrays.stream(sizes.of(step.shape())).asLongStream().toArray();
          unless(
              x.length() == Arrays.stream(shape).reduce(1, (a, b) -> a * b),
              "reshape to another number of elements");
          return x.reshape(shape);
        });
  }

  @Override
  public INDArray ones(Step.Ones step) {
    INDArray x = data.get(0);
    long[] shape = x.shape().clone();
    shape[0] = 1;
    shape[step.channelAxis()] = 1;
    coverage = List.of(Nd4jOps.ones(x, shape));
    return coverage.get(0);
  }

  @Override
  public INDArray divide(Step.Divide step) {
    unless(!coverage.isEmpty(), "divided by a coverage that is not there");
    return onData(x -> x.div(coverage.get(0)));
  }

  @Override
  public INDArray scale(Step.Scale step) {
    return onData(x -> x.mul(step.numerator()).div(step.denominator()));
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
  public INDArray samePad(TorchStep.SamePad step) {
    return on(
        step.on(),
        x -> {
          List<PadAmount> amounts = new ArrayList<>(List.of(PadAmount.NONE, PadAmount.NONE));
          for (int axis = 0; axis < step.strides().size(); axis++) {
            amounts.add(step.amount(axis, x.size(axis + 2)));
          }
          return Pads.around(x, amounts, Step.Pad.Mode.CONSTANT, step.fill(), target);
        });
  }

  @Override
  public INDArray torchConv(TorchStep.Conv step) {
    return onPairs((x, kernel) -> ChannelsFirstSteps.conv(x, kernel, step, bias));
  }

  @Override
  public INDArray torchConvTranspose(TorchStep.ConvTranspose step) {
    return onPairs((x, kernel) -> ChannelsFirstSteps.convTranspose(x, kernel, step, bias));
  }

  @Override
  public INDArray torchPool(TorchStep.Pool step) {
    return on(step.on(), x -> Pools.torch(x, step));
  }

  @Override
  public INDArray split(Step.Split step) {
    return set(step.on(), parts(operand(step.on()), step));
  }

  private static List<INDArray> parts(List<INDArray> whole, Step.Split step) {
    unless(whole.size() == 1, "split twice");
    return parts(whole.get(0), step.axis(), step.parts());
  }

  private static List<INDArray> parts(INDArray whole, int axis, int count) {
    unless(
        count >= 1 && whole.size(axis) % count == 0,
        whole.size(axis) + " do not split into " + count);
    long size = whole.size(axis) / count;
    List<INDArray> parts = new ArrayList<>(count);
    for (int part = 0; part < count; part++) {
      parts.add(count == 1 ? whole : Nd4jOps.slice(whole, axis, part * size, size));
    }
    return parts;
  }

  @Override
  public INDArray concat(Step.Concat step) {
    return set(step.on(), List.of(Nd4jOps.concat(step.axis(), operand(step.on()))));
  }

  @Override
  public INDArray conv(TensorFlowStep.Conv step) {
    return onPairs((x, kernel) -> grouped(x, kernel, step));
  }

  private static INDArray grouped(INDArray x, INDArray kernel, TensorFlowStep.Conv step) {
    int channels = x.rank() - 1;
    List<INDArray> inputs = parts(x, channels, step.groups());
    List<INDArray> kernels = parts(kernel, channels, step.groups());
    List<INDArray> outputs = new ArrayList<>();
    for (int group = 0; group < step.groups(); group++) {
      outputs.add(ChannelsLast.conv(inputs.get(group), kernels.get(group), step));
    }
    return Nd4jOps.concat(channels, outputs);
  }

  @Override
  public INDArray convTranspose(TensorFlowStep.ConvTranspose step) {
    int[] out = sizes.of(step.outputShape());
    return onPairs((x, kernel) -> ChannelsLast.convTranspose(x, kernel, step, out));
  }

  @Override
  public INDArray slice(Step.Slice step) {
    return onData(
        x -> {
          INDArray part = x;
          for (int axis = 0; axis < x.rank(); axis++) {
            int begin = step.begin().get(axis);
            int size = sizes.of(step.size().get(axis));
            unless(
                begin >= 0 && size >= 1 && begin + (long) size <= x.size(axis),
                "slice " + begin + " + " + size + " of an axis of " + x.size(axis));
            if (size != x.size(axis)) {
              part = Nd4jOps.slice(part, axis, begin, size);
            }
          }
          return part;
        });
  }

  @Override
  public INDArray addBias(TensorFlowStep.AddBias step) {
    unless(bias != null, "a bias is added that the layer does not have");
    return onData(
        x -> {
          unless(bias.length() == x.size(x.rank() - 1), "a bias for another number of channels");
          return Nd4jOps.addAlong(x, x.rank() - 1, bias);
        });
  }

  private INDArray onData(UnaryOperator<INDArray> change) {
    return on(Operand.DATA, change);
  }

  /** Each part of the data with its part of the kernel. */
  private INDArray onPairs(BinaryOperator<INDArray> convolution) {
    unless(data.size() == weight.size(), "kernels for another number of parts");
    List<INDArray> results = new ArrayList<>();
    for (int part = 0; part < data.size(); part++) {
      results.add(convolution.apply(data.get(part), weight.get(part)));
    }
    return set(Operand.DATA, results);
  }

  private INDArray on(Operand operand, UnaryOperator<INDArray> change) {
    return set(operand, operand(operand).stream().map(change).toList());
  }

  private List<INDArray> operand(Operand operand) {
    List<INDArray> parts =
        switch (operand) {
          case DATA -> data;
          case WEIGHT -> weight;
          case COVERAGE -> coverage;
        };
    unless(!parts.isEmpty(), "a step on a " + operand + " that is not there");
    return parts;
  }

  private INDArray set(Operand operand, List<INDArray> parts) {
    switch (operand) {
      case DATA -> data = parts;
      case WEIGHT -> weight = parts;
      case COVERAGE -> coverage = parts;
    }
    return parts.get(0);
  }

  private static int[] ints(long[] longs) {
    return Arrays.stream(longs).mapToInt(Math::toIntExact).toArray();
  }
}
