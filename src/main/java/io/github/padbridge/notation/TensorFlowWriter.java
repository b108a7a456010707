package io.github.padbridge.notation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a padding as {@code tf.pad}: a row of two for each axis. */
final class TensorFlowWriter {
  /** The highest rank of MirrorPad kernels (measured with TensorFlow 2.21). */
  static final int HIGHEST_MIRRORED_RANK = 5;

  private static final String NOTATION = "tf.pad";

  private TensorFlowWriter() {}

  static NotationResult write(TensorPadding padding) {
    String reason =
        Reasons.first(
            Reasons.interior(padding),
            Reasons.mode(padding, padding.mode().tensorFlow()),
            Reasons.negative(padding),
            tooManyAxes(padding),
            SizeRules.broken(padding));
    return reason == null
        ? new NotationResult(NOTATION, padding.layout(), expression(padding), null, null)
        : new NotationResult(NOTATION, padding.layout(), null, reason, instead(padding));
  }

  /** The same with the channels at the other end. */
  static NotationResult writeTransposed(TensorPadding padding) {
    DataLayout layout = padding.layout();
    if (layout == null) {
      String reason = Reasons.NEEDS_LAYOUT;
      return new NotationResult(NOTATION, null, null, reason, null);
    }
    return write(
        padding.in(layout.isChannelsLast() ? layout.asChannelsFirst() : layout.asChannelsLast()));
  }

  static @Nullable String tooManyAxes(TensorPadding padding) {
    boolean isMirrored = padding.mode() == FillMode.REFLECT || padding.mode() == FillMode.SYMMETRIC;
    return isMirrored && padding.rank() > HIGHEST_MIRRORED_RANK
        ? "mirrors tensors of rank 1 to "
            + HIGHEST_MIRRORED_RANK
            + " (got rank "
            + padding.rank()
            + ")"
        : null;
  }

  private static String expression(TensorPadding padding) {
    List<List<Integer>> rows =
        padding.axes().stream().map(axis -> List.of(axis.before(), axis.after())).toList();
    String expression = "tf.pad(x, " + rows;
    if (padding.mode() != FillMode.CONSTANT) {
      expression += ", mode=\"" + padding.mode().tensorFlow() + "\"";
    } else if (!padding.value().isZero()) {
      expression += ", constant_values=" + padding.value().python();
    }
    return expression + ")";
  }

  private static @Nullable String instead(TensorPadding padding) {
    boolean isRepeated = padding.mode() == FillMode.REPLICATE && padding.largest() <= 1;
    if (padding.anyAxis(axis -> axis.interior() > 0) || SizeRules.broken(padding) != null) {
      return null;
    }
    if (isRepeated) {
      // For amounts up to 1, symmetric equals edge.
      return write(padding.withMode(FillMode.SYMMETRIC)).expression();
    }
    if (padding.mode() == FillMode.CONSTANT) {
      return Cropping.of(padding, TensorFlowWriter::expression);
    }
    return padding.mode() == FillMode.SYMMETRIC || padding.mode() == FillMode.REFLECT
        ? null
        : gathered(padding);
  }

  /** Gathers the elements by index, axis by axis, if few axes are padded. */
  private static @Nullable String gathered(TensorPadding padding) {
    List<String> gathers = new ArrayList<>();
    for (int i = 0; i < padding.rank(); i++) {
      if (!padding.axis(i).isNone()) {
        gathers.add(gathered(padding, i));
      }
    }
    return switch (gathers.size()) {
      case 1 -> gathers.get(0);
      case 2 -> "x = " + gathers.get(0) + "; x = " + gathers.get(1);
      default -> null;
    };
  }

  private static String gathered(TensorPadding padding, int i) {
    AxisPadding axis = padding.axis(i);
    boolean isKnown = padding.input().size(i).isKnown();
    long size = isKnown ? padding.input().size(i).value() : 0;
    String n = isKnown ? Long.toString(size) : "tf.shape(x)[" + i + "]";
    String end = isKnown ? Long.toString(size + axis.after()) : plus(n, axis.after());
    String range = "tf.range(" + -axis.before() + ", " + end + ")";
    String last = isKnown ? Long.toString(size - 1) : n + " - 1";
    String indices =
        padding.mode() == FillMode.CIRCULAR
            ? range + " % " + n
            : "tf.clip_by_value(" + range + ", 0, " + last + ")";
    return "tf.gather(x, " + indices + ", axis=" + i + ")";
  }

  private static String plus(String n, int amount) {
    return amount == 0 ? n : n + " + " + amount;
  }
}
