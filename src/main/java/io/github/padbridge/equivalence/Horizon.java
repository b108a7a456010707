package io.github.padbridge.equivalence;

import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import java.util.List;

/**
 * From which input size on two chains are equal or not by the remainder of the size alone, see the
 * package documentation for why.
 *
 * @param settled the size
 * @param period what the remainder is by
 */
record Horizon(long settled, long period) {
  static Horizon of(List<AxisOp> left, List<AxisOp> right) {
    Side one = new Side(left);
    Side other = new Side(right);
    long gcd = gcd(one.strides, other.strides);
    long period = Math.multiplyExact(one.strides / gcd, other.strides);
    long block =
        Math.max(
            Math.multiplyExact(one.strides, other.dilations),
            Math.multiplyExact(other.strides, one.dilations));
    double settled = 2 * (one.extent + other.extent + block) + period;
    if (settled + 2 * period > Integer.MAX_VALUE) {
      throw new Budget.Exceeded();
    }
    return new Horizon((long) Math.ceil(settled), period);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** What adds up along one chain. */
  private static final class Side {
    /** The product of the strides. */
    private long strides = 1;

    /** The product of the base dilations. */
    private long dilations = 1;

    /** How far from the ends of the input, or of a value's place, the ops look. */
    private double extent;

    Side(List<AxisOp> ops) {
      for (AxisOp op : ops) {
        double spacing = (double) strides / dilations;
        extent += spacing * extent(op);
        strides = Math.multiplyExact(strides, stride(op));
        dilations = Math.multiplyExact(dilations, baseDilation(op));
      }
    }

    private static double extent(AxisOp op) {
      if (op instanceof AxisOp.Pad pad) {
        return Math.abs((double) pad.before()) + Math.abs((double) pad.after());
      }
      if (op instanceof AxisOp.Slice slice) {
        double end = slice.end() == null ? 0 : slice.end();
        return Math.abs((double) slice.begin()) + Math.abs(end) + slice.step();
      }
      if (op instanceof AxisOp.RulePad pad) {
        return 2.0 * pad.window().reach() + pad.window().stride();
      }
      if (op instanceof AxisOp.Divide divide) {
        return new Side(divide.coverage()).extent;
      }
      return op instanceof AxisOp.Windowed windowed ? extent(windowed) : 0;
    }

    private static double extent(AxisOp.Windowed op) {
      Window window = op.window();
      double padding = 0;
      if (op.edges() instanceof Edges.Fixed fixed) {
        padding =
            Math.abs((double) fixed.amount().before()) + Math.abs((double) fixed.amount().after());
      } else if (op.edges() instanceof Edges.Ceil ceil) {
        padding = 2.0 * ceil.padding() + window.stride();
      } else {
        padding = (double) window.reach() + window.stride();
      }
      double only = op.onlySize() == null ? 0 : op.onlySize();
      return (window.reach() + padding) / window.baseDilation() + window.stride() + only + 1;
    }

    private static int stride(AxisOp op) {
      if (op instanceof AxisOp.Slice slice) {
        return slice.step();
      }
      return op instanceof AxisOp.Windowed windowed ? windowed.window().stride() : 1;
    }

    private static int baseDilation(AxisOp op) {
      if (op instanceof AxisOp.Spread spread) {
        return spread.step();
      }
      return op instanceof AxisOp.Windowed windowed ? windowed.window().baseDilation() : 1;
    }
  }
}
