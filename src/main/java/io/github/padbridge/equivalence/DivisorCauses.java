package io.github.padbridge.equivalence;

import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import java.util.ArrayList;
import java.util.List;

/** Averages that divide by a number which is no size of the window: it belongs to all axes. */
final class DivisorCauses {
  private DivisorCauses() {}

  static List<Cause> of(List<List<AxisOp>> left, List<List<AxisOp>> right) {
    List<Cause> causes = new ArrayList<>();
    List<String> ones = divisors(left);
    List<String> others = divisors(right);
    boolean isOfConstant =
        left.stream().anyMatch(DivisorCauses::hasConstant)
            || right.stream().anyMatch(DivisorCauses::hasConstant);
    for (int i = 0; isOfConstant && ones.size() == others.size() && i < ones.size(); i++) {
      if (!ones.get(i).equals(others.get(i))) {
        String message =
            "the left side divides by " + ones.get(i) + ", the right side by " + others.get(i);
        causes.add(new Cause(CauseKind.DIVISOR, null, ones.get(i), others.get(i), null, message));
      }
    }
    return causes;
  }

  private static boolean hasConstant(List<AxisOp> axis) {
    return averages(axis).stream().anyMatch(DivisorCauses::isConstant);
  }

  private static List<AxisOp.Average> averages(List<AxisOp> axis) {
    return axis.stream()
        .filter(AxisOp.Average.class::isInstance)
        .map(AxisOp.Average.class::cast)
        .toList();
  }

  /** The divisors of the averages of a chain in words; a number is the product over the axes. */
  private static List<String> divisors(List<List<AxisOp>> axes) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < averages(axes.get(0)).size(); i++) {
      long product = 1;
      String word = "";
      for (List<AxisOp> axis : axes) {
        AxisOp.Average average = averages(axis).get(i);
        word = word(average);
        product *= average.divisor() instanceof Divisor.Constant constant ? constant.value() : 1;
      }
      words.add(isConstant(averages(axes.get(0)).get(i)) ? String.valueOf(product) : word);
    }
    return words;
  }

  static boolean isConstant(AxisOp.Average op) {
    return op.divisor() instanceof Divisor.Constant;
  }

  /** What an average divides by along one axis. */
  static String word(AxisOp.Average op) {
    Divisor divisor = op.divisor();
    if (divisor instanceof Divisor.Elements) {
      return "the elements of the input in the window";
    }
    return divisor instanceof Divisor.Padded && op.edges() instanceof Edges.Ceil
        ? "the elements and the padding in the window"
        : "the size of the window";
  }
}
