package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The shape of a weight that the text creates, after permutations. */
final class WeightShape {
  private WeightShape() {}

  /** The sizes; empty if unknown. */
  static List<Integer> of(Tensor weight) {
    List<Integer> sizes = weight.shape();
    for (Node node : weight.nodes()) {
      if (node instanceof Node.ReshapeNode) {
        return List.of();
      }
      if (node instanceof Node.TransposeNode transpose) {
        List<Integer> before = sizes;
        sizes =
            transpose.permutation().of(sizes.size()).orElse(List.of()).stream()
                .map(before::get)
                .toList();
      }
    }
    return new ArrayList<>(sizes);
  }
}
