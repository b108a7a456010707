package io.github.padbridge.plan;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One step of a plan: an op of the target with its arguments, and its shape rules. Axes count from
 * 0 in the tensor that the step receives. After a {@link Split} a step runs on each part, until
 * {@link Concat}. The nested records are ops that every target has; the other steps belong to one
 * target.
 */
public interface Step {
  /** The op and its arguments in the names of the target. */
  Call call(OpSet ops);

  /** The name of the step: the target's name for the op, where the step is one op. */
  default String op(OpSet ops) {
    return call(ops).op();
  }

  /** The tensor that the step changes; the data by default. */
  default Operand on() {
    return Operand.DATA;
  }

  /** The arguments in the names and order of the target. */
  default List<Term> terms(OpSet ops) {
    return call(ops).terms();
  }

  /** The shape of the changed tensor after the step; of one part where it is split. */
  Shape shapeAfter(Shapes before);

  /**
   * The number of ops of the step.
   *
   * @param parts the number of parts of the data
   */
  default int opCount(int parts) {
    return 1;
  }

  /**
   * The columns that a convolution unrolls its input to; none for any other step.
   *
   * @param before the shape of the data; all sizes are known, also of the other shapes
   * @param after the data's shape after the step
   */
  default Columns columns(Shape before, Shape after, Shape weight) {
    return Columns.NONE;
  }

  /** The step without the data sizes in its arguments. */
  default Object withoutSizes() {
    return this;
  }

  /**
   * Whether the plan, with this step, still takes windows at most once along each axis; false where
   * this is not certain.
   */
  default boolean keeps(SingleWindows windows) {
    return false;
  }

  /**
   * Calls the interpreter's method for this step.
   *
   * @throws IllegalStateException if the step belongs to another target than the interpreter
   */
  <R> R accept(Interpreter<R> interpreter);

  /** {@code tf.expand_dims(x, 0)}: a batch of one. */
  record ExpandDims() implements Step {
    @Override
    public Call call(OpSet ops) {
      return new Call(ops.name("expand_dims"), new Term("axis", 0));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      List<Size> sizes = new ArrayList<>(before.data().sizes());
      sizes.add(0, Size.of(1));
      return new Shape(sizes);
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return windows.moveAxes();
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.expandDims(this);
    }
  }

  /** {@code tf.squeeze(x, 0)}: the batch of one is dropped. */
  record Squeeze() implements Step {
    @Override
    public Call call(OpSet ops) {
      return new Call(ops.name("squeeze"), new Term("axis", 0));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return new Shape(before.data().sizes().subList(1, before.data().rank()));
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return windows.moveAxes();
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
    public Call call(OpSet ops) {
      return new Call(
          ops.name("transpose"),
          new Term(ops.name("transpose.perm"), Arrays.stream(permutation()).boxed().toList()),
          new Term("from", from.axes()),
          new Term("to", to.axes()));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.of(on).permuted(permutation());
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return windows.moveAxes();
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.transpose(this);
    }
  }

  /**
   * {@code tf.pad(x, paddings, mode)}, {@code F.pad(x, pad, mode)}.
   *
   * @param paddings one per axis; negative amounts crop, in targets that have them
   */
  record Pad(Operand on, List<PadAmount> paddings, Mode mode, Fill fill) implements Step {
    /** The modes of {@code F.pad}; a target may have fewer. */
    public enum Mode {
      CONSTANT,
      REFLECT,
      REPLICATE,
      CIRCULAR
    }

    /** The value of mode CONSTANT. */
    public enum Fill {
      ZERO,
      ONE,
      /** The lowest value, which is never the maximum of a window. */
      LOWEST;

      /** The number as a term. */
      Object term() {
        return this == LOWEST ? "-inf" : this == ONE ? (Object) 1 : 0;
      }
    }

    public Pad {
      paddings = List.copyOf(paddings);
    }

