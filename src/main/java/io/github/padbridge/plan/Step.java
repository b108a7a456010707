package io.github.padbridge.plan;

import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One step of a plan: a TensorFlow op with its numbers. Axes count from 0 in the tensor as it
 * stands when the step runs. After a {@link Split} a step runs on each part, until {@link Concat}.
 */
public sealed interface Step {
  /** The step's name: TensorFlow's name of the op, where it is one op. */
  String op();

  /** The tensor the step changes: the data, unless it says otherwise. */
  default Operand on() {
    return Operand.DATA;
  }

  /** The step's numbers, in the order they are written. */
  List<Term> terms();

  <R> R accept(Interpreter<R> interpreter);

  /** {@code tf.expand_dims(x, 0)}: a batch of one. */
  record ExpandDims() implements Step {
    @Override
    public String op() {
      return "expand_dims";
    }

    @Override
    public List<Term> terms() {
      return List.of(new Term("axis", 0));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.expandDims(this);
    }
  }

  /** {@code tf.squeeze(x, 0)}: the batch of one is dropped. */
  record Squeeze() implements Step {
    @Override
    public String op() {
      return "squeeze";
    }

    @Override
    public List<Term> terms() {
      return List.of(new Term("axis", 0));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.squeeze(this);
    }
  }

  /** {@code tf.transpose(x, perm)}. */
  record Transpose(Operand on, Layout from, Layout to) implements Step {
    public int[] permutation() {
      return from.permutationTo(to);
    }

    @Override
    public String op() {
      return "transpose";
    }

    @Override
    public List<Term> terms() {
      return List.of(
          new Term("perm", Arrays.stream(permutation()).boxed().toList()),
          new Term("from", from.axes()),
          new Term("to", to.axes()));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.transpose(this);
    }
  }

  /**
   * {@code tf.pad(x, paddings, mode)}.
   *
   * @param paddings one an axis, none negative
   */
  record Pad(List<PadAmount> paddings, Mode mode) implements Step {
    /** The two modes of {@code tf.pad} that PyTorch knows too. */
    public enum Mode {
      CONSTANT,
      REFLECT
    }

    public Pad {
      paddings = List.copyOf(paddings);
    }

    @Override
    public String op() {
      return "pad";
    }

    @Override
    public List<Term> terms() {
      return List.of(
          new Term(
              "paddings",
              paddings.stream().map(pad -> List.of(pad.before(), pad.after())).toList()),
          new Term("mode", mode.name()));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.pad(this);
    }
  }

  /**
   * {@code tf.gather(x, indices, axis)} with the indices {@code -before ... size + after - 1}
   * brought back into the axis: padding for the modes that {@code tf.pad} lacks.
   */
  record Gather(int axis, PadAmount amount, Mode mode) implements Step {
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
    public String op() {
      return "gather";
    }

    @Override
    public List<Term> terms() {
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
  record DilateKernel(List<Integer> dilations) implements Step {
    public DilateKernel {
      dilations = List.copyOf(dilations);
    }

    @Override
    public String op() {
      return "dilate_kernel";
    }

    @Override
    public Operand on() {
      return Operand.WEIGHT;
    }

    @Override
    public List<Term> terms() {
      return List.of(new Term("dilations", dilations));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.dilateKernel(this);
    }
  }

  /** {@code tf.split(x, num_splits, axis)}: one part a group. */
  record Split(Operand on, int axis, int parts) implements Step {
    @Override
    public String op() {
      return "split";
    }

    @Override
    public List<Term> terms() {
      return List.of(new Term("num_splits", parts), new Term("axis", axis));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.split(this);
    }
  }

  /** {@code tf.concat(parts, axis)}. */
  record Concat(Operand on, int axis) implements Step {
    @Override
    public String op() {
      return "concat";
    }

    @Override
    public List<Term> terms() {
      return List.of(new Term("axis", axis));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.concat(this);
    }
  }

  /**
   * {@code strides - 1} zeros between the data's elements: what a transposed convolution does to
   * its input.
   *
   * @param strides one a spatial axis
   */
  record ZeroInsert(List<Integer> strides) implements Step {
    public ZeroInsert {
      strides = List.copyOf(strides);
    }

    @Override
    public String op() {
      return "zero_insert";
    }

    @Override
    public List<Term> terms() {
      return List.of(new Term("strides", strides));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.zeroInsert(this);
    }
  }

  /**
   * {@code tf.reverse(filters, axis)} over the spatial axes.
   *
   * @param axes how many of them
   */
  record FlipKernel(int axes) implements Step {
    @Override
    public String op() {
      return "flip_kernel";
    }

    @Override
    public Operand on() {
      return Operand.WEIGHT;
    }

    @Override
    public List<Term> terms() {
      return List.of(new Term("axis", IntStream.range(0, axes).boxed().toList()));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.flipKernel(this);
    }
  }

  /**
   * {@code tf.nn.convNd(x, filters, strides, padding, dilations)} on {@code (N, spatial..., C)} and
   * {@code (k..., C/groups, O)}.
   *
   * @param groups the groups TensorFlow is to form itself, 1 on a part of a split
   */
  record Conv(List<Integer> strides, List<Integer> dilations, int groups, ConvPadding padding)
      implements Step {
    public Conv {
      strides = List.copyOf(strides);
      dilations = List.copyOf(dilations);
    }

    @Override
    public String op() {
      return "conv" + strides.size() + "d";
    }

    @Override
    public List<Term> terms() {
      return List.of(
          new Term("strides", strides),
          new Term("padding", padding.term()),
          new Term("dilations", dilations),
          new Term("groups", groups));
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
      implements Step {
    public ConvTranspose {
      strides = List.copyOf(strides);
      dilations = List.copyOf(dilations);
    }

    @Override
    public String op() {
      return "conv" + strides.size() + "d_transpose";
    }

    @Override
    public List<Term> terms() {
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
   * {@code tf.slice(x, begin, size)}.
   *
   * @param begin one an axis
   * @param size one an axis
   */
  record Slice(List<Integer> begin, List<Size> size) implements Step {
    public Slice {
      begin = List.copyOf(begin);
      size = List.copyOf(size);
    }

    @Override
    public String op() {
      return "slice";
    }

    @Override
    public List<Term> terms() {
      return List.of(new Term("begin", begin), new Term("size", size));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.slice(this);
    }
  }

  /**
   * {@code x + bias}, channels last. Not {@code tf.nn.bias_add}: inside {@code tf.function}
   * TensorFlow fuses that with a grouped convolution, and its CPU build then has no kernel for the
   * two.
   */
  record AddBias() implements Step {
    @Override
    public String op() {
      return "add_bias";
    }

    @Override
    public List<Term> terms() {
      return List.of();
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.addBias(this);
    }
  }
}
