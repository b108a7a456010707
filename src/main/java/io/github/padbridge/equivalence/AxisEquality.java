package io.github.padbridge.equivalence;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SizeSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The input sizes at which two chains of ops are equal along one axis.
 *
 * @param left the sizes that the left chain accepts
 * @param right the sizes that the right chain accepts
 * @param equal the sizes that both accept, and at which every value is the same
 * @param different the sizes that the left chain accepts, and at which the right one is not equal
 * @param examined every size up to this one was examined
 */
record AxisEquality(SizeSet left, SizeSet right, SizeSet equal, SizeSet different, long examined) {

  /** The work of one op on an axis. */
  private static final long STEPS_A_SIZE = 10;

  /**
   * Decides the equality for every size.
   *
   * @throws Budget.Exceeded if the decision takes too long
   */
  static AxisEquality of(List<AxisOp> left, List<AxisOp> right) {
    return of(left, right, Budget.ofSeconds());
  }

  /** The same within a budget. */
  static AxisEquality of(List<AxisOp> left, List<AxisOp> right, Budget budget) {
    Horizon horizon = Horizon.of(left, right);
    int last = Math.toIntExact(horizon.settled() + 2 * horizon.period());
    BitSet leftAccepts = new BitSet(last + 1);
    BitSet rightAccepts = new BitSet(last + 1);
    BitSet equal = new BitSet(last + 1);
    for (int size = 1; size <= last; size++) {
      budget.spend(STEPS_A_SIZE * (left.size() + right.size()));
      int leftLength = AxisLength.after(left, size);
      int rightLength = AxisLength.after(right, size);
      leftAccepts.set(size, leftLength != AxisLength.REFUSED);
      rightAccepts.set(size, rightLength != AxisLength.REFUSED);
      equal.set(
          size,
          leftLength != AxisLength.REFUSED
              && leftLength == rightLength
              && valuesAreEqual(left, right, size, budget));
    }
    BitSet different = (BitSet) leftAccepts.clone();
    different.andNot(equal);
    return new AxisEquality(
        set(leftAccepts, horizon),
        set(rightAccepts, horizon),
        set(equal, horizon),
        set(different, horizon),
        last);
  }

  /** Whether two chains that accept a size compute the same values. */
  static boolean valuesAreEqual(List<AxisOp> left, List<AxisOp> right, int size, Budget budget) {
    if (resolved(left, size).equals(resolved(right, size))) {
      return true;
    }
    Elements elements = new Elements();
    return Arrays.equals(
        AxisTrace.of(left, size, elements, budget), AxisTrace.of(right, size, elements, budget));
  }

  /** The ops with the paddings that they have at a size; equal ops compute equal values. */
  private static List<AxisOp> resolved(List<AxisOp> ops, int size) {
    AxisOp[] resolved = new AxisOp[ops.size()];
    int length = size;
    for (int i = 0; i < resolved.length; i++) {
      AxisOp op = ops.get(i);
      int after = AxisLength.after(op, length);
      resolved[i] = resolved(op, length, after);
      length = after;
    }
    return List.of(resolved);
  }

  private static AxisOp resolved(AxisOp op, int size, int length) {
    if (op instanceof AxisOp.Sum sum) {
      return resolved(sum, size, length);
    }
    boolean isPlain =
        op instanceof AxisOp.Average average
            && !(average.divisor() instanceof Divisor.Constant)
            && isInside(average, size, length);
    return isPlain
        ? new AxisOp.Average(
            ((AxisOp.Average) op).window(),
            new Edges.Fixed(PadAmount.NONE),
            null,
            new Divisor.Whole())
        : op;
  }

  /** Whether no window reaches beyond the ends. */
  private static boolean isInside(AxisOp.Windowed op, int size, int length) {
    Window window = op.window();
    return AxisLength.padding(op, size).before() == 0
        && (length - 1L) * window.stride() + window.reach() <= size;
  }

  private static AxisOp resolved(AxisOp.Sum op, int size, int length) {
    PadAmount padding = AxisLength.padding(op, size);
    int after = padding.after();
    if (op.border() == Border.ZEROS) {
      // As much as the last window reaches.
      long spread = (size - 1L) * op.window().baseDilation() + 1;
      after =
          Math.toIntExact(
              (length - 1L) * op.window().stride()
                  + op.window().reach()
                  - spread
                  - padding.before());
    }
    return new AxisOp.Sum(
        op.window(),
        new Edges.Fixed(new PadAmount(padding.before(), after)),
        null,
        op.weight(),
        op.border(),
        op.reversed());
  }

  private static SizeSet set(BitSet sizes, Horizon horizon) {
    return SizeSet.of(size -> sizes.get((int) size), 1, horizon.settled(), horizon.period())
        .orElseThrow(Budget.Exceeded::new);
  }

  /** Whether the chains are equal at every size that the left one accepts. */
  boolean isAlways() {
    return left.equals(equal);
  }

  boolean isNever() {
    return equal.isEmpty();
  }
}
