package io.github.padbridge.spec;

import io.github.padbridge.shape.PadAmount;
import java.util.List;

/** TensorFlow's {@code padding} argument. */
public sealed interface TensorFlowPadding {
  TensorFlowPadding SAME = new Same();
  TensorFlowPadding VALID = new Valid();

  /** What makes the output {@code ceil(size / stride)} long, the odd element going to the end. */
  record Same() implements TensorFlowPadding {}

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
