package io.github.padbridge.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A permutation of axes as written; negative axes count from the end.
 *
 * @param axes all of them, or two that are swapped; none where all are reversed
 * @param swaps whether two are swapped
 */
record Permutation(List<Integer> axes, boolean swaps) {
  Permutation {
    axes = List.copyOf(axes);
  }

  /** The permutation for a tensor of this rank; empty if it is not one. */
  Optional<List<Integer>> of(int rank) {
    if (axes.stream().anyMatch(axis -> axis < -rank || axis >= rank)) {
      return Optional.empty();
    }
    List<Integer> counted = axes.stream().map(axis -> Math.floorMod(axis, rank)).toList();
    if (swaps) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
      Collections.swap(order, counted.get(0), counted.get(1));
      return Optional.of(order);
    }
    if (axes.isEmpty()) {
      return Optional.of(IntStream.range(0, rank).mapToObj(axis -> rank - 1 - axis).toList());
    }
    boolean isWhole = counted.size() == rank && counted.stream().distinct().count() == rank;
    return isWhole ? Optional.of(counted) : Optional.empty();
  }
}
