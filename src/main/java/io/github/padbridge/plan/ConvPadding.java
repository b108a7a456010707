package io.github.padbridge.plan;

import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;

/** The {@code padding} argument of TensorFlow's convolutions. */
public sealed interface ConvPadding {
  ConvPadding VALID = new Valid();
  ConvPadding SAME = new Same();

  /** The argument as TensorFlow takes it: a String, or a list of lists. */
  Object term();

  /** {@code "VALID"}: none. */
  record Valid() implements ConvPadding {
    @Override
    public Object term() {
      return "VALID";
    }
  }

  /**
   * {@code "SAME"}: what makes the output {@code ceil(size / stride)} long, the odd element going
   * to the end.
   */
  record Same() implements ConvPadding {
    @Override
    public Object term() {
      return "SAME";
    }
  }

  /**
   * An explicit list, which TensorFlow takes in two dimensions only.
   *
   * @param amounts one a spatial axis, none negative
   */
  record Explicit(List<PadAmount> amounts) implements ConvPadding {
    public Explicit {
      amounts = List.copyOf(amounts);
    }

    @Override
    public Object term() {
      List<List<Integer>> all = new ArrayList<>();
      all.add(List.of(0, 0));
      amounts.forEach(amount -> all.add(List.of(amount.before(), amount.after())));
      all.add(List.of(0, 0));
      return all;
    }
  }
}
