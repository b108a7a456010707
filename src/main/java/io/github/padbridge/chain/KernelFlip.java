package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Follows the steps of a weight: its axes may be put in order, and its kernel flipped. */
final class KernelFlip {
  private KernelFlip() {}

  /**
   * Whether the kernel is flipped over all its axes.
   *
   * @throws Refusal if the weight is changed in another way
   */
  static boolean isFlipped(LayerNode node, SourceText text) {
    if (node.weight() == null) {
      return false;
    }
    String name = node.call().name();
    int spatialRank = name.replaceAll("[^1-3]", "").charAt(0) - '0';
    int rank = spatialRank + 2;
    List<Boolean> flipped = new ArrayList<>(Collections.nCopies(rank, false));
    for (Node step : node.weight().nodes()) {
      if (step instanceof Node.TransposeNode transpose) {
        List<Boolean> before = List.copyOf(flipped);
        List<Integer> order =
            transpose
                .permutation()
                .of(rank)
                .orElseThrow(() -> refusal(step, "this is no order of " + rank + " axes", text));
        flipped = new ArrayList<>(order.stream().map(before::get).toList());
      } else if (step instanceof Node.FlipNode flip) {
        for (int axis : axes(flip, rank, text)) {
          flipped.set(axis, !flipped.get(axis));
        }
      } else if (step instanceof Node.RefusedNode refused) {
        throw refused.refusal();
      } else if (step instanceof Node.ReshapeNode reshape) {
        // It brings the channels of a depthwise kernel together; anything else would not fit.
        if (reshape.rank() != rank) {
          throw reshape.refusal();
        }
      } else {
        throw refusal(step, "what is done to the weight here is not understood", text);
      }
    }
    return isWhole(flipped, name.startsWith("tf.") ? 0 : 2, spatialRank, node, text);
  }

  private static Set<Integer> axes(Node.FlipNode flip, int rank, SourceText text) {
    Set<Integer> axes = new HashSet<>();
    for (int axis : flip.axes()) {
      if (axis < -rank || axis >= rank) {
        throw refusal(flip, "a weight has " + rank + " axes (got axis " + axis + ")", text);
      }
      axes.add(Math.floorMod(axis, rank));
    }
    return axes;
  }

  private static boolean isWhole(
      List<Boolean> flipped, int firstSpatial, int spatialRank, Node at, SourceText text) {
    if (!flipped.contains(true)) {
      return false;
    }
    boolean isKernel =
        IntStream.range(0, flipped.size())
            .allMatch(
                axis ->
                    flipped.get(axis)
                        == (axis >= firstSpatial && axis < firstSpatial + spatialRank));
    if (!isKernel) {
      throw refusal(at, "a weight is flipped over all axes of its kernel, or over none", text);
    }
    return true;
  }

  private static Refusal refusal(Node at, String message, SourceText text) {
    return text.refusal(at.line(), at.column(), message, null);
  }
}
