package io.github.padbridge.execute;

import static io.github.padbridge.execute.PlanFault.unless;

import io.github.padbridge.plan.Interpreter;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A plan executed as TensorFlow would: each step refuses what TensorFlow refuses, and must leave
 * the shape it claims. Every method returns the operand as its step leaves it.
 */
final class PlanOnNd4j implements Interpreter<INDArray> {
  private List<INDArray> data;
  private List<INDArray> weight;
  private final INDArray bias;

  private PlanOnNd4j(INDArray x, INDArray weight, INDArray bias) {
    this.data = List.of(x);
    this.weight = List.of(weight);
    this.bias = bias;
  }

  /**
   * Runs the plan.
   *
   * @param bias may be null where the plan adds none
   * @throws PlanFault if TensorFlow would refuse a step, or a step leaves another shape than it
   *     claims
   */
  static Tensor run(Plan plan, Tensor x, Tensor weight, Tensor bias, Precision precision) {
    PlanOnNd4j run =
        new PlanOnNd4j(
            Nd4jOps.array(x, precision),
            Nd4jOps.array(weight, precision),
            bias == null ? null : Nd4jOps.array(bias, precision));
    for (Plan.Traced traced : plan.steps()) {
      int[] left = ints(traced.step().accept(run).shape());
      int[] claimed = traced.shape().toIntArray();
      unless(
          Arrays.equals(left, claimed),
          traced.step().op()
              + " leaves "
              + Arrays.toString(left)
              + ", the plan says "
              + Arrays.toString(claimed));
    }
    unless(run.data.size() == 1, "the plan ends in " + run.data.size() + " parts");
    return Nd4jOps.tensor(run.data.get(0));
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
    return onData(
        x -> {
          unless(step.paddings().size() == x.rank(), "paddings for another rank");
          int[][] amounts = new int[x.rank()][];
          for (int axis = 0; axis < x.rank(); axis++) {
            PadAmount amount = step.paddings().get(axis);
            unless(amount.before() >= 0 && amount.after() >= 0, "negative paddings");
            unless(
                step.mode() != Step.Pad.Mode.REFLECT
                    || Math.max(amount.before(), amount.after()) < x.size(axis),
                "REFLECT paddings reach past the mirror");
            amounts[axis] = new int[] {amount.before(), amount.after()};
          }
          return Nd4jOps.pad(x, amounts, step.mode() == Step.Pad.Mode.REFLECT ? 1 : 0);
        });
  }

  @Override
  public INDArray gather(Step.Gather step) {
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
  public INDArray dilateKernel(Step.DilateKernel step) {
    return on(Operand.WEIGHT, kernel -> spread(kernel, 0, step.dilations()));
  }

  @Override
  public INDArray zeroInsert(Step.ZeroInsert step) {
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
    int[] axes = IntStream.range(0, step.axes()).toArray();
    return on(Operand.WEIGHT, kernel -> Nd4jOps.run("reverse", List.of(kernel), axes));
  }

  @Override
  public INDArray split(Step.Split step) {
    return switch (step.on()) {
      case DATA -> (data = parts(data, step)).get(0);
      case WEIGHT -> (weight = parts(weight, step)).get(0);
    };
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
    return switch (step.on()) {
      case DATA -> (data = List.of(Nd4jOps.concat(step.axis(), data))).get(0);
      case WEIGHT -> (weight = List.of(Nd4jOps.concat(step.axis(), weight))).get(0);
    };
  }

  @Override
  public INDArray conv(Step.Conv step) {
    List<INDArray> results = new ArrayList<>();
    unless(data.size() == weight.size(), "kernels for another number of parts");
    for (int part = 0; part < data.size(); part++) {
      results.add(grouped(data.get(part), weight.get(part), step));
    }
    data = results;
    return data.get(0);
  }

  private static INDArray grouped(INDArray x, INDArray kernel, Step.Conv step) {
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
  public INDArray convTranspose(Step.ConvTranspose step) {
    unless(data.size() == weight.size(), "kernels for another number of parts");
    List<INDArray> results = new ArrayList<>();
    for (int part = 0; part < data.size(); part++) {
      results.add(ChannelsLast.convTranspose(data.get(part), weight.get(part), step));
    }
    data = results;
    return data.get(0);
  }

  @Override
  public INDArray slice(Step.Slice step) {
    return onData(
        x -> {
          INDArray part = x;
          for (int axis = 0; axis < x.rank(); axis++) {
            int begin = step.begin().get(axis);
            int size = step.size().get(axis).intValue();
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
  public INDArray addBias(Step.AddBias step) {
    unless(bias != null, "a bias is added that the layer does not have");
    return onData(
        x -> {
          unless(bias.length() == x.size(x.rank() - 1), "a bias for another number of channels");
          long[] shape = new long[x.rank()];
          Arrays.fill(shape, 1);
          shape[x.rank() - 1] = bias.length();
          return x.add(bias.reshape(shape));
        });
  }

  private INDArray onData(UnaryOperator<INDArray> change) {
    return on(Operand.DATA, change);
  }

  private INDArray on(Operand operand, UnaryOperator<INDArray> change) {
    return switch (operand) {
      case DATA -> (data = data.stream().map(change).toList()).get(0);
      case WEIGHT -> (weight = weight.stream().map(change).toList()).get(0);
    };
  }

  private static int[] ints(long[] longs) {
    return Arrays.stream(longs).mapToInt(Math::toIntExact).toArray();
  }
}
