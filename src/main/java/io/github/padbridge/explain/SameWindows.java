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
 * The windows that a convolution or a pooling reads, beside those of SAME. Windows that begin
 * elsewhere give other numbers, but for inputs so short that it makes no difference.
 *
 * @param isThreeD TensorFlow's 3-D ops start later on some builds where a stride leaves two
 *     elements over or more
 * @param amount what the layer pads, by the input size
 */
record SameWindows(
    Kind kind,
    long taps,
    long dilation,
    long stride,
    boolean isThreeD,
    LongFunction<PadAmount> amount)
    implements SameOp {
  /** What is made of a window. */
  enum Kind {
    /** A sum in which every element has its own weight. */
    WEIGHTED,
    /** The largest of its elements, or their average. */
    OF_ELEMENTS,
    /** The average of its elements and of the padding in it. */
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
    boolean counts =
        computation instanceof Computation.AveragePooling average
            && average.divisor() instanceof Divisor.Padded
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
      // The first window begins in the padding, which SAME does not count.
      case OF_ELEMENTS_AND_PADDING -> false;
    };
  }

  /** Whether no tap of any window meets an element. */
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
        : "it puts " + same + " before %s, PyTorch " + own(1);
  }

  @Override
  public long period() {
    return stride;
  }

  /** From here on some window reads an element, and none reads them all. */
  @Override
  public long settled() {
    return reach() + stride + Math.abs(own(1));
  }
}
