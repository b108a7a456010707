package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;
import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan on ND4J, executed as its framework would: each step refuses what that refuses. */
final class PlanOnNd4j extends PlanRun<INDArray> {
  private final Framework target;

  private PlanOnNd4j(Plan plan, CaseTensors on, Precision precision) {
    super(
        plan,
        on,
        Nd4jOps.array(on.x(), precision),
        array(on.weight(), precision),
        array(on.bias(), precision));
    this.target = plan.target();
  }

  /** As {@link io.github.padbridge.proof.Engine#run}. */
  static Tensor run(Plan plan, CaseTensors on, Precision precision) {
    return new PlanOnNd4j(plan, on, precision).run();
  }

  private static @Nullable INDArray array(@Nullable Tensor tensor, Precision precision) {
    return tensor == null ? null : Nd4jOps.array(tensor, precision);
  }

  @Override
  protected int[] shape(INDArray array) {
    return Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  protected Tensor tensor(INDArray array) {
    return Nd4jOps.tensor(array);
  }

  @Override
  protected List<INDArray> parts(INDArray whole, int axis, int count) {
    long size = whole.size(axis) / count;
    List<INDArray> parts = new ArrayList<>(count);
    for (int part = 0; part < count; part++) {
      parts.add(count == 1 ? whole : Nd4jOps.slice(whole, axis, part * size, size));
    }
    return parts;
  }

  @Override
  protected INDArray joined(int axis, List<INDArray> parts) {
    return Nd4jOps.concat(axis, parts);
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
          long[] shape = Arrays.stream(sizes(step.shape())).asLongStream().toArray();
          unless(
              x.length() == Arrays.stream(shape).reduce(1, (a, b) -> a * b),
              "reshape to another number of elements");
          return x.reshape(shape);
        });
  }

  @Override
  public INDArray ones(Step.Ones step) {
    return cover(
        x -> {
          long[] shape = x.shape().clone();
          shape[0] = 1;
          shape[step.channelAxis()] = 1;
          return Nd4jOps.ones(x, shape);
        });
  }

  @Override
  public INDArray divide(Step.Divide step) {
    INDArray coverage = coverage();
    return onData(x -> kept(x.div(coverage)));
  }

  @Override
  public INDArray scale(Step.Scale step) {
    return onData(x -> kept(kept(x.mul(step.numerator())).div(step.denominator())));
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
    int groups = size(step.groups());
    return onPairs((x, kernel) -> ChannelsFirstSteps.conv(x, kernel, step, groups, bias()));
  }

  @Override
  public INDArray torchConvTranspose(TorchStep.ConvTranspose step) {
    int groups = size(step.groups());
    return onPairs(
        (x, kernel) -> ChannelsFirstSteps.convTranspose(x, kernel, step, groups, bias()));
  }

  @Override
  public INDArray torchPool(TorchStep.Pool step) {
    return on(step.on(), x -> Pools.torch(x, step));
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
  public INDArray slice(Step.Slice step) {
    return onData(
        x -> {
          INDArray part = x;
          for (int axis = 0; axis < x.rank(); axis++) {
            int begin = step.begin().get(axis);
            int size = size(step.size().get(axis));
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
