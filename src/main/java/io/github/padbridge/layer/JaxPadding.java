package io.github.padbridge.layer;

import io.github.padbridge.shape.PadAmount;
import java.util.Collections;
import java.util.List;

/** The {@code padding} argument of {@code jax.lax}. */
public sealed interface JaxPadding {
  /** No padding on {@code rank} axes: {@code "VALID"}. */
  static JaxPadding none(int rank) {
    return new Pairs(Collections.nCopies(rank, PadAmount.NONE));
  }

  /**
   * Pairs of amounts.
   *
   * @param amounts one for each spatial axis; negative amounts crop
   */
  record Pairs(List<PadAmount> amounts) implements JaxPadding {
    public Pairs {
      amounts = List.copyOf(amounts);
    }
  }

  /**
   * Makes the output size {@code ceil(size / stride)}.
   *
   * @param lower whether an odd element is padded at the start ({@code "SAME_LOWER"}) instead of at
   *     the end ({@code "SAME"})
   */
  record Same(boolean lower) implements JaxPadding {
    /** The name in JAX. */
    public String title() {
      return lower ? "SAME_LOWER" : "SAME";
    }
  }
}
