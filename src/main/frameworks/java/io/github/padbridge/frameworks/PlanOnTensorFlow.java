package io.github.padbridge.frameworks;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.execute.PlanRun;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.TensorFlowInterpreter;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Output;

/** A plan for TensorFlow, each step by the ops of TensorFlow that it names. */
final class PlanOnTensorFlow extends PlanRun<Output<?>>
    implements TensorFlowInterpreter<Output<?>> {
  private final TensorFlowOps tf;
  private final TensorFlowKernels kernels;

  private PlanOnTensorFlow(Plan plan, CaseTensors on, TensorFlowOps tf) {
    super(plan, on, tf.array(on.x()), of(on.weight(), tf), of(on.bias(), tf));
    this.tf = tf;
    this.kernels = new TensorFlowKernels(tf);
  }

  /**
   * The plan's output.
   *
   * @throws RuntimeException with TensorFlow's words if it refuses a step
   */
  static Tensor run(Plan plan, CaseTensors on, Precision precision) {
    try (TensorFlowOps tf = new TensorFlowOps(precision)) {
      return run(plan, on, tf);
    }
  }

  /** The plan's output, by ops of {@code tf}. */
  static Tensor run(Plan plan, CaseTensors on, TensorFlowOps tf) {
    return new PlanOnTensorFlow(plan, on, tf).run();
  }

  private static @Nullable Output<?> of(@Nullable Tensor tensor, TensorFlowOps tf) {
    return tensor == null ? null : tf.array(tensor);
  }

  @Override
  protected int[] shape(Output<?> array) {
    return TensorFlowOps.shape(array);
  }

  @Override
  protected Tensor tensor(Output<?> array) {
    return tf.read(array);
  }

  @Override
  protected List<Output<?>> parts(Output<?> whole, int axis, int count) {
    return tf.split(whole, axis, count);
  }

  @Override
  protected Output<?> joined(int axis, List<Output<?>> parts) {
    return tf.concat(parts, axis);
  }

  @Override
  public Output<?> expandDims(ExpandDims step) {
    return onData(x -> tf.run("ExpandDims", x, tf.integer(0)));
  }

  @Override
  public Output<?> squeeze(Squeeze step) {
    return onData(x -> tf.run("Squeeze", Map.of("squeeze_dims", new long[] {0}), x));
  }

  @Override
  public Output<?> transpose(Transpose step) {
    return on(step.on(), x -> tf.run("Transpose", x, tf.integers(step.permutation())));
  }

  @Override
  public Output<?> pad(Pad step) {
    List<int[]> paddings =
        step.paddings().stream().map(p -> new int[] {p.before(), p.after()}).toList();
    return on(
        step.on(),
        x -> {
          if (step.mode() == Pad.Mode.REFLECT) {
            return tf.run("MirrorPad", Map.of("mode", "REFLECT"), x, tf.pairs(paddings));
          }
          return switch (step.fill()) {
            case ZERO -> tf.run("Pad", x, tf.pairs(paddings));
            case ONE -> tf.run("PadV2", x, tf.pairs(paddings), tf.number(1));
            case LOWEST ->
                tf.run("PadV2", x, tf.pairs(paddings), tf.number(Double.NEGATIVE_INFINITY));
          };
        });
  }

  @Override
  public Output<?> gather(Gather step) {
    return onData(
        x -> {
          int size = shape(x)[step.axis()];
          Output<?> range = range(-step.amount().before(), size + step.amount().after());
          Output<?> indices =
              switch (step.mode()) {
                case CLIP -> tf.run("ClipByValue", range, tf.integer(0), tf.integer(size - 1));
                case WRAP -> tf.run("FloorMod", range, tf.integer(size));
              };
          return tf.run("GatherV2", x, indices, tf.integer(step.axis()));
        });
  }

  private Output<?> range(int start, int limit) {
    return tf.run("Range", tf.integer(start), tf.integer(limit), tf.integer(1));
  }

  @Override
  public Output<?> dilateKernel(DilateKernel step) {
    return on(Operand.WEIGHT, kernel -> spread(kernel, 0, step.dilations()));
  }

  @Override
  public Output<?> zeroInsert(ZeroInsert step) {
    return onData(x -> spread(x, 1, step.strides()));
  }

  /** As the code that is written for users: one axis after the other, since Pad takes six. */
  private Output<?> spread(Output<?> array, int firstAxis, List<Integer> steps) {
    Output<?> spread = array;
    for (int i = 0; i < steps.size(); i++) {
      int axis = firstAxis + i;
      int step = steps.get(i);
      int[] shape = shape(spread);
      if (step == 1 || shape[axis] == 1) {
        continue;
      }
      List<int[]> zeros = new ArrayList<>(Collections.nCopies(shape.length + 1, new int[2]));
      zeros.set(axis + 1, new int[] {0, step - 1});
      Output<?> apart = tf.run("ExpandDims", spread, tf.integer(axis + 1));
      Output<?> padded = tf.run("Pad", apart, tf.pairs(zeros));
      shape[axis] *= step;
      Output<?> joined = tf.run("Reshape", padded, tf.integers(shape));
      shape[axis] -= step - 1;
      spread = tf.run("Slice", joined, tf.integers(new int[shape.length]), tf.integers(shape));
    }
    return spread;
  }

  @Override
  public Output<?> flipKernel(FlipKernel step) {
    return on(step.on(), kernel -> tf.run("ReverseV2", kernel, tf.integers(step.flipped())));
  }

  @Override
  public Output<?> reshape(Reshape step) {
    return on(step.on(), x -> tf.run("Reshape", x, tf.integers(sizes(step.shape()))));
  }

  @Override
  public Output<?> slice(Slice step) {
    List<Integer> size = step.size().stream().map(this::size).toList();
    return onData(x -> tf.run("Slice", x, tf.integers(step.begin()), tf.integers(size)));
  }

  @Override
  public Output<?> ones(Ones step) {
    return cover(
        x -> {
          int[] size = shape(x);
          size[0] = 1;
          size[step.channelAxis()] = 1;
          return tf.run(
              "OnesLike", tf.run("Slice", x, tf.integers(new int[size.length]), tf.integers(size)));
        });
  }

  @Override
  public Output<?> divide(Divide step) {
    Output<?> coverage = coverage();
    return onData(x -> tf.run("RealDiv", x, coverage));
  }

  @Override
  public Output<?> scale(Scale step) {
    return onData(
        x ->
            tf.run(
                "RealDiv",
                tf.run("Mul", x, tf.number(step.numerator())),
                tf.number(step.denominator())));
  }

  @Override
  public Output<?> conv(Conv step) {
    return onPairs(
        (x, kernel) -> kernels.conv(x, kernel, step.strides(), step.dilations(), step.padding()));
  }

  @Override
  public Output<?> outputShapeConvTranspose(OutputShapeConvTranspose step) {
    Output<?> out = tf.integers(sizes(step.outputShape()));
    return onPairs(
        (x, kernel) ->
            kernels.convTranspose(
                x, kernel, out, step.strides(), step.dilations(), step.padding()));
  }

  @Override
  public Output<?> pool(Pool step) {
    return on(
        step.on(),
        x ->
            kernels.pool(
                x, step.pooling(), step.grid().size(), step.grid().strides(), step.padding()));
  }

  @Override
  public Output<?> axisPool(AxisPool step) {
    return on(step.on(), x -> reduced(x, step));
  }

  private Output<?> reduced(Output<?> x, AxisPool step) {
    int size = shape(x)[step.axis()];
    unless(step.reach() <= size, "windows larger than the input");
    int count = Math.toIntExact((size - step.reach()) / step.stride() + 1);
    Output<?> starts = tf.run("Mul", range(0, count), tf.integer(step.stride()));
    Output<?> offsets = tf.run("Mul", range(0, step.size()), tf.integer(step.dilation()));
    Output<?> indices = tf.run("AddV2", tf.run("ExpandDims", starts, tf.integer(1)), offsets);
    Output<?> windows = tf.run("GatherV2", x, indices, tf.integer(step.axis()));
    String op = step.pooling() == Pooling.MAX ? "Max" : "Mean";
    return tf.run(op, windows, tf.integer(step.axis() + 1));
  }

  @Override
  public Output<?> samePad(SamePad step) {
    return on(
        step.on(),
        x -> {
          int[] sizes = shape(x);
          List<int[]> paddings = new ArrayList<>();
          for (PadAmount amount : step.at(sizes).paddings()) {
            sizes[paddings.size()] += Math.toIntExact(amount.total());
            paddings.add(new int[] {amount.padded().before(), amount.padded().after()});
          }
          double value = step.fill() == Pad.Fill.LOWEST ? Double.NEGATIVE_INFINITY : 0;
          Output<?> padded = tf.run("PadV2", x, tf.pairs(paddings), tf.number(value));
          return tf.run("Slice", padded, tf.integers(new int[sizes.length]), tf.integers(sizes));
        });
  }

  @Override
  public Output<?> addBias(AddBias step) {
    Output<?> bias = bias();
    if (bias == null) {
      throw new ExecutionFault("a bias is added that the layer does not have");
    }
    return onData(x -> tf.run("AddV2", x, bias));
  }
}
