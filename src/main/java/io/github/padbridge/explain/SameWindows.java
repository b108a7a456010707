package io.github.padbridge.explain;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.function.LongFunction;

/**
 * Compares the windows of a convolution or pooling with the windows of SAME. Windows that start
 * elsewhere give different numbers, except for very short inputs.
 *
 * @param isThreeD whether the op is 3-D: on some builds of TensorFlow these start later where the
 *     stride leaves two or more elements over
 * @param amount the padding of the layer by input size
 */
record SameWindows(
    Kind kind,
    long taps,
    long dilation,
    long stride,
    boolean isThreeD,
    LongFunction<PadAmount> amount)
    implements SameOp {
  /** What is computed from a window. */
  enum Kind {
    /** A weighted sum. */
    WEIGHTED,
    /** The maximum or average of its elements. */
    OF_ELEMENTS,
    /** The average of its elements and padding. */
    OF_ELEMENTS_AND_PADDING
  }

  static SameWindows of(Computation computation, int axis) {
    WindowDimension dimension = computation.axes().get(axis);
    Window window = dimension.window();
    return new SameWindows(
        kind(computation, dimension),
        window.size(),
        window.dilation(),
        window.stride(),
        computation.rank() == 3,
        size -> dimension.edges().at(Size.of(size), window).orElseThrow());
  }

  private static Kind kind(Computation computation, WindowDimension dimension) {
    if (computation instanceof Computation.Convolution) {
      return Kind.WEIGHTED;
    }
    Divisor divisor =
        computation instanceof Computation.AveragePooling average
            ? average.divisor()
            : new Divisor.Elements();
    boolean counts =
        divisor instanceof Divisor.Whole
            ? dimension.mayPad()
            : divisor instanceof Divisor.Padded
                && dimension.padding().filter(amount -> amount.before() > 0).isPresent();
    return counts ? Kind.OF_ELEMENTS_AND_PADDING : Kind.OF_ELEMENTS;
  }

  private long reach() {
    return ConvArithmetic.effectiveKernel(taps, dilation);
  }

  private long windows(long size) {
    return ConvArithmetic.forwardOutput(size + amount.apply(size).total(), reach(), stride);
  }

  @Override
  public Outcome at(long size) {
    if (ConvArithmetic.sameOutput(size, stride) != windows(size)) {
      return Outcome.SHAPE;
    }
    boolean equal = isEqual(size, same(size).before());
    boolean equalElsewhere = isThreeD ? isEqual(size, sameStartingLate(size)) : equal;
    return equal != equalElsewhere ? Outcome.BUILDS : equal ? Outcome.EQUAL : Outcome.NUMBERS;
  }

  private boolean isEqual(long size, long same) {
    long own = own(size);
    return switch (kind) {
      case WEIGHTED -> own == same || (readsNothing(size, own) && readsNothing(size, same));
      case OF_ELEMENTS -> own == same || (readsAll(size, own) && readsAll(size, same));
      // The first window starts in the padding, which SAME does not count.
      case OF_ELEMENTS_AND_PADDING -> false;
    };
  }

  /** Whether no tap of any window reads an element. */
  private boolean readsNothing(long size, long before) {
    long windows = windows(size);
    for (long window = 0; window < windows; window++) {
      long begin = window * stride - before;
      long tap = begin >= 0 ? 0 : Math.floorDiv(-begin + dilation - 1, dilation);
      if (tap < taps && begin + tap * dilation < size) {
        return false;
      }
    }
    return true;
  }

  /** Whether every window holds the whole input. */
  private boolean readsAll(long size, long before) {
    long last = (windows(size) - 1) * stride - before;
    return last <= 0 && taps - before >= size;
  }

  @Override
  public boolean mayStartLate(long size) {
    return at(size) != Outcome.SHAPE && isThreeD && sameStartingLate(size) != same(size).before();
  }

  @Override
  public PadAmount same(long size) {
    return ConvArithmetic.tensorFlowSame(size, reach(), stride);
  }

  private long sameStartingLate(long size) {
    return ConvArithmetic.tensorFlowSame3d(size, reach(), stride).before();
  }

  @Override
  public long own(long size) {
    return amount.apply(size).before();
  }

  @Override
  public String difference(String same) {
    return kind == Kind.OF_ELEMENTS_AND_PADDING
        ? "it does not count the padding of %s, PyTorch does"
        : "it pads " + same + " before %s, PyTorch pads " + own(1);
  }

  @Override
  public long period() {
    return stride;
  }

  /** From this size on some window reads an element, and none reads all. */
  @Override
  public long settled() {
    return reach() + stride + Math.abs(own(1));
  }
}
