package io.github.padbridge.plan;

import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One step of a plan: an op of the framework that the plan is for, with its numbers. Axes count
 * from 0 in the tensor as it stands when the step runs. After a {@link Split} a step runs on each
 * part, until {@link Concat}. The steps here are ops that both frameworks have.
 */
public sealed interface Step permits Step.Common, TensorFlowStep, TorchStep {
  /** The step's name: the framework's name of the op, where it is one op. */
  String op(Framework target);

  /** The tensor the step changes: the data, unless it says otherwise. */
  default Operand on() {
    return Operand.DATA;
  }

  /** The step's numbers under the framework's names, in the order they are written. */
  List<Term> terms(Framework target);

  <R> R accept(Interpreter<R> interpreter);

  /** A step that both frameworks have. */
  sealed interface Common extends Step {}

  /** {@code tf.expand_dims(x, 0)}: a batch of one. */
  record ExpandDims() implements Common {
    @Override
    public String op(Framework target) {
      return target == Framework.PYTORCH ? "unsqueeze" : "expand_dims";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term("axis", 0));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.expandDims(this);
    }
  }

  /** {@code tf.squeeze(x, 0)}: the batch of one is dropped. */
  record Squeeze() implements Common {
    @Override
    public String op(Framework target) {
      return "squeeze";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term("axis", 0));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.squeeze(this);
    }
  }

  /** {@code tf.transpose(x, perm)}. */
  record Transpose(Operand on, Layout from, Layout to) implements Common {
    public int[] permutation() {
      return from.permutationTo(to);
    }

    @Override
    public String op(Framework target) {
      return target == Framework.PYTORCH ? "permute" : "transpose";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(
          new Term(target == Framework.PYTORCH ? "dims" : "perm", numbers(permutation())),
          new Term("from", from.axes()),
          new Term("to", to.axes()));
    }

    private static List<Integer> numbers(int[] permutation) {
      List<Integer> numbers = new ArrayList<>(permutation.length);
      for (int axis : permutation) {
        numbers.add(axis);
      }
      return numbers;
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.transpose(this);
    }
  }

  /**
   * {@code tf.pad(x, paddings, mode)}, {@code F.pad(x, pad, mode)}.
   *
   * @param paddings one an axis; negative amounts, which crop, in PyTorch only
   */
  record Pad(Operand on, List<PadAmount> paddings, Mode mode, Fill fill) implements Common {
    /** The modes of {@code F.pad}, of which {@code tf.pad} has the first two. */
    public enum Mode {
      CONSTANT,
      REFLECT,
      REPLICATE,
      CIRCULAR
    }

    /** What mode CONSTANT puts there. */
    public enum Fill {
      ZERO,
      ONE,
      /** What is less than every number: it never is the largest in a window. */
      LOWEST
    }

    public Pad {
      paddings = List.copyOf(paddings);
    }

    /** Zeros, or the mirror image, around the data. */
    public Pad(List<PadAmount> paddings, Mode mode) {
      this(Operand.DATA, paddings, mode, Fill.ZERO);
    }

    /**
     * As {@code F.pad} takes them: the last axis first, zeros no further than the first padded one,
     * the other modes for every spatial axis.
     */
    public List<Integer> lastAxisFirst() {
      List<Integer> amounts = new ArrayList<>();
      for (int axis = paddings.size() - 1; axis >= 0; axis--) {
        boolean needed = mode != Mode.CONSTANT && axis >= 2;
        if (!needed && paddings.subList(0, axis + 1).stream().allMatch(PadAmount::isNone)) {
          break;
        }
        amounts.add(paddings.get(axis).before());
        amounts.add(paddings.get(axis).after());
      }
      return amounts;
    }

    @Override
    public String op(Framework target) {
      return target == Framework.PYTORCH ? "F.pad" : "pad";
    }

    @Override
    public List<Term> terms(Framework target) {
      boolean torch = target == Framework.PYTORCH;
      List<Term> terms = new ArrayList<>();
      terms.add(
          torch
              ? new Term("pad", lastAxisFirst())
              : new Term(
                  "paddings",
                  paddings.stream().map(pad -> List.of(pad.before(), pad.after())).toList()));
      terms.add(new Term("mode", torch ? mode.name().toLowerCase(Locale.ROOT) : mode.name()));
      if (fill != Fill.ZERO) {
        terms.add(
            new Term(torch ? "value" : "constant_values", fill == Fill.ONE ? (Object) 1 : "-inf"));
      }
      return terms;
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.pad(this);
    }
  }

  /** {@code tf.split(x, num_splits, axis)}: one part a group. */
  record Split(Operand on, int axis, int parts) implements Common {
    @Override
    public String op(Framework target) {
      return "split";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term("num_splits", parts), new Term("axis", axis));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.split(this);
    }
  }

  /** {@code tf.concat(parts, axis)}. */
  record Concat(Operand on, int axis) implements Common {
    @Override
    public String op(Framework target) {
      return "concat";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term("axis", axis));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.concat(this);
    }
  }

  /**
   * {@code tf.slice(x, begin, size)}.
   *
   * @param begin one an axis
   * @param size one an axis
   */
  record Slice(List<Integer> begin, List<Size> size) implements Common {
    public Slice {
      begin = List.copyOf(begin);
      size = List.copyOf(size);
    }

    @Override
    public String op(Framework target) {
      return "slice";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term("begin", begin), new Term("size", size));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.slice(this);
    }
  }

  /** The sizes in another grouping, the elements in their order. */
  record Reshape(Operand on, Shape shape) implements Common {
    @Override
    public String op(Framework target) {
      return "reshape";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term("sizes", shape.sizes()));
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
  record FlipKernel(int firstAxis, int axes) implements Common {
    public List<Integer> flipped() {
      return IntStream.range(firstAxis, firstAxis + axes).boxed().toList();
    }

    @Override
    public String op(Framework target) {
      return target == Framework.PYTORCH ? "flip" : "reverse";
    }

    @Override
    public Operand on() {
      return Operand.WEIGHT;
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term(target == Framework.PYTORCH ? "dims" : "axis", flipped()));
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
  record Ones(int channelAxis) implements Common {
    @Override
    public String op(Framework target) {
      return "ones_like";
    }

    @Override
    public Operand on() {
      return Operand.COVERAGE;
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of();
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.ones(this);
    }
  }

  /** {@code x / coverage}: what was divided by the whole window is divided by its real part. */
  record Divide() implements Common {
    @Override
    public String op(Framework target) {
      return "divide";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term("by", "coverage"));
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
  record Scale(int numerator, int denominator) implements Common {
    @Override
    public String op(Framework target) {
      return "scale";
    }

    @Override
    public List<Term> terms(Framework target) {
      return List.of(new Term("times", numerator), new Term("over", denominator));
    }

    @Override
    public <R> R accept(Interpreter<R> interpreter) {
      return interpreter.scale(this);
    }
  }
}