    /** Zeros, or the mirror image, around the data. */
    public Pad(List<PadAmount> paddings, Mode mode) {
      this(Operand.DATA, paddings, mode, Fill.ZERO);
    }

    @Override
    public Call call(OpSet ops) {
      return new Call(ops.name("pad"), ops.padTerms().apply(this));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(
          on, 0, paddings.size(), (axis, in) -> ConvArithmetic.padded(in, paddings.get(axis)));
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return mode == Mode.CONSTANT;
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.pad(this);
    }
  }

  /** {@code tf.split(x, num_splits, axis)}: one part a group. */
  record Split(Operand on, int axis, int parts) implements Step {
    @Override
    public Call call(OpSet ops) {
      return new Call("split", new Term("num_splits", parts), new Term("axis", axis));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(on, axis, 1, (first, whole) -> whole.dividedBy(parts));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.split(this);
    }
  }

  /**
   * {@code tf.concat(parts, axis)}.
   *
   * @param parts how many there are
   */
  record Concat(Operand on, int axis, int parts) implements Step {
    @Override
    public Call call(OpSet ops) {
      return new Call("concat", new Term("axis", axis));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(on, axis, 1, (first, part) -> part.times(parts));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.concat(this);
    }
  }

  /**
   * {@code tf.slice(x, begin, size)}.
   *
   * @param begin one per axis
   * @param size one per axis
   */
  record Slice(List<Integer> begin, List<Size> size) implements Step {
    public Slice {
      begin = List.copyOf(begin);
      size = List.copyOf(size);
    }

    @Override
    public Call call(OpSet ops) {
      return new Call("slice", new Term("begin", begin), new Term("size", size));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return new Shape(size);
    }

    @Override
    public Object withoutSizes() {
      return List.of("slice", begin);
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return true;
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.slice(this);
    }
  }

  /** The sizes in another grouping, the elements in their order. */
  record Reshape(Operand on, Shape shape) implements Step {
    @Override
    public Call call(OpSet ops) {
      return new Call(ops.name("reshape"), new Term("sizes", shape.sizes()));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return shape;
    }

    @Override
    public Object withoutSizes() {
      return on == Operand.WEIGHT ? this : List.of("reshape", on, shape.rank());
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.reshape(this);
    }
  }

  /**
   * {@code tf.reverse(filters, axis)}, {@code torch.flip(weight, dims)} over the spatial axes.
   *
   * @param firstAxis the first of them
   * @param axes how many there are
   */
  record FlipKernel(int firstAxis, int axes) implements Step {
    public List<Integer> flipped() {
      return IntStream.range(firstAxis, firstAxis + axes).boxed().toList();
    }

    @Override
    public Operand on() {
      return Operand.WEIGHT;
    }

    @Override
    public Call call(OpSet ops) {
      return new Call(ops.name("reverse"), new Term(ops.name("reverse.axis"), flipped()));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.weight();
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.flipKernel(this);
    }
  }

  /**
   * {@code ones_like(x[:1, ..., :1])}: from here on there is a coverage, of one sample and one
   * channel.
   *
   * @param channelAxis the position of the channels
   */
  record Ones(int channelAxis) implements Step {
    @Override
    public Operand on() {
      return Operand.COVERAGE;
    }

    @Override
    public Call call(OpSet ops) {
      return new Call("ones_like");
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.data().with(0, Size.of(1)).with(channelAxis, Size.of(1));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.ones(this);
    }
  }

  /** {@code x / coverage}: what was divided by the whole window is divided by its real part. */
  record Divide() implements Step {
    @Override
    public Call call(OpSet ops) {
      return new Call("divide", new Term("by", "coverage"));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.data();
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.divide(this);
    }
  }

  /**
   * {@code x * numerator / denominator}.
   *
   * @param denominator not 0
   */
  record Scale(int numerator, int denominator) implements Step {
    @Override
    public Call call(OpSet ops) {
      return new Call("scale", new Term("times", numerator), new Term("over", denominator));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.data();
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.scale(this);
    }
  }
}
