package io.github.padbridge.equivalence;

import io.github.padbridge.explain.SizeText;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.SizeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Why two chains are not equal along one axis. */
final class AxisCauses {
  private final char axis;
  private final List<AxisOp> left;
  private final List<AxisOp> right;
  private final AxisEquality equality;
  private final List<Cause> causes = new ArrayList<>();

  private AxisCauses(char axis, List<AxisOp> left, List<AxisOp> right, AxisEquality equality) {
    this.axis = axis;
    this.left = left;
    this.right = right;
    this.equality = equality;
  }

  /** The causes; empty where the chains are equal at every size that the left one accepts. */
  static List<Cause> of(char axis, List<AxisOp> left, List<AxisOp> right, AxisEquality equality) {
    AxisCauses found = new AxisCauses(axis, left, right, equality);
    if (equality.left().isEmpty()) {
      String message = "the left side accepts no size of {axis}";
      found.add(CauseKind.REFUSED, "refused", "accepted", null, message);
    } else if (!equality.isAlways()) {
      found.find();
    }
    return found.causes;
  }

  private void find() {
    AxisEnds leftEnds = AxisEnds.of(left).orElse(null);
    AxisEnds rightEnds = AxisEnds.of(right).orElse(null);
    List<AxisOp.Windowed> ones = windows(left);
    List<AxisOp.Windowed> others = windows(right);
    for (int i = 0; ones.size() == others.size() && i < ones.size(); i++) {
      windows(ones.get(i), others.get(i));
    }
    if (leftEnds != null && rightEnds != null) {
      ends(leftEnds, rightEnds);
    }
    lengths();
    refusals();
  }

  /** The cause where no other was found. */
  static Cause unknown(char axis, List<AxisOp> left, List<AxisOp> right, AxisEquality equality) {
    AxisCauses found = new AxisCauses(axis, left, right, equality);
    SizeSet sizes = found.set(found.differing(size -> true));
    String message = "the sides read different elements of {axis}" + found.at(sizes);
    found.add(CauseKind.PADDING_START, "some elements", "other elements", sizes, message);
    return found.causes.get(0);
  }

  private static List<AxisOp.Windowed> windows(List<AxisOp> ops) {
    return ops.stream()
        .filter(AxisOp.Windowed.class::isInstance)
        .map(AxisOp.Windowed.class::cast)
        .toList();
  }

  private void windows(AxisOp.Windowed one, AxisOp.Windowed other) {
    Window l = one.window();
    Window r = other.window();
    number(CauseKind.KERNEL_SIZE, l.size(), r.size(), "the kernel size");
    if (l.baseDilation() != r.baseDilation() || l.stride() != r.stride()) {
      int leftStride = Math.max(l.stride(), l.baseDilation());
      int rightStride = Math.max(r.stride(), r.baseDilation());
      number(CauseKind.STRIDE, leftStride, rightStride, "the stride");
    }
    if (l.size() > 1 && r.size() > 1) {
      number(CauseKind.DILATION, l.dilation(), r.dilation(), "the dilation");
    }
    if (one instanceof AxisOp.Sum a
        && other instanceof AxisOp.Sum b
        && a.reversed() != b.reversed()
        && l.size() > 1) {
      String message = "one side reads the kernel in reverse along {axis}";
      add(CauseKind.KERNEL_FLIPPED, a.reversed(), b.reversed(), null, message);
    }
  }

  private void number(CauseKind kind, int one, int other, String what) {
    if (one != other) {
      String message =
          what + " along {axis} is " + one + " on the left and " + other + " on the right";
      add(kind, one, other, null, message);
    }
  }

  private void ends(AxisEnds one, AxisEnds other) {
    boolean crops = one.isTransposed() && other.isTransposed();
    IntUnaryOperator leftStart = size -> one.at(size, crops).before();
    IntUnaryOperator rightStart = size -> other.at(size, crops).before();
    IntUnaryOperator leftEnd = size -> one.at(size, crops).after();
    IntUnaryOperator rightEnd = size -> other.at(size, crops).after();
    amounts(CauseKind.PADDING_START, leftStart, rightStart, crops, " before {axis}");
    IntPredicate lengthDiffers =
        size -> AxisLength.after(left, size) != AxisLength.after(right, size);
    boolean ceils =
        one.windowed().edges() instanceof Edges.Ceil
            || other.windowed().edges() instanceof Edges.Ceil;
    if (!ceils) {
      amounts(
          CauseKind.PADDING_END,
          size -> lengthDiffers.test(size) ? leftEnd.applyAsInt(size) : 0,
          size -> lengthDiffers.test(size) ? rightEnd.applyAsInt(size) : 0,
          crops,
          " after {axis}");
    }
    if (!one.border().equals(other.border()) && (adds(one) || adds(other))) {
      String message =
          "the padding along {axis} is "
              + one.border()
              + " on the left and "
              + other.border()
              + " on the right";
      add(CauseKind.BORDER, one.border(), other.border(), null, message);
    }
    divisors(one.windowed(), other.windowed());
  }

