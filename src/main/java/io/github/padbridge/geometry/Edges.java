package io.github.padbridge.geometry;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.Optional;

/** The padding rule of one axis: from an input size to a padding. */
public sealed interface Edges {
  /**
   * The padding at an input size, with as much at the end as the last window needs; empty where it
   * depends on an unknown size.
   */
  Optional<PadAmount> at(Size input, Window window);

  /**
   * A padding that gives the same windows at every possible input size; empty where there is none.
   * At the end it may exceed what the last window needs, by less than a stride.
   */
  default Optional<PadAmount> covering(Size input, Window window) {
    return at(input, window);
  }

  /** A fixed padding; negative amounts crop. */
  record Fixed(PadAmount amount) implements Edges {
    @Override
    public Optional<PadAmount> at(Size input, Window window) {
      return Optional.of(amount);
    }
  }

  /**
   * {@code padding} on both sides, and at the end the elements that PyTorch's ceil_mode adds for
   * the last window.
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
   * TensorFlow's SAME padding: {@code ceil(input / stride)} outputs; an odd element goes to the
   * end.
   *
   * @param startsLate whether half of what the stride leaves over is cropped from the start, as in
   *     TensorFlow's 3-D ops on CPU
   */
  record Same(boolean startsLate) implements Edges {
    @Override
    public Optional<PadAmount> at(Size input, Window window) {
      if (!input.isKnown() && window.stride() > 1) {
        return Optional.empty();
      }
      // At stride 1 the padding is the same at every size, so any size can replace an unknown one.
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

    /** Whether the first element is skipped at some input size. */
    private boolean mayStartLate(Window window) {
      return startsLate
          && ConvArithmetic.tensorFlowSame3d(window.stride(), window.reach(), window.stride())
                  .before()
              < 0;
    }
  }
}
