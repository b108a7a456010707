package io.github.padbridge.equivalence;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one op of a chain does along one spatial axis. */
public sealed interface AxisOp {
  /**
   * Elements added at both ends.
   *
   * @param before negative amounts crop
   * @param after negative amounts crop
   */
  record Pad(int before, int after, Fill fill) implements AxisOp {}

  /** What padding consists of. */
  sealed interface Fill {
    /** A constant; 0 and −∞ have meanings of their own for sums and maxima. */
    record Constant(double value) implements Fill {}

    /** Elements of the input. */
    record Copies(Mode mode) implements Fill {}

    Fill ZERO = new Constant(0);
    Fill MINUS_INFINITY = new Constant(Double.NEGATIVE_INFINITY);
  }

  /** Which elements of the input padding repeats. */
  enum Mode {
    /** The mirror image, the border element not repeated. */
    REFLECT,
    /** The mirror image, the border element repeated. */
    SYMMETRIC,
    /** The border element. */
    REPLICATE,
    /** The opposite end. */
    CIRCULAR;

    static Fill of(Border border) {
      return switch (border) {
        case ZEROS -> Fill.ZERO;
        case REFLECT -> new Fill.Copies(REFLECT);
        case REPLICATE -> new Fill.Copies(REPLICATE);
        case CIRCULAR -> new Fill.Copies(CIRCULAR);
      };
    }
  }

  /**
   * {@code [begin:end:step]}, as Python has it.
   *
   * @param begin negative numbers count from the end
   * @param end as {@code begin}; null for the end of the axis
   * @param step at least 1
   */
  record Slice(int begin, @Nullable Integer end, int step) implements AxisOp {}

  /**
   * Elements added as many as a rule says.
   *
   * @param edges the rule
   * @param window whose padding it is
   */
  record RulePad(Edges edges, Window window, Fill fill) implements AxisOp {}

  /**
   * Zeros between the elements.
   *
   * @param step from one element to the next, at least 1
   */
  record Spread(int step) implements AxisOp {}

  /**
   * Each element divided by what becomes of an axis of ones.
   *
   * @param coverage the ops on the ones
   */
  record Divide(List<AxisOp> coverage) implements AxisOp {
    public Divide {
      coverage = List.copyOf(coverage);
    }
  }

  /** A refusal of what is shorter. */
  record AtLeast(int size) implements AxisOp {}

  /** A window over the axis. */
  sealed interface Windowed extends AxisOp {
    Window window();

    Edges edges();

    /** The input size that the op was written for; null where it takes any. */
    @Nullable Integer onlySize();

    /** What stands beyond the ends of the input. */
    Fill beyond();
  }

  /**
   * A convolution, transposed or not.
   *
   * @param weight which of the chain's weights it takes
   * @param border beyond the input
   * @param reversed whether the last element of the kernel is the first tap
   */
  record Sum(
      Window window,
      Edges edges,
      @Nullable Integer onlySize,
      int weight,
      Border border,
      boolean reversed)
      implements Windowed {
    @Override
    public Fill beyond() {
      return Mode.of(border);
    }
  }

  /** Max pooling. */
  record Max(Window window, Edges edges, @Nullable Integer onlySize) implements Windowed {
    @Override
    public Fill beyond() {
      return Fill.MINUS_INFINITY;
    }
  }

  /** Average pooling. */
  record Average(Window window, Edges edges, @Nullable Integer onlySize, Divisor divisor)
      implements Windowed {
    @Override
    public Fill beyond() {
      return Fill.ZERO;
    }
  }

  /**
   * The divisor of one of several axes, of which the product counts. A constant is a root on each
   * axis where it has one, else all of it stands on the first.
   *
   * @param whole the size of the window over all axes
   */
  static Divisor divisor(Divisor divisor, int axis, int rank, long whole) {
    if (!(divisor instanceof Divisor.Constant constant)) {
      return divisor;
    }
    if (constant.value() == whole) {
      return new Divisor.Whole();
    }
    int root = (int) Math.round(Math.pow(constant.value(), 1.0 / rank));
    return new Divisor.Constant(
        Math.pow(root, rank) == constant.value() ? root : axis == 0 ? constant.value() : 1);
  }

  /** A number added to every element of an output channel. */
  record Bias(int weight) implements AxisOp {}
}
