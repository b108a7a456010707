package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.DivideNode;
import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.OnesNode;
import io.github.padbridge.chain.Node.ReshapeNode;
import io.github.padbridge.chain.Node.SliceNode;
import io.github.padbridge.chain.Node.TransposeNode;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads divisions of averages by the same averages of ones. */
final class Coverage {
  private Coverage() {}

  /** The division of data by a tensor; empty if the tensor is not made of ones in its shape. */
  static Optional<DivideNode> of(Tensor data, Tensor divisor, int line, int column) {
    if (divisor.nodes().isEmpty() || !(divisor.nodes().get(0) instanceof OnesNode ones)) {
      return Optional.empty();
    }
    List<Node> like = ones.like().nodes();
    SliceNode slice =
        !like.isEmpty() && like.get(like.size() - 1) instanceof SliceNode last ? last : null;
    int begin = like.size() - (slice == null ? 0 : 1);
    boolean isOfData =
        ones.like().root().equals(data.root())
            && begin <= data.nodes().size()
            && data.nodes().subList(0, begin).equals(like.subList(0, begin));
    if (!isOfData) {
      return Optional.empty();
    }
    List<Node> whole = new ArrayList<>(like.subList(0, begin));
    whole.addAll(divisor.nodes().subList(1, divisor.nodes().size()));
    return Optional.of(new DivideNode(whole, begin, slice, line, column));
  }

  /**
   * Whether the ones have the spatial sizes of the input of the chain, and only pads and averages
   * follow.
   *
   * @param chain the steps as a chain
   */
  static boolean isCovered(DivideNode division, Chain chain) {
    Layout layout = ChainLayout.input(chain);
    for (int i = 0; i < division.begin(); i++) {
      if (division.whole().get(i) instanceof TransposeNode transpose) {
        List<Integer> order = transpose.permutation().of(layout.axes().length()).orElseThrow();
        layout = layout.permuted(order.stream().mapToInt(Integer::intValue).toArray());
      } else if (division.whole().get(i) instanceof ReshapeNode batch) {
        layout = new Layout(batch.batch() == 1 ? "N" + layout.axes() : layout.axes().substring(1));
      } else if (!(division.whole().get(i) instanceof Node.DeclaredNode)) {
        return false;
      }
    }
    boolean areAverages =
        chain.layers().stream()
            .map(LayerComputation::of)
            .allMatch(AveragePooling.class::isInstance);
    return areAverages
        && keepsSpatial(division.slice(), layout)
        && division.whole().stream().skip(division.begin()).allMatch(Coverage::isOfAverages);
  }

  private static boolean isOfAverages(Node node) {
    return node instanceof LayerNode
        || node instanceof Node.PadNode
        || node instanceof Node.SamePadNode
        || node instanceof Node.ScaleNode;
  }

  /** Whether a slice cuts batch and channels only. */
  private static boolean keepsSpatial(@Nullable SliceNode slice, Layout layout) {
    if (slice == null) {
      return true;
    }
    boolean keeps =
        slice.ellipsis() == slice.ranges().size()
            && slice.ranges().size() <= layout.axes().length();
    for (int axis = 0; keeps && axis < slice.ranges().size(); axis++) {
      boolean isSpatial = "NC".indexOf(layout.axes().charAt(axis)) < 0;
      AxisRange range = slice.ranges().get(axis);
      keeps =
          range.equals(AxisRange.ALL) || (!isSpatial && range.equals(new AxisRange(null, 1, 1)));
    }
    return keeps;
  }
}
