package io.github.padbridge.plan;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * The padding of a window op: the {@code padding} argument of TensorFlow, {@code auto_pad} and
 * {@code pads} in ONNX.
 */
public sealed interface ConvPadding {
  ConvPadding VALID = new Valid();
  ConvPadding SAME = new Same();
  ConvPadding SAME_LOWER = new SameLower();

  /** The argument of TensorFlow: a String, or a list of lists. */
  Object term();

  /**
   * The output size of a spatial axis.
   *
   * @param in the input size
   * @param reach how many elements the window spans, with its dilation
   */
  Size output(int axis, Size in, long reach, long stride);

  /** {@code "VALID"}: none. */
  record Valid() implements ConvPadding {
    @Override
    public Object term() {
      return "VALID";
    }

    @Override
    public Size output(int axis, Size in, long reach, long stride) {
      return ConvArithmetic.forwardOutput(in, reach, stride);
    }
  }

  /**
   * {@code "SAME"}: as much as gives {@code ceil(size / stride)} outputs; an odd element goes to
   * the end.
   */
  record Same() implements ConvPadding {
    @Override
    public Object term() {
      return "SAME";
    }

    @Override
    public Size output(int axis, Size in, long reach, long stride) {
      return ConvArithmetic.sameOutput(in, stride);
    }
  }

  /** {@code "SAME_LOWER"}, which only ONNX has: as SAME, but an odd element goes to the start. */
  record SameLower() implements ConvPadding {
    @Override
    public Object term() {
      return "SAME_LOWER";
    }

    @Override
    public Size output(int axis, Size in, long reach, long stride) {
      return ConvArithmetic.sameOutput(in, stride);
    }
  }

  /**
   * An explicit amount for each side. TensorFlow takes it in two dimensions only.
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

    @Override
    public Size output(int axis, Size in, long reach, long stride) {
      return ConvArithmetic.forwardOutput(
          ConvArithmetic.padded(in, amounts.get(axis)), reach, stride);
    }
  }
}
