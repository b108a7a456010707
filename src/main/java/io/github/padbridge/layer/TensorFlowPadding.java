package io.github.padbridge.layer;

import io.github.padbridge.shape.PadAmount;
import java.util.List;

/** TensorFlow's {@code padding} argument. */
public sealed interface TensorFlowPadding {
  TensorFlowPadding SAME = new Same(true);

  /** SAME in float32 with oneDNN on, and with XLA. */
  TensorFlowPadding SAME_FROM_FIRST = new Same(false);

  TensorFlowPadding VALID = new Valid();

  /**
   * What makes the output {@code ceil(size / stride)} long, the odd element going to the end.
   *
   * @param skips whether 3-D ops skip half of what a stride leaves over, and start that much later;
   *     that depends on the build of TensorFlow
   */
  record Same(boolean skips) implements TensorFlowPadding {}

  /** None. */
  record Valid() implements TensorFlowPadding {}

  /**
   * A list of amounts.
   *
   * @param amounts one a spatial axis, none negative
   */
  record Explicit(List<PadAmount> amounts) implements TensorFlowPadding {
    public Explicit {
      amounts = List.copyOf(amounts);
    }
  }
}
