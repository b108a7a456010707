package io.github.padbridge.plan;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Steps of TensorFlow only. Channels are last. */
public sealed interface TensorFlowStep extends Step {
  /** The TensorFlow ops. Shared ops and arguments have their TensorFlow names. */
  OpSet OPS =
      new OpSet(
          Framework.TENSORFLOW.id(),
          Framework.TENSORFLOW.title(),
          Map.of(),
          TensorFlowStep::padTerms);

  private static List<Term> padTerms(Step.Pad pad) {
    List<Term> terms = new ArrayList<>();
    terms.add(
        new Term(
            "paddings", pad.paddings().stream().map(a -> List.of(a.before(), a.after())).toList()));
    terms.add(new Term("mode", pad.mode().name()));
    if (pad.fill() != Step.Pad.Fill.ZERO) {
      terms.add(new Term("constant_values", pad.fill().term()));
    }
    return terms;
  }

  /** Zeros are inserted with four ops: expand_dims, pad, reshape and slice. */
  int SPREAD = 4;

  /** Visits the steps of a plan for TensorFlow, one method for each step. */
  interface Interpreter<R> extends io.github.padbridge.plan.Interpreter<R> {
    R gather(Gather step);

    R dilateKernel(DilateKernel step);

    R zeroInsert(ZeroInsert step);

    R conv(Conv step);

    R convTranspose(ConvTranspose step);

    R addBias(AddBias step);

    R pool(Pool step);

    R windowMax(WindowMax step);

    R windowMean(WindowMean step);

    R samePad(SamePad step);
  }

  /** Calls the interpreter's method for this step. */
  <R> R acceptOwn(Interpreter<R> interpreter);

  @Override
  default <R> R accept(io.github.padbridge.plan.Interpreter<R> interpreter) {
    if (interpreter instanceof Interpreter<R> own) {
      return acceptOwn(own);
    }
    throw new IllegalStateException("a step of another target: " + this);
  }

  /**
   * {@code tf.gather(x, indices, axis)} with the indices {@code -before ... size + after - 1}
   * brought back into the axis: padding for the modes that {@code tf.pad} lacks.
   */
  record Gather(int axis, PadAmount amount, Mode mode) implements TensorFlowStep {
    /** How an index outside the axis is brought back, by {@code numpy.take}'s names. */
    public enum Mode {
      /** To the nearest end: replicate padding. */
      CLIP,
      /** Modulo the size: circular padding. */
      WRAP;

      /** The index on an axis of {@code size} elements that {@code index} is brought back to. */
      public int bringBack(int index, int size) {
        return switch (this) {
          case CLIP -> Math.min(Math.max(index, 0), size - 1);
          case WRAP -> Math.floorMod(index, size);
        };
      }
    }

