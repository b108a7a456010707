package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The shape of a weight that the text creates, after permutations. */
final class WeightShape {
  private WeightShape() {}

  /** The sizes; empty if unknown. */
  static List<Integer> of(Tensor weight) {
    List<Integer> sizes = weight.shape();
    for (Node node : weight.nodes()) {
      if (node instanceof Node.ReshapeNode reshape && !keeps(reshape, sizes)) {
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

  /** Whether a reshape leaves a weight of these sizes as it is; false if they are unknown. */
  static boolean keeps(Node.ReshapeNode reshape, List<Integer> sizes) {
    List<Integer> after = reshape.sizes();
    if (sizes.isEmpty() || after.size() != sizes.size() || Collections.frequency(after, -1) > 1) {
      return false;
    }
    return IntStream.range(0, sizes.size())
        .allMatch(axis -> after.get(axis) == -1 || after.get(axis).equals(sizes.get(axis)));
  }
}
