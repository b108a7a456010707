package io.github.padbridge.equivalence;

import io.github.padbridge.chain.AppliedFunction;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One op of a chain along one spatial axis. */
public sealed interface AxisOp {
  /**
   * Elements added at both ends.
   *
   * @param before negative amounts crop
   * @param after negative amounts crop
   */
  record Pad(int before, int after, Fill fill) implements AxisOp {}

  /** The values of padding. */
  sealed interface Fill {
    /** A constant. 0 is neutral in sums, −∞ in maxima. */
    record Constant(double value) implements Fill {}

    /** Copies of input elements. */
    record Copies(Mode mode) implements Fill {}

    Fill ZERO = new Constant(0);
    Fill MINUS_INFINITY = new Constant(Double.NEGATIVE_INFINITY);
  }

  /** Which input elements are copied. */
  enum Mode {
    /** The mirror image without the border element. */
    REFLECT,
    /** The mirror image with the border element. */
    SYMMETRIC,
    /** The border element. */
    REPLICATE,
    /** Elements from the opposite end. */
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
   * Padding by a rule.
   *
   * @param edges the rule
   * @param window the window that the rule is for
   */
  record RulePad(Edges edges, Window window, Fill fill) implements AxisOp {}

  /**
   * Zeros between the elements.
   *
   * @param step from one element to the next, at least 1
   */
  record Spread(int step) implements AxisOp {}

  /**
   * Divides each element by the result of the same ops on an axis of ones.
   *
   * @param coverage the ops on the ones
   */
  record Divide(List<AxisOp> coverage) implements AxisOp {
    public Divide {
      coverage = List.copyOf(coverage);
    }
  }

  /** Refuses shorter inputs. */
  record AtLeast(int size) implements AxisOp {
    /** What an op takes that crops before it pads: it may crop all, but not more. */
    public static AtLeast beforeCrop(PadAmount amount) {
      return new AtLeast(-Math.min(amount.before(), amount.after()));
    }
  }

  /**
   * A pooling of {@code outputs} windows: window {@code p} of {@code n} elements begins at {@code
   * floor(p·n / outputs)} and ends before {@code ceil((p + 1)·n / outputs)}.
   *
   * @param max whether it is a maximum, not an average
   * @param outputs 0 for as many as elements
   */
  record Adaptive(boolean max, int outputs) implements AxisOp {}

  /** A window over the axis. */
  sealed interface Windowed extends AxisOp {
    Window window();

    Edges edges();

    /** The only input size that the op accepts; null where it accepts any. */
    @Nullable Integer onlySize();

    /** The values beyond the ends of the input. */
    Fill beyond();
  }

  /**
   * A convolution, transposed or not.
   *
   * @param weight the index of its weight in the chain
   * @param border beyond the input
   * @param reversed whether the kernel is read in reverse
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
   * The divisor along one axis; the divisor of the average is their product. A constant is split
   * into equal factors where it has them, otherwise the first axis has all of it.
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

  /** An activation or normalization. */
  record Applied(AppliedFunction function) implements AxisOp {}

  /** A number added to every element of an output channel. */
  record Bias(int weight) implements AxisOp {}
}
