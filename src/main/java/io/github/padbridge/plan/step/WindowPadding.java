package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The padding of a window op: the {@code padding} argument of TensorFlow, PyTorch and JAX, {@code
 * auto_pad} and {@code pads} in ONNX.
 */
public sealed interface WindowPadding {
  WindowPadding VALID = new Valid();
  WindowPadding SAME = new Same(SameRule.UPPER);
  WindowPadding SAME_LOWER = new Same(SameRule.LOWER);

  /** Amounts of 0. */
  static WindowPadding none(int rank) {
    return new Explicit(Collections.nCopies(rank, PadAmount.NONE));
  }

  /** The padding along a spatial axis of known size; negative amounts crop. */
  PadAmount at(int axis, long in, long reach, long stride);

  /**
   * The number of windows along a spatial axis.
   *
   * @param reach how many elements the window spans, with its dilation
   */
  Size windows(int axis, Size in, long reach, long stride);

  /**
   * The argument of TensorFlow and JAX: a String, or a pair for each axis.
   *
   * @param outer the axes before the spatial ones that the op pads too, such as batch and channels
   * @param inner those after them
   */
  Object term(int outer, int inner);

  /** None. */
  record Valid() implements WindowPadding {
    @Override
    public PadAmount at(int axis, long in, long reach, long stride) {
      return PadAmount.NONE;
    }

    @Override
    public Size windows(int axis, Size in, long reach, long stride) {
      return ConvArithmetic.forwardOutput(in, reach, stride);
    }

    @Override
    public Object term(int outer, int inner) {
      return "VALID";
    }
  }

  /**
   * SAME: {@code ceil(size / stride)} windows. The amounts follow from the shape of the data when
   * the op runs, in JAX when the function is traced.
   *
   * @param rule how the padding is divided between the two ends; UPPER in TensorFlow, not
   *     UPPER_STARTING_LATE in ONNX
   */
  record Same(SameRule rule) implements WindowPadding {
    /** The function that computes the amounts with a late start. */
    public static final String LATE_START = "late_same_padding";

    @Override
    public PadAmount at(int axis, long in, long reach, long stride) {
      return rule.amount(in, reach, stride);
    }

    @Override
    public Size windows(int axis, Size in, long reach, long stride) {
      return ConvArithmetic.sameOutput(in, stride);
    }

    @Override
    public Object term(int outer, int inner) {
      return switch (rule) {
        case UPPER -> "SAME";
        case LOWER -> "SAME_LOWER";
        case UPPER_STARTING_LATE -> LATE_START;
      };
    }

    /** Whether JAX has no name for it. */
    public boolean isComputed() {
      return rule == SameRule.UPPER_STARTING_LATE;
    }
  }

  /**
   * Fixed amounts. TensorFlow takes them in two dimensions only, PyTorch equal at both ends.
   *
   * @param amounts one a spatial axis; negative amounts crop, in JAX only
   */
  record Explicit(List<PadAmount> amounts) implements WindowPadding {
    public Explicit {
      amounts = List.copyOf(amounts);
    }

    @Override
    public PadAmount at(int axis, long in, long reach, long stride) {
      return amounts.get(axis);
    }

    @Override
    public Size windows(int axis, Size in, long reach, long stride) {
      return ConvArithmetic.forwardOutput(
          ConvArithmetic.padded(in, amounts.get(axis)), reach, stride);
    }

    @Override
    public Object term(int outer, int inner) {
      List<List<Integer>> pairs = new ArrayList<>(Collections.nCopies(outer, List.of(0, 0)));
      amounts.forEach(amount -> pairs.add(List.of(amount.before(), amount.after())));
      pairs.addAll(Collections.nCopies(inner, List.of(0, 0)));
      return pairs;
    }
  }
}
