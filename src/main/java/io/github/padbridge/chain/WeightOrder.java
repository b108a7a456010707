package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Layout;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The order in which a text puts the axes of a weight. */
final class WeightOrder {
  private WeightOrder() {}

  /** As {@link Chain.LayerOp#weightOrder()}. */
  static List<Integer> of(Tensor weight, Layer layer) {
    Layout layout = layer.weightLayout();
    if (layout == null || weight.root().isEmpty()) {
      return List.of();
    }
    int rank = layout.axes().length();
    List<Integer> identity = IntStream.range(0, rank).boxed().toList();
    List<Integer> order = identity;
    for (Node step : weight.nodes()) {
      if (step instanceof Node.ReshapeNode) {
        return List.of();
      }
      if (step instanceof Node.TransposeNode transpose) {
        Optional<List<Integer>> next = transpose.permutation().of(rank);
        if (next.isEmpty()) {
          return List.of();
        }
        List<Integer> before = order;
        order = next.get().stream().map(before::get).toList();
      }
    }
    return order.equals(identity) ? List.of() : order;
  }
}
