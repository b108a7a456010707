package io.github.padbridge.equivalence;

import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.SizeSet;
import java.util.List;

/**
 * The input size from which on the equality of two chains depends only on the remainder of the
 * size. The package documentation has the proof.
 *
 * @param settled the input size
 * @param period the divisor of the remainder
 */
record Horizon(long settled, long period) {
  static Horizon of(List<AxisOp> left, List<AxisOp> right) {
    Side one = new Side(left);
    Side other = new Side(right);
    long gcd = gcd(one.strides, other.strides);
    long repeats = Math.multiplyExact(one.strides / gcd, other.strides);
    long parts = Math.multiplyExact(one.parts / gcd(one.parts, other.parts), other.parts);
    long period = Math.multiplyExact(repeats, parts);
    double apart = Math.max(endsApart(one, other), lengthsApart(one, other));
    double settled = one.isAdaptive || other.isAdaptive ? (apart + 2 * repeats) * parts : apart;
    if (settled + 2 * period + 1 > SizeSet.MOST) {
      throw new Budget.Exceeded();
    }
    return new Horizon((long) Math.ceil(settled) + 1, period);
  }

  /** Twice the reach of the ends, and one block of outputs of each kind between them. */
  private static double endsApart(Side one, Side other) {
    long block =
        Math.max(
            Math.multiplyExact(one.strides, other.dilations),
            Math.multiplyExact(other.strides, one.dilations));
    return 2 * Math.max(one.extent, other.extent) + block;
  }

  /** The last size at which chains with different rates of growth can have one output size. */
  private static double lengthsApart(Side one, Side other) {
    long left = Math.multiplyExact(one.dilations, other.strides);
    long right = Math.multiplyExact(other.dilations, one.strides);
    long rates = Math.abs((one.grows ? left : 0) - (other.grows ? right : 0));
    return rates == 0 ? 0 : (one.extent * left + other.extent * right) / rates;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Totals along one chain. */
  private static final class Side {
    /** The product of the strides. */
    private long strides = 1;

    /** The product of the base dilations. */
    private long dilations = 1;

    /** The sum of the extents of the ops, in elements of the input. */
    private double extent;

    /** The least common multiple of the output sizes of adaptive poolings. */
    private long parts = 1;

    private boolean isAdaptive;

    /** Whether a longer input gives a longer output. */
    private boolean grows = true;

    Side(List<AxisOp> ops) {
      for (AxisOp op : ops) {
        double spacing = (double) strides / dilations;
        extent += spacing * extent(op);
        strides = Math.multiplyExact(strides, stride(op));
        dilations = Math.multiplyExact(dilations, baseDilation(op));
        grows &= !(op instanceof AxisOp.Slice slice) || grows(slice);
        if (op instanceof AxisOp.Adaptive adaptive && adaptive.outputs() > 0) {
          isAdaptive = true;
          grows = false;
          parts = Math.multiplyExact(parts / gcd(parts, adaptive.outputs()), adaptive.outputs());
        }
      }
    }

    /** Whether a slice begins at a distance from the start and ends at one from the end. */
    private static boolean grows(AxisOp.Slice slice) {
      return slice.begin() >= 0 && (slice.end() == null || slice.end() < 0);
    }

    private static double extent(AxisOp op) {
      if (op instanceof AxisOp.Pad pad) {
        return Math.abs((double) pad.before()) + Math.abs((double) pad.after());
      }
      if (op instanceof AxisOp.Slice slice) {
        double begin = Math.abs((double) slice.begin());
        double end = slice.end() == null ? 0 : Math.abs((double) slice.end());
        return (grows(slice) ? begin + end : Math.max(begin, end)) + slice.step();
      }
      if (op instanceof AxisOp.AtLeast least) {
        return least.size();
      }
      if (op instanceof AxisOp.Adaptive adaptive) {
        return adaptive.outputs() + 1.0;
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
      double padding;
      if (op.edges() instanceof Edges.Fixed fixed) {
        padding =
            Math.abs((double) fixed.amount().before()) + Math.abs((double) fixed.amount().after());
      } else if (op.edges() instanceof Edges.Ceil ceil) {
        padding = (double) ceil.padding().total() + window.stride();
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
