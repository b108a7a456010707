package io.github.padbridge.geometry;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
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
   * A padding, and at the end the elements that ceil_mode adds for the last window.
   *
   * @param padding not negative
   */
  record Ceil(PadAmount padding) implements Edges {
    @Override
    public Optional<PadAmount> at(Size input, Window window) {
      long after = ConvArithmetic.ceilPaddingAfter(input, padding, window.reach(), window.stride());
      return Optional.of(new PadAmount(padding.before(), Math.toIntExact(after)));
    }
  }

  /**
   * SAME padding: {@code ceil(input / stride)} outputs.
   *
   * @param rule how the padding is divided between the two ends
   */
  record Same(SameRule rule) implements Edges {
    @Override
    public Optional<PadAmount> at(Size input, Window window) {
      if (!input.isKnown() && window.stride() > 1) {
        return Optional.empty();
      }
      // At stride 1 the padding is the same at every size, so any size can replace an unknown one.
      long size = input.isKnown() ? input.value() : window.reach();
      return Optional.of(rule.amount(size, window.reach(), window.stride()));
    }

    @Override
    public Optional<PadAmount> covering(Size input, Window window) {
      Optional<PadAmount> known = at(input, window);
      return known.isPresent() || rule.mayStartLate(window.reach(), window.stride())
          ? known
          : ConvArithmetic.sameOfEverySize(rule, window.reach(), window.stride());
    }
  }
}
