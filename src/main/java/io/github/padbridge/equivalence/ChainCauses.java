package io.github.padbridge.equivalence;

import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;

/** Why two chains are not equal along their axes. */
final class ChainCauses {
  private final List<List<AxisOp>> left;
  private final List<List<AxisOp>> right;
  private final List<AxisEquality> equalities;
  private final String names;

  /** Every list has one entry per spatial axis. */
  ChainCauses(List<List<AxisOp>> left, List<List<AxisOp>> right, List<AxisEquality> equalities) {
    this.left = left;
    this.right = right;
    this.equalities = equalities;
    this.names = Layout.spatialAxes(left.size());
  }

  /**
   * The causes; none where every axis is equal.
   *
   * @param alone whether no other cause was found, so that there must be one here
   */
  List<Cause> find(boolean alone) {
    if (isExchanged()) {
      String message = "H and W are swapped: the sides are equal once one of them swaps its axes";
      return List.of(new Cause(CauseKind.LAYOUT, null, "H, W", "W, H", null, message));
    }
    boolean differs = equalities.stream().anyMatch(equality -> !equality.isAlways());
    List<Cause> causes = new ArrayList<>(differs ? DivisorCauses.of(left, right) : List.of());
    boolean unknown = alone && causes.isEmpty();
    for (int axis = 0; axis < left.size(); axis++) {
      List<Cause> ofAxis = ofAxis(axis);
      if (ofAxis.isEmpty() && unknown && !equalities.get(axis).isAlways()) {
        ofAxis =
            List.of(
                AxisCauses.unknown(
                    names.charAt(axis), left.get(axis), right.get(axis), equalities.get(axis)));
      }
      causes.addAll(ofAxis);
    }
    return causes;
  }

  /** Whether the two axes are equal after swapping them, but not before. */
  private boolean isExchanged() {
    return left.size() == 2
        && !equalities.get(0).isAlways()
        && !equalities.get(1).isAlways()
        && !(left.get(0).equals(left.get(1)) && right.get(0).equals(right.get(1)))
        && AxisEquality.of(left.get(0), right.get(1)).isAlways()
        && AxisEquality.of(left.get(1), right.get(0)).isAlways();
  }

  private List<Cause> ofAxis(int axis) {
    List<AxisOp> one = left.get(axis);
    List<AxisOp> other = right.get(axis);
    List<List<AxisOp>> ones = layers(one);
    List<List<AxisOp>> others = layers(other);
    if (equalities.get(axis).isAlways() || ones.size() < 2 || ones.size() != others.size()) {
      return AxisCauses.of(names.charAt(axis), one, other, equalities.get(axis));
    }
    List<Cause> causes = new ArrayList<>();
    for (int layer = 0; layer < ones.size(); layer++) {
      AxisEquality equality = AxisEquality.of(ones.get(layer), others.get(layer));
      String prefix = "layer " + (layer + 1) + ": ";
      AxisCauses.of(names.charAt(axis), ones.get(layer), others.get(layer), equality)
          .forEach(cause -> causes.add(cause.behind(prefix)));
    }
    return causes;
  }

  /** The ops of an axis, split after each window; ops after the last window belong to it. */
  private static List<List<AxisOp>> layers(List<AxisOp> ops) {
    List<List<AxisOp>> layers = new ArrayList<>();
    int begin = 0;
    int end = 0;
    while (end < ops.size()) {
      boolean more = ops.subList(end + 1, ops.size()).stream().anyMatch(ChainCauses::isWindow);
      if (isWindow(ops.get(end)) && more) {
        layers.add(ops.subList(begin, end + 1));
        begin = end + 1;
      }
      end++;
    }
    layers.add(ops.subList(begin, end));
    return layers;
  }

  private static boolean isWindow(AxisOp op) {
    return op instanceof AxisOp.Windowed || op instanceof AxisOp.Adaptive;
  }
}
