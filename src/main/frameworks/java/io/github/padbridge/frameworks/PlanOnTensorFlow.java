package io.github.padbridge.frameworks;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.execute.PlanRun;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
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
    implements TensorFlowStep.Interpreter<Output<?>> {
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
  public Output<?> expandDims(Step.ExpandDims step) {
    return onData(x -> tf.run("ExpandDims", x, tf.integer(0)));
  }

  @Override
  public Output<?> squeeze(Step.Squeeze step) {
    return onData(x -> tf.run("Squeeze", Map.of("squeeze_dims", new long[] {0}), x));
  }

  @Override
  public Output<?> transpose(Step.Transpose step) {
    return on(step.on(), x -> tf.run("Transpose", x, tf.integers(step.permutation())));
  }

  @Override
  public Output<?> pad(Step.Pad step) {
    List<int[]> paddings =
        step.paddings().stream().map(p -> new int[] {p.before(), p.after()}).toList();
    return on(
        step.on(),
        x -> {
          if (step.mode() == Step.Pad.Mode.REFLECT) {
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
  public Output<?> gather(TensorFlowStep.Gather step) {
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
  public Output<?> dilateKernel(TensorFlowStep.DilateKernel step) {
    return on(Operand.WEIGHT, kernel -> spread(kernel, 0, step.dilations()));
  }

  @Override
  public Output<?> zeroInsert(TensorFlowStep.ZeroInsert step) {
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
  public Output<?> flipKernel(Step.FlipKernel step) {
    return on(step.on(), kernel -> tf.run("ReverseV2", kernel, tf.integers(step.flipped())));
  }

  @Override
  public Output<?> reshape(Step.Reshape step) {
    return on(step.on(), x -> tf.run("Reshape", x, tf.integers(sizes(step.shape()))));
  }

  @Override
  public Output<?> slice(Step.Slice step) {
    List<Integer> size = step.size().stream().map(this::size).toList();
    return onData(x -> tf.run("Slice", x, tf.integers(step.begin()), tf.integers(size)));
  }

  @Override
  public Output<?> ones(Step.Ones step) {
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
  public Output<?> divide(Step.Divide step) {
    Output<?> coverage = coverage();
    return onData(x -> tf.run("RealDiv", x, coverage));
  }

  @Override
  public Output<?> scale(Step.Scale step) {
    return onData(
        x ->
            tf.run(
                "RealDiv",
                tf.run("Mul", x, tf.number(step.numerator())),
                tf.number(step.denominator())));
  }

  @Override
  public Output<?> conv(TensorFlowStep.Conv step) {
    return onPairs(
        (x, kernel) -> kernels.conv(x, kernel, step.strides(), step.dilations(), step.padding()));
  }

  @Override
  public Output<?> convTranspose(TensorFlowStep.ConvTranspose step) {
    Output<?> out = tf.integers(sizes(step.outputShape()));
    return onPairs(
        (x, kernel) ->
            kernels.convTranspose(
                x, kernel, out, step.strides(), step.dilations(), step.padding()));
  }

  @Override
  public Output<?> pool(TensorFlowStep.Pool step) {
    return on(
        step.on(),
        x -> kernels.pool(x, step.pooling(), step.ksize(), step.strides(), step.padding()));
  }

  @Override
  public Output<?> windowMax(TensorFlowStep.WindowMax step) {
    return onData(x -> reduced("Max", x, step.axis(), step.size(), step.stride(), step.dilation()));
  }

  @Override
  public Output<?> windowMean(TensorFlowStep.WindowMean step) {
    return on(
        step.on(),
        x -> reduced("Mean", x, step.axis(), step.size(), step.stride(), step.dilation()));
  }

  private Output<?> reduced(String op, Output<?> x, int axis, int size, int stride, int dilation) {
    int reach = dilation * (size - 1) + 1;
    unless(reach <= shape(x)[axis], "windows larger than the input");
    int count = (shape(x)[axis] - reach) / stride + 1;
    Output<?> starts = tf.run("Mul", range(0, count), tf.integer(stride));
    Output<?> offsets = tf.run("Mul", range(0, size), tf.integer(dilation));
    Output<?> indices = tf.run("AddV2", tf.run("ExpandDims", starts, tf.integer(1)), offsets);
    Output<?> windows = tf.run("GatherV2", x, indices, tf.integer(axis));
    return tf.run(op, windows, tf.integer(axis + 1));
  }

  @Override
  public Output<?> samePad(TensorFlowStep.SamePad step) {
    return on(
        step.on(),
        x -> {
          int[] sizes = shape(x);
          List<int[]> paddings = new ArrayList<>(Collections.nCopies(sizes.length, new int[2]));
          for (int axis = 0; axis < step.strides().size(); axis++) {
            PadAmount amount = step.amount(axis, sizes[axis + 1]);
            paddings.set(axis + 1, new int[] {amount.padded().before(), amount.padded().after()});
            sizes[axis + 1] += Math.toIntExact(amount.total());
          }
          double value = step.fill() == Step.Pad.Fill.LOWEST ? Double.NEGATIVE_INFINITY : 0;
          Output<?> padded = tf.run("PadV2", x, tf.pairs(paddings), tf.number(value));
          return tf.run("Slice", padded, tf.integers(new int[sizes.length]), tf.integers(sizes));
        });
  }

  @Override
  public Output<?> addBias(TensorFlowStep.AddBias step) {
    Output<?> bias = bias();
    if (bias == null) {
      throw new ExecutionFault("a bias is added that the layer does not have");
    }
    return onData(x -> tf.run("AddV2", x, bias));
  }
}
