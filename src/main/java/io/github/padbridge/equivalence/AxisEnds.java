package io.github.padbridge.equivalence;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The padding and cropping at both ends of an axis, for a chain with one window. */
final class AxisEnds {
  private final List<AxisOp> ops;
  private final int at;

  private AxisEnds(List<AxisOp> ops, int at) {
    this.ops = ops;
    this.at = at;
  }

  /** The ends of a chain; empty unless it has exactly one window. */
  static Optional<AxisEnds> of(List<AxisOp> ops) {
    int at = -1;
    for (int i = 0; i < ops.size(); i++) {
      if (ops.get(i) instanceof AxisOp.Windowed) {
        if (at >= 0) {
          return Optional.empty();
        }
        at = i;
      } else if (!isShift(ops.get(i))) {
        return Optional.empty();
      }
    }
    return at < 0 ? Optional.empty() : Optional.of(new AxisEnds(ops, at));
  }

  /** Whether an op at most adds elements at the ends or crops them. */
  private static boolean isShift(AxisOp op) {
    return op instanceof AxisOp.Pad
        || op instanceof AxisOp.AtLeast
        || op instanceof AxisOp.Bias
        || op instanceof AxisOp.Applied
        || (op instanceof AxisOp.Slice slice && slice.step() == 1);
  }

  AxisOp.Windowed windowed() {
    return (AxisOp.Windowed) ops.get(at);
  }

  /** Whether the window is that of a transposed convolution. */
  boolean isTransposed() {
    return windowed() instanceof AxisOp.Sum sum && sum.reversed() && sum.window().stride() == 1;
  }

  /** Whether the window is over an input with zeros between its elements. */
  boolean spreads() {
    return windowed().window().baseDilation() > 1;
  }

  /**
   * The padding before and after the input, in input elements; for a transposed convolution the
   * crop of the full result, in output elements.
   *
   * @param size an input size that the chain accepts
   */
  PadAmount at(int size, boolean crops) {
    AxisOp.Windowed op = windowed();
    int base = op.window().baseDilation();
    int stride = op.window().stride();
    int before = 0;
    int after = 0;
    int length = size;
    for (int i = 0; i < ops.size(); i++) {
      PadAmount amount = amount(ops.get(i), length);
      int scale = i < at ? base : i > at ? stride : 1;
      before += amount.before() * scale;
      after += amount.after() * scale;
      length = AxisLength.after(ops.get(i), length);
    }
    int last = Math.toIntExact(op.window().reach()) - 1;
    return crops ? new PadAmount(last - before, last - after) : new PadAmount(before, after);
  }

  private static PadAmount amount(AxisOp op, int length) {
    if (op instanceof AxisOp.Pad pad) {
      return new PadAmount(pad.before(), pad.after());
    }
    if (op instanceof AxisOp.Slice slice) {
      int end = slice.end() == null ? length : AxisLength.place(slice.end(), length);
      return new PadAmount(-AxisLength.place(slice.begin(), length), end - length);
    }
    return op instanceof AxisOp.Windowed windowed
        ? AxisLength.padding(windowed, length)
        : PadAmount.NONE;
  }

  /** The values of the padding in a word, such as {@code zeros}. */
  String border() {
    for (AxisOp op : ops.subList(0, at)) {
      if (op instanceof AxisOp.Pad pad && (pad.before() > 0 || pad.after() > 0)) {
        return word(pad.fill());
      }
    }
    if (windowed() instanceof AxisOp.Max) {
      return "-inf";
    }
    return windowed() instanceof AxisOp.Sum sum && sum.border() != Border.ZEROS
        ? word(AxisOp.Mode.of(sum.border()))
        : "zeros";
  }

  private static String word(AxisOp.Fill fill) {
    if (fill instanceof AxisOp.Fill.Copies copies) {
      return copies.mode().name().toLowerCase(Locale.ROOT);
    }
    double value = ((AxisOp.Fill.Constant) fill).value();
    if (value == 0) {
      return "zeros";
    }
    return value == Double.NEGATIVE_INFINITY ? "-inf" : String.valueOf(value);
  }
}
