package io.github.padbridge.plan;

import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Locale;

/** The steps that TensorFlow alone has, or has in its own way: channels are last. */
public sealed interface TensorFlowStep extends Step {
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

      /** The element of an axis of {@code size} elements that {@code index} stands for. */
      public int bringBack(int index, int size) {
        return switch (this) {
          case CLIP -> Math.min(Math.max(index, 0), size - 1);
          case WRAP -> Math.floorMod(index, size);
        };
      }
    }

    @Override
    public String op(Framework target) {
      return "gather";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(
          new Term("axis", axis),
          new Term("before", amount.before()),
          new Term("after", amount.after()),
          new Term("mode", mode.name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.gather(this);
    }
  }

  /**
   * {@code dilations - 1} zeros between the kernel's elements: the dilated kernel as a plain one.
   *
   * @param dilations one a spatial axis
   */
  record DilateKernel(List<Integer> dilations) implements TensorFlowStep {
    public DilateKernel {
      dilations = List.copyOf(dilations);
    }

    @Override
    public String op(Framework target) {
      return "dilate_kernel";
    }

    @Override
    public Operand on() {
      return Operand.WEIGHT;
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term("dilations", dilations));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.dilateKernel(this);
    }
  }

  /**
   * {@code strides - 1} zeros between the data's elements: what a transposed convolution does to
   * its input.
   *
   * @param strides one a spatial axis
   */
  record ZeroInsert(List<Integer> strides) implements TensorFlowStep {
    public ZeroInsert {
      strides = List.copyOf(strides);
    }

    @Override
    public String op(Framework target) {
      return "zero_insert";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term("strides", strides));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.zeroInsert(this);
    }
  }

  /**
   * {@code tf.nn.convNd(x, filters, strides, padding, dilations)} on {@code (N, spatial..., C)} and
   * {@code (k..., C/groups, O)}.
   *
   * @param groups the groups TensorFlow is to form itself, 1 on a part of a split; unknown where
   *     there are as many as input channels
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
    public String op(Framework target) {
      return "conv" + strides.size() + "d";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(
          new Term("strides", strides),
          new Term("padding", padding.term()),
          new Term("dilations", dilations),
          new Term("groups", groups.isKnown() ? groups.intValue() : groups));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
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
    public String op(Framework target) {
      return NAMES.get(strides.size() - 1);
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(
          new Term("output_shape", outputShape.sizes()),
          new Term("strides", strides),
          new Term("padding", padding.term()),
          new Term("dilations", dilations));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.convTranspose(this);
    }
  }

  /**
   * {@code x + bias}, channels last. Not {@code tf.nn.bias_add}: inside {@code tf.function}
   * TensorFlow fuses that with a grouped convolution, and its CPU build then has no kernel for the
   * two.
   */
  record AddBias() implements TensorFlowStep {
    @Override
    public String op(Framework target) {
      return "add_bias";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of();
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.addBias(this);
    }
  }

  /**
   * {@code tf.nn.max_poolNd(x, ksize, strides, padding)} or {@code tf.nn.avg_poolNd} on {@code (N,
   * spatial..., C)}. What SAME pads is no part of an average.
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
    public String op(Framework target) {
      return pooling.prefix() + "_pool" + ksize.size() + "d";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(
          new Term("ksize", ksize),
          new Term("strides", strides),
          new Term("padding", padding.term()));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.pool(this);
    }
  }

  /**
   * The largest element of each window along one axis: {@code tf.gather(x, indices, axis)} with the
   * windows' indices, and {@code tf.reduce_max} over each. Max pooling with a dilation, which
   * TensorFlow's has not, axis by axis.
   *
   * @param size elements of a window, {@code dilation} apart
   * @param stride from one window to the next
   */
  record WindowMax(int axis, int size, int stride, int dilation) implements TensorFlowStep {
    @Override
    public String op(Framework target) {
      return "window_max";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(
          new Term("axis", axis),
          new Term("size", size),
          new Term("stride", stride),
          new Term("dilation", dilation));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.windowMax(this);
    }
  }
}
