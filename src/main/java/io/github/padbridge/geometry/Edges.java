package io.github.padbridge.geometry;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.Optional;

/** How the padding of one axis follows from its input size. */
public sealed interface Edges {
  /**
   * The padding at an input size, as much after the input as the last window needs; empty where it
   * depends on a size that is not known.
   */
  Optional<PadAmount> at(Size input, Window window);

  /**
   * A padding with the same windows at every size that the input may have; empty where there is
   * none. At the end it may exceed what the last window needs, by less than a stride.
   */
  default Optional<PadAmount> covering(Size input, Window window) {
    return at(input, window);
  }

  /** The same at every size; negative amounts crop. */
  record Fixed(PadAmount amount) implements Edges {
    @Override
    public Optional<PadAmount> at(Size input, Window window) {
      return Optional.of(amount);
    }
  }

  /**
   * {@code padding} on both sides, and after that what PyTorch's ceil_mode lets a last window reach
   * into.
   */
  record Ceil(int padding) implements Edges {
    @Override
    public Optional<PadAmount> at(Size input, Window window) {
      long after =
          ConvArithmetic.poolPaddingAfter(input, padding, window.reach(), window.stride(), true);
      return Optional.of(new PadAmount(padding, Math.toIntExact(after)));
    }
  }

  /**
   * TensorFlow's SAME: an output of {@code ceil(input / stride)}, the odd element at the end.
   *
   * @param startsLate whether half of what a stride leaves over is cut off the start, as
   *     TensorFlow's 3-D ops do on CPU
   */
  record Same(boolean startsLate) implements Edges {
    @Override
    public Optional<PadAmount> at(Size input, Window window) {
      if (!input.isKnown() && window.stride() > 1) {
        return Optional.empty();
      }
      // At stride 1 the padding is the same at every size, so any size stands for an unknown one.
      long size = input.isKnown() ? input.value() : window.reach();
      return Optional.of(
          startsLate
              ? ConvArithmetic.tensorFlowSame3d(size, window.reach(), window.stride())
              : ConvArithmetic.tensorFlowSame(size, window.reach(), window.stride()));
    }

    @Override
    public Optional<PadAmount> covering(Size input, Window window) {
      Optional<PadAmount> known = at(input, window);
      return known.isPresent() || mayStartLate(window)
          ? known
          : ConvArithmetic.sameOfEverySize(window.reach(), window.stride());
    }

    /** Whether there is an input size at which the first element is skipped. */
    private boolean mayStartLate(Window window) {
      return startsLate
          && ConvArithmetic.tensorFlowSame3d(window.stride(), window.reach(), window.stride())
                  .before()
              < 0;
    }
  }
}
