package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The order in which a text puts the axes of a weight. */
final class WeightOrder {
  private WeightOrder() {}

  /**
   * As {@link Chain.LayerOp#weightOrder()}.
   *
   * @throws Refusal if a reshape changes the weight in another way
   */
  static List<Integer> of(Tensor weight, Layer layer, SourceText text) {
    Layout layout = layer.weightLayout();
    if (layout == null) {
      return List.of();
    }
    int rank = layout.axes().length();
    List<Integer> identity = IntStream.range(0, rank).boxed().toList();
    List<Integer> order = identity;
    boolean isMerged = false;
    for (int i = 0; i < weight.nodes().size(); i++) {
      Node step = weight.nodes().get(i);
      if (step instanceof Node.ReshapeNode reshape) {
        Tensor before = new Tensor(weight.root(), weight.shape(), weight.nodes().subList(0, i));
        if (!WeightShape.keeps(reshape, WeightShape.of(before))) {
          if (isMerged || order.equals(identity) || !mergesChannels(reshape, order, layer)) {
            throw new ParameterChange(text).refusal("weight", step);
          }
          isMerged = true;
        }
      } else if (step instanceof Node.TransposeNode transpose) {
        if (isMerged) {
          throw new ParameterChange(text).refusal("weight", step);
        }
        Optional<List<Integer>> next = transpose.permutation().of(rank);
        if (next.isEmpty()) {
          return List.of();
        }
        List<Integer> before = order;
        order = next.get().stream().map(before::get).toList();
      }
    }
    boolean isNamed = !weight.root().isEmpty();
    return isMerged || !isNamed || order.equals(identity) ? List.of() : order;
  }

  /**
   * Whether a reshape splits or merges the channels of a depthwise kernel of the other framework:
   * the permutation before it brought the axes of the kernel to the place where they stay, and the
   * channels into the order in which they are counted.
   */
  private static boolean mergesChannels(
      Node.ReshapeNode reshape, List<Integer> order, Layer layer) {
    Layout layout = layer.weightLayout();
    Shape shape = layer.weightShape();
    if (layout == null || shape == null || reshape.rank() != layout.axes().length()) {
      return false;
    }
    String axes = layout.axes();
    int spatialRank = axes.length() - 2;
    boolean isTorch = axes.startsWith("OI");
    int first = isTorch ? 2 : 0;
    boolean isKernelInPlace =
        IntStream.range(0, spatialRank)
            .allMatch(axis -> order.get(first + axis) == axis + (isTorch ? 0 : 2));
    boolean isDepthwise =
        isTorch
            ? reshape.sizes().get(1) == 1 && order.get(0) < order.get(1)
            : axes.indexOf('M') >= 0;
    return isKernelInPlace
        && isDepthwise
        && IntStream.range(0, axes.length())
            .allMatch(axis -> fits(reshape.sizes().get(axis), shape, axis));
  }

  private static boolean fits(int size, Shape shape, int axis) {
    return size == -1 || !shape.size(axis).isKnown() || shape.size(axis).value() == size;
  }
}
