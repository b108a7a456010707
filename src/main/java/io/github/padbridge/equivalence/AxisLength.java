package io.github.padbridge.equivalence;

import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.List;

/** The length of an axis after an op. */
final class AxisLength {
  /** Returned where an op refuses its input. */
  static final int REFUSED = 0;

  private AxisLength() {}

  /** The length after all ops; {@link #REFUSED} where one refuses its input or leaves nothing. */
  static int after(List<AxisOp> ops, int size) {
    int length = size;
    for (AxisOp op : ops) {
      boolean fits =
          !(op instanceof AxisOp.Divide divide) || after(divide.coverage(), size) == length;
      length = fits ? after(op, length) : REFUSED;
      if (length == REFUSED) {
        return REFUSED;
      }
    }
    return length;
  }

  /** The length after one op; {@link #REFUSED} where it refuses its input or leaves nothing. */
  static int after(AxisOp op, int size) {
    if (op instanceof AxisOp.Pad pad) {
      return gives(pad.fill(), size, Math.max(pad.before(), pad.after()))
          ? length((long) size + pad.before() + pad.after())
          : REFUSED;
    }
    if (op instanceof AxisOp.Slice slice) {
      int begin = place(slice.begin(), size);
      int end = slice.end() == null ? size : place(slice.end(), size);
      return length(Math.floorDiv(end - begin - 1, slice.step()) + 1L);
    }
    if (op instanceof AxisOp.Bias || op instanceof AxisOp.Applied || op instanceof AxisOp.Divide) {
      return size;
    }
    if (op instanceof AxisOp.Adaptive adaptive) {
      return adaptive.outputs() == 0 ? size : adaptive.outputs();
    }
    if (op instanceof AxisOp.AtLeast least) {
      return size < least.size() ? REFUSED : size;
    }
    if (op instanceof AxisOp.RulePad pad) {
      return length(size + amount(pad, size).total());
    }
    if (op instanceof AxisOp.Spread spread) {
      return length((size - 1L) * spread.step() + 1);
    }
    return after((AxisOp.Windowed) op, size);
  }

  private static int after(AxisOp.Windowed op, int size) {
    Integer only = op.onlySize();
    if (only != null && only != size) {
      return REFUSED;
    }
    PadAmount padding = padding(op, size);
    if (op instanceof AxisOp.Sum sum
        && !gives(
            AxisOp.Mode.of(sum.border()), size, Math.max(padding.before(), padding.after()))) {
      return REFUSED;
    }
    Window window = op.window();
    long spread = (size - 1L) * window.baseDilation() + 1 + padding.total();
    return length(ConvArithmetic.forwardOutput(spread, window.reach(), window.stride()));
  }

  /** The padding of a rule at a size. */
  static PadAmount amount(AxisOp.RulePad pad, int size) {
    return pad.edges().at(Size.of(size), pad.window()).orElseThrow();
  }

  /** The padding at an input size. */
  static PadAmount padding(AxisOp.Windowed op, int size) {
    return op.edges().at(Size.of(size), op.window()).orElseThrow();
  }

  private static int length(long length) {
    return length < 1 ? REFUSED : Math.toIntExact(length);
  }

  /** Whether an axis has as many elements to copy as a padding asks for. */
  static boolean gives(Fill fill, int size, int amount) {
    if (!(fill instanceof Fill.Copies copies)) {
      return true;
    }
    return switch (copies.mode()) {
      case REFLECT -> amount < size;
      case SYMMETRIC, CIRCULAR -> amount <= size;
      case REPLICATE -> true;
    };
  }

  /** Where a slice's bound lies on an axis. */
  static int place(int bound, int size) {
    return Math.min(Math.max(bound < 0 ? bound + size : bound, 0), size);
  }
}
