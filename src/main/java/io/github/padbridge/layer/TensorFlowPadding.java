package io.github.padbridge.layer;

import io.github.padbridge.shape.PadAmount;
import java.util.List;

/** The {@code padding} argument of TensorFlow. */
public sealed interface TensorFlowPadding {
  TensorFlowPadding SAME = new Same(true);

  /** SAME in float32 with oneDNN on, and with XLA. */
  TensorFlowPadding SAME_FROM_FIRST = new Same(false);

  TensorFlowPadding VALID = new Valid();

  /**
   * Makes the output size {@code ceil(size / stride)}. An odd element is padded at the end.
   *
   * @param skips whether a 3-D op skips half of the elements that remain after the last window and
   *     starts that much later, which depends on the TensorFlow build
   */
  record Same(boolean skips) implements TensorFlowPadding {}

  /** No padding. */
  record Valid() implements TensorFlowPadding {}

  /**
   * A list of amounts.
   *
   * @param amounts one for each spatial axis, not negative
   */
  record Explicit(List<PadAmount> amounts) implements TensorFlowPadding {
    public Explicit {
      amounts = List.copyOf(amounts);
    }
  }
}
