package io.github.padbridge.equivalence;

import io.github.padbridge.chain.Chain.LayerOp;
import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the axes of a weight become where one side reorders them: the weight is taken to be that of
 * the other side, in the order of its framework.
 *
 * @param given the axes of the weight that the layer gets, in its own letters
 * @param wanted the axes that the layer takes
 */
public record WeightAxes(String given, String wanted) {
  /**
   * The axes of a side's weight.
   *
   * @param other the layer whose weight it is
   * @return empty where the text does not reorder it, both do, or the order shows that it is
   *     another weight
   */
  static Optional<WeightAxes> of(LayerOp side, LayerOp other) {
    Layout wanted = side.layer().weightLayout();
    Layout source = other.layer().weightLayout();
    boolean isOfOther = !side.weightOrder().isEmpty() && other.weightOrder().isEmpty();
    if (!isOfOther
        || wanted == null
        || source == null
        || source.axes().length() != wanted.axes().length()) {
      return Optional.empty();
    }
    WeightAxes carried =
        new WeightAxes(ordered(letters(source, wanted), side.weightOrder()), wanted.axes());
    if (carried.isKernelInPlace()) {
      return Optional.of(carried);
    }
    WeightAxes own = new WeightAxes(ordered(wanted.axes(), side.weightOrder()), wanted.axes());
    return own.isKernelInPlace()
        ? Optional.of(own).filter(axes -> !axes.exchangesChannels())
        : Optional.of(ofAnother(wanted.axes(), side.weightOrder()))
            .filter(WeightAxes::exchangesKernel);
  }

  /**
   * The axes of a weight in an order of its own: its channels may stand anywhere, but every
   * framework has the axes of the kernel from the outermost to the innermost.
   */
  private static WeightAxes ofAnother(String wanted, List<Integer> order) {
    List<Integer> kernel =
        IntStream.range(0, wanted.length())
            .filter(axis -> !isChannel(wanted.charAt(axis)))
            .boxed()
            .toList();
    List<Integer> sources = kernel.stream().map(order::get).sorted().toList();
    StringBuilder given = new StringBuilder(wanted);
    for (int axis : kernel) {
      int place = kernel.get(sources.indexOf(order.get(axis)));
      given.setCharAt(axis, wanted.charAt(place));
    }
    return new WeightAxes(given.toString(), wanted);
  }

  /**
   * The order that a side must put its weight in.
   *
   * @param other the layer whose weight it is
   * @return for each axis of the result, which axis it was; empty where the weight stays as it is
   */
  public static List<Integer> order(LayerOp side, LayerOp other) {
    WeightAxes axes = of(side, other).orElse(null);
    if (axes == null) {
      return side.weightOrder();
    }
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < axes.wanted.length(); axis++) {
      order.add(side.weightOrder().get(axes.given.indexOf(axes.wanted.charAt(axis))));
    }
    return order;
  }

  /**
   * The axes of a layout in the letters of another: a depthwise weight calls its channels I and M.
   */
  private static String letters(Layout source, Layout wanted) {
    boolean fromDepthwise = source.axes().indexOf('M') >= 0;
    boolean toDepthwise = wanted.axes().indexOf('M') >= 0;
    if (fromDepthwise == toDepthwise) {
      return source.axes();
    }
    return toDepthwise
        ? source.axes().replace('I', 'M').replace('O', 'I')
        : source.axes().replace('I', 'O').replace('M', 'I');
  }

  private static String ordered(String letters, List<Integer> order) {
    StringBuilder ordered = new StringBuilder();
    order.forEach(axis -> ordered.append(letters.charAt(axis)));
    return ordered.toString();
  }

  private static boolean isChannel(char letter) {
    return "OIM".indexOf(letter) >= 0;
  }

  /** Whether the axes of the kernel stand where the layer has them, in any order. */
  private boolean isKernelInPlace() {
    for (int axis = 0; axis < wanted.length(); axis++) {
      if (isChannel(given.charAt(axis)) != isChannel(wanted.charAt(axis))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the two axes of channels are exchanged. */
  boolean exchangesChannels() {
    return differ(true);
  }

  /** Whether the axes of the kernel are exchanged. */
  boolean exchangesKernel() {
    return differ(false);
  }

  private boolean differ(boolean channels) {
    for (int axis = 0; axis < wanted.length(); axis++) {
      char letter = wanted.charAt(axis);
      if (isChannel(letter) == channels && letter != given.charAt(axis)) {
        return true;
      }
    }
    return false;
  }
}