    @Override
    public Call call(OpSet ops) {
      return new Call(
          "gather",
          new Term("axis", axis),
          new Term("before", amount.before()),
          new Term("after", amount.after()),
          new Term("mode", mode.name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(on(), axis, 1, (first, in) -> ConvArithmetic.padded(in, amount));
    }

    /** Three ops: the range of indices, bringing them back into the axis, and the gather. */
    @Override
    public int opCount(int parts) {
      return 3;
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.gather(this);
    }
  }

  /**
   * Inserts {@code dilations - 1} zeros between the kernel elements: a dilated kernel as one
   * without dilation.
   *
   * @param dilations one a spatial axis
   */
  record DilateKernel(List<Integer> dilations) implements TensorFlowStep {
    public DilateKernel {
      dilations = List.copyOf(dilations);
    }

    @Override
    public Operand on() {
      return Operand.WEIGHT;
    }

    @Override
    public Call call(OpSet ops) {
      return new Call("dilate_kernel", new Term("dilations", dilations));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(
          on(),
          0,
          dilations.size(),
          (axis, in) -> Size.of(ConvArithmetic.effectiveKernel(in.value(), dilations.get(axis))));
    }

    @Override
    public int opCount(int parts) {
      return SPREAD * (int) dilations.stream().filter(dilation -> dilation > 1).count();
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.dilateKernel(this);
    }
  }

  /**
   * Inserts {@code strides - 1} zeros between the data elements, as a transposed convolution does.
   *
   * @param strides one a spatial axis
   */
  record ZeroInsert(List<Integer> strides) implements TensorFlowStep {
    public ZeroInsert {
      strides = List.copyOf(strides);
    }

    @Override
    public Call call(OpSet ops) {
      return new Call("zero_insert", new Term("strides", strides));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(
          on(),
          1,
          strides.size(),
          (axis, in) -> ConvArithmetic.zeroInserted(in, strides.get(axis)));
    }

    @Override
    public int opCount(int parts) {
      return SPREAD * (int) strides.stream().filter(stride -> stride > 1).count();
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.zeroInsert(this);
    }
  }

  /**
   * {@code tf.nn.convNd(x, filters, strides, padding, dilations)} on {@code (N, spatial..., C)} and
   * {@code (k..., C/groups, O)}.
   *
   * @param groups the groups of the op, 1 on a part of a split; unknown where every input channel
   *     is a group
   */
  record Conv(List<Integer> strides, List<Integer> dilations, Size groups, ConvPadding padding)
      implements TensorFlowStep {
    public Conv {
      strides = List.copyOf(strides);
      dilations = List.copyOf(dilations);
    }

    public Conv(List<Integer> strides, List<Integer> dilations, int groups, ConvPadding padding) {
      this(strides, dilations, Size.of(groups), padding);
    }

    @Override
    public Call call(OpSet ops) {
      return new Call(
          "conv" + strides.size() + "d",
          new Term("strides", strides),
          new Term("padding", padding.term()),
          new Term("dilations", dilations),
          new Term("groups", groups.isKnown() ? groups.intValue() : groups));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      Shape kernel = before.weight();
      Shape windows =
          before.along(
              on(),
              1,
              strides.size(),
              (axis, in) ->
                  padding.output(
                      axis,
                      in,
                      ConvArithmetic.effectiveKernel(
                          kernel.size(axis).value(), dilations.get(axis)),
                      strides.get(axis)));
      return windows.with(strides.size() + 1, kernel.size(strides.size() + 1));
    }

    @Override
    public int opCount(int parts) {
      return parts;
    }

    @Override
    public Columns columns(Shape before, Shape after, Shape weight) {
      return Columns.of(after, strides.size() + 1, weight, strides.size() + 1, groups);
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.conv(this);
    }
  }

  /**
   * {@code tf.nn.convNd_transpose(x, filters, output_shape, strides, padding, dilations)} on {@code
   * (N, spatial..., C)} and {@code (k..., O, C)}.
   *
   * @param outputShape {@code (N, spatial..., O)}
   */
  record ConvTranspose(
      List<Integer> strides, List<Integer> dilations, Shape outputShape, ConvPadding padding)
      implements TensorFlowStep {
    private static final List<String> NAMES =
        List.of("conv1d_transpose", "conv2d_transpose", "conv3d_transpose");

    public ConvTranspose {
      strides = List.copyOf(strides);
      dilations = List.copyOf(dilations);
    }

    @Override
    public Call call(OpSet ops) {
      return new Call(
          NAMES.get(strides.size() - 1),
          new Term("output_shape", outputShape.sizes()),
          new Term("strides", strides),
          new Term("padding", padding.term()),
          new Term("dilations", dilations));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return outputShape;
    }

    @Override
    public int opCount(int parts) {
      return parts;
    }

    @Override
    public Columns columns(Shape before, Shape after, Shape weight) {
      return Columns.of(before, strides.size() + 1, weight, strides.size() + 1, Size.of(1));
    }

    @Override
    public Object withoutSizes() {
      return List.of("transposed", strides, dilations, padding);
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.convTranspose(this);
    }
  }

  /**
   * {@code x + bias}, channels last. Not {@code tf.nn.bias_add}: inside {@code tf.function}
   * TensorFlow fuses it with a grouped convolution, for which its CPU build has no kernel.
   */
  record AddBias() implements TensorFlowStep {
    @Override
    public Call call(OpSet ops) {
      return new Call("add_bias");
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.data();
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.addBias(this);
    }
  }

  /**
   * {@code tf.nn.max_poolNd(x, ksize, strides, padding)} or {@code tf.nn.avg_poolNd} on {@code (N,
   * spatial..., C)}. An average does not count the padding of SAME.
   *
   * @param on the data, or the coverage
   */
  record Pool(
      Operand on, Pooling pooling, List<Integer> ksize, List<Integer> strides, ConvPadding padding)
      implements TensorFlowStep {
    public Pool {
      ksize = List.copyOf(ksize);
      strides = List.copyOf(strides);
    }

    @Override
    public Call call(OpSet ops) {
      return new Call(
          pooling.prefix() + "_pool" + ksize.size() + "d",
          new Term("ksize", ksize),
          new Term("strides", strides),
          new Term("padding", padding.term()));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(
          on,
          1,
          ksize.size(),
          (axis, in) -> padding.output(axis, in, ksize.get(axis), strides.get(axis)));
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return windows.takeAll();
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.pool(this);
    }
  }

  /**
   * The maximum of each window along one axis: {@code tf.gather(x, indices, axis)} with the indices
   * of the windows, then {@code tf.reduce_max} over each. Used for max pooling with dilation, one
   * axis at a time, because TensorFlow has none.
   *
   * @param size elements of a window, {@code dilation} apart
   * @param stride from one window to the next
   */
  record WindowMax(int axis, int size, int stride, int dilation) implements TensorFlowStep {
    @Override
    public Call call(OpSet ops) {
      return new Call(
          "window_max",
          new Term("axis", axis),
          new Term("size", size),
          new Term("stride", stride),
          new Term("dilation", dilation));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      long reach = ConvArithmetic.effectiveKernel(size, dilation);
      return before.along(
          on(), axis, 1, (first, in) -> ConvArithmetic.forwardOutput(in, reach, stride));
    }

    /** Five ops: two ranges, their sum, the gather and the maximum. */
    @Override
    public int opCount(int parts) {
      return 5;
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return windows.take(axis);
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.windowMax(this);
    }
  }

  /**
   * {@code tf.pad} with the amounts of SAME padding, computed from the data size when the step
   * runs. Elements that the stride leaves over are cropped from the end.
   *
   * @param on the data, or the coverage
   * @param kernelSize one a spatial axis, as are strides and dilations
   * @param rule how the padding is divided between the two ends
   */
  record SamePad(
      Operand on,
      List<Integer> kernelSize,
      List<Integer> strides,
      List<Integer> dilations,
      Step.Pad.Fill fill,
      SameRule rule)
      implements TensorFlowStep {
    public SamePad {
      kernelSize = List.copyOf(kernelSize);
      strides = List.copyOf(strides);
      dilations = List.copyOf(dilations);
    }

    /** The padding of one axis of known size; negative amounts crop. */
    public PadAmount amount(int axis, long in) {
      long reach = ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilations.get(axis));
      return ConvArithmetic.samePaddedOrCut(rule, in, reach, strides.get(axis));
    }

    @Override
    public Call call(OpSet ops) {
      List<Term> terms = new ArrayList<>();
      terms.add(new Term("kernel_size", kernelSize));
      terms.add(new Term("strides", strides));
      terms.add(new Term("dilations", dilations));
      if (fill != Step.Pad.Fill.ZERO) {
        terms.add(new Term("value", "-inf"));
      }
      if (rule == SameRule.LOWER) {
        terms.add(new Term("odd", "first"));
      }
      return new Call("same_pad", terms);
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(
          on,
          1,
          strides.size(),
          (axis, in) ->
              ConvArithmetic.samePadded(
                  in,
                  ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilations.get(axis)),
                  strides.get(axis)));
    }

    /** Two ops: the pad and the slice. */
    @Override
    public int opCount(int parts) {
      return 2;
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return true;
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.samePad(this);
    }
  }

  /**
   * The average of each window along one axis: {@code tf.gather(x, indices, axis)} with the indices
   * of the windows, then {@code tf.reduce_mean} over each. Used for average pooling with dilation,
   * one axis at a time, because TensorFlow has none.
   *
   * @param on the data, or the coverage
   * @param size elements of a window, {@code dilation} apart
   * @param stride from one window to the next
   */
  record WindowMean(Operand on, int axis, int size, int stride, int dilation)
      implements TensorFlowStep {
    @Override
    public Call call(OpSet ops) {
      return new Call(
          "window_mean",
          new Term("axis", axis),
          new Term("size", size),
          new Term("stride", stride),
          new Term("dilation", dilation));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      long reach = ConvArithmetic.effectiveKernel(size, dilation);
      return before.along(
          on, axis, 1, (first, in) -> ConvArithmetic.forwardOutput(in, reach, stride));
    }

    /** Five ops: two ranges, their sum, the gather and the mean. */
    @Override
    public int opCount(int parts) {
      return 5;
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.windowMean(this);
    }
  }
}
