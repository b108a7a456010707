package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Follows the steps of a weight, which may permute its axes and flip its kernel. */
final class KernelFlip {
  private KernelFlip() {}

  /**
   * Whether the kernel is flipped over all its axes.
   *
   * @throws Refusal if a step changes the weight in another way
   */
  static boolean isFlipped(LayerNode node, SourceText text) {
    String name = node.call().name();
    int spatialRank = name.replaceAll("[^1-3]", "").charAt(0) - '0';
    int first = name.startsWith("tf.") ? 0 : 2;
    Set<Integer> kernel =
        IntStream.range(first, first + spatialRank).boxed().collect(Collectors.toSet());
    return isFlipped(node, spatialRank + 2, kernel, text);
  }

  /**
   * The same where the layout of the weight tells which of its axes are those of the kernel.
   *
   * @param layer the layer without the flip
   */
  static boolean isFlipped(LayerNode node, Layer layer, SourceText text) {
    Layout layout = layer.weightLayout();
    if (layout == null) {
      return false;
    }
    String axes = layout.axes();
    Set<Integer> kernel =
        IntStream.range(0, axes.length())
            .filter(axis -> "IOM".indexOf(axes.charAt(axis)) < 0)
            .boxed()
            .collect(Collectors.toSet());
    return isFlipped(node, axes.length(), kernel, text);
  }

  private static boolean isFlipped(LayerNode node, int rank, Set<Integer> kernel, SourceText text) {
    if (node.weight() == null) {
      return false;
    }
    List<Boolean> flipped = new ArrayList<>(Collections.nCopies(rank, false));
    for (Node step : node.weight().nodes()) {
      if (step instanceof Node.TransposeNode transpose) {
        List<Boolean> before = List.copyOf(flipped);
        List<Integer> order =
            transpose
                .permutation()
                .of(rank)
                .orElseThrow(
                    () -> refusal(step, "this is not a permutation of " + rank + " axes", text));
        flipped = new ArrayList<>(order.stream().map(before::get).toList());
      } else if (step instanceof Node.FlipNode flip) {
        for (int axis : axes(flip, rank, text)) {
          flipped.set(axis, !flipped.get(axis));
        }
      } else if (!(step instanceof Node.ReshapeNode reshape) || reshape.rank() != rank) {
        throw new ParameterChange(text).refusal("weight", step);
      }
    }
    return isWhole(flipped, kernel, node, text);
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
      List<Boolean> flipped, Set<Integer> kernel, Node at, SourceText text) {
    if (!flipped.contains(true)) {
      return false;
    }
    boolean isKernel =
        IntStream.range(0, flipped.size())
            .allMatch(axis -> flipped.get(axis) == kernel.contains(axis));
    if (!isKernel) {
      throw refusal(at, "a weight must be flipped over all its kernel axes or none", text);
    }
    return true;
  }

  private static Refusal refusal(Node at, String message, SourceText text) {
    return text.refusal(at.line(), at.column(), message, null);
  }
}
