package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;
import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.proof.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a plan on ND4J like its target: each step refuses what the target refuses. This class has
 * the steps of several targets; a subclass for each target adds its own.
 */
abstract class PlanOnNd4j extends PlanRun<INDArray> {
  PlanOnNd4j(Plan plan, CaseTensors on, Precision precision) {
    super(
        plan,
        on,
        Nd4jOps.array(on.x(), precision),
        array(on.weight(), precision),
        array(on.bias(), precision));
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
  public INDArray expandDims(ExpandDims step) {
    return onData(x -> x.reshape(Axes.inserted(x.shape(), 0)));
  }

  @Override
  public INDArray squeeze(Squeeze step) {
    return onData(
        x -> {
          unless(x.size(0) == 1, "squeeze of an axis of " + x.size(0));
          return x.reshape(Arrays.copyOfRange(x.shape(), 1, x.rank()));
        });
  }

  @Override
  public INDArray transpose(Transpose step) {
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
  public INDArray pad(Pad step) {
    return on(step.on(), x -> padded(x, step));
  }

  static INDArray padded(INDArray x, Pad step) {
    unless(step.paddings().size() == x.rank(), "paddings for another rank");
    return Pads.around(x, step.paddings(), step.mode(), step.fill());
  }

  public INDArray samePad(SamePad step) {
    return on(step.on(), x -> padded(x, step.at(shape(x))));
  }

  public INDArray zeroInsert(ZeroInsert step) {
    return onData(x -> Spread.of(x, step.firstAxis(), step.strides()));
  }

  public INDArray axisPool(AxisPool step) {
    return on(
        step.on(),
        x -> {
          if (step.pooling() == Pooling.AVG) {
            return Windows.mean(x, step.axis(), step.size(), step.stride(), step.dilation());
          }
          unless(step.reach() <= x.size(step.axis()), "windows larger than the input");
          return Windows.largest(
              x,
              step.axis(),
              List.of(step.size()),
              List.of(step.stride()),
              List.of(step.dilation()),
              new long[] {(x.size(step.axis()) - step.reach()) / step.stride() + 1});
        });
  }

  public INDArray addBias(AddBias step) {
    return onData(x -> biased(x, step.channelAxis()));
  }

  /** Adds the bias to a result with channels first, where the op does. */
  final INDArray biased(INDArray y, boolean bias) {
    return bias ? biased(y, 1) : y;
  }

  private INDArray biased(INDArray y, int channelAxis) {
    INDArray bias = bias();
    if (bias == null) {
      throw new ExecutionFault("a bias is added that the layer does not have");
    }
    unless(bias.length() == y.size(channelAxis), "a bias for another number of channels");
    return Nd4jOps.addAlong(y, channelAxis, bias);
  }

  @Override
  public INDArray flipKernel(FlipKernel step) {
    int[] axes = step.flipped().stream().mapToInt(Integer::intValue).toArray();
    return on(Operand.WEIGHT, kernel -> Nd4jOps.reverse(kernel, axes));
  }

  @Override
  public INDArray reshape(Reshape step) {
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
  public INDArray ones(Ones step) {
    return cover(
        x -> {
          long[] shape = x.shape().clone();
          shape[0] = 1;
          shape[step.channelAxis()] = 1;
          return Nd4jOps.ones(x, shape);
        });
  }

  @Override
  public INDArray divide(Divide step) {
    INDArray coverage = coverage();
    return onData(x -> kept(x.div(coverage)));
  }

  @Override
  public INDArray scale(Scale step) {
    return onData(x -> kept(kept(x.mul(step.numerator())).div(step.denominator())));
  }

  public INDArray slice(Slice step) {
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
}