  /** Whether some size has elements beyond its ends. */
  private boolean adds(AxisEnds ends) {
    return first(
            differing(
                size -> ends.at(size, false).before() > 0 || ends.at(size, false).after() > 0))
        > 0;
  }

  private void amounts(
      CauseKind kind, IntUnaryOperator one, IntUnaryOperator other, boolean crops, String where) {
    IntPredicate differs = differing(size -> one.applyAsInt(size) != other.applyAsInt(size));
    int first = first(differs);
    if (first > 0) {
      int l = one.applyAsInt(first);
      int r = other.applyAsInt(first);
      SizeSet sizes = set(differs);
      String at = at(sizes);
      String message =
          "the left side "
              + amount(l, crops)
              + where
              + ", the right side "
              + amount(r, crops)
              + (at.isEmpty() ? "" : "," + at);
      add(kind, l, r, sizes, message);
    }
  }

  private static String amount(int number, boolean crops) {
    boolean takes = crops != number < 0;
    return (takes ? "crops " : "pads ") + Math.abs(number);
  }

  private void divisors(AxisOp.Windowed one, AxisOp.Windowed other) {
    if (one instanceof AxisOp.Average l
        && other instanceof AxisOp.Average r
        && !DivisorCauses.isConstant(l)
        && !DivisorCauses.isConstant(r)) {
      String lWord = DivisorCauses.word(l);
      String rWord = DivisorCauses.word(r);
      if (!lWord.equals(rWord)) {
        String message =
            "along {axis} the left side divides by " + lWord + ", the right side by " + rWord;
        add(CauseKind.DIVISOR, lWord, rWord, null, message);
      }
    }
  }

  private void lengths() {
    IntUnaryOperator one = size -> AxisLength.after(left, size);
    IntUnaryOperator other = size -> AxisLength.after(right, size);
    IntPredicate differs = differing(size -> one.applyAsInt(size) != other.applyAsInt(size));
    int first = first(differs);
    if (first > 0) {
      int l = one.applyAsInt(first);
      int r = other.applyAsInt(first);
      SizeSet sizes = set(differs);
      String message =
          "the output size differs"
              + at(sizes)
              + ": it is "
              + l
              + " on the left and "
              + r
              + " on the right for {axis}_in = "
              + first;
      add(CauseKind.OUTPUT_SIZE, l, r, sizes, message);
    }
  }

  private void refusals() {
    IntPredicate refused =
        size -> equality.left().contains(size) && !equality.right().contains(size);
    if (first(refused) > 0) {
      SizeSet sizes = set(refused);
      String message = "the right side rejects inputs" + that(at(sizes));
      add(CauseKind.REFUSED, "accepted", "refused", sizes, message);
    }
  }

  /** Limits a property to the sizes that both sides accept and at which they differ. */
  private IntPredicate differing(IntPredicate holds) {
    return size ->
        equality.different().contains(size) && equality.right().contains(size) && holds.test(size);
  }

  /** The first size at which something holds; 0 if there is none. */
  private int first(IntPredicate holds) {
    for (int size = 1; size <= equality.examined(); size++) {
      if (holds.test(size)) {
        return size;
      }
    }
    return 0;
  }

  private SizeSet set(IntPredicate holds) {
    Horizon horizon = Horizon.of(left, right);
    return SizeSet.of(size -> holds.test((int) size), 1, horizon.settled(), horizon.period())
        .orElseThrow(Budget.Exceeded::new);
  }

  private String at(@Nullable SizeSet sizes) {
    return sizes == null || sizes.isEmpty() || sizes.equals(equality.left())
        ? ""
        : " " + SizeText.of(sizes, "{axis}_in");
  }

  /** The phrase of some sizes behind "inputs": {@code with L_in of 3 or 4}. */
  private static String that(String at) {
    String listed = " at {axis}_in = ";
    return at.startsWith(listed)
        ? " with {axis}_in of " + at.substring(listed.length())
        : " that the left side accepts" + at;
  }

  private void add(
      CauseKind kind, Object one, Object other, @Nullable SizeSet sizes, String message) {
    causes.add(new Cause(kind, axis, one, other, sizes, message));
  }
}
