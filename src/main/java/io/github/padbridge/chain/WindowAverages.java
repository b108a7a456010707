package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.OnesNode;
import io.github.padbridge.chain.Node.SliceNode;
import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonDifference;
import io.github.padbridge.layer.read.CallNames;
import io.github.padbridge.layer.read.CallReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads averages of JAX: the sum that {@code lax.reduce_window} computes, divided by the size of
 * the window or by the same sum of ones.
 */
final class WindowAverages {
  private final SourceText text;

  WindowAverages(SourceText text) {
    this.text = text;
  }

  /** The average that a sum over a divisor is; empty where it is none. */
  Optional<Tensor> of(Tensor sum, Operand divisor) {
    List<Node> nodes = sum.nodes();
    if (nodes.isEmpty() || !(nodes.get(nodes.size() - 1) instanceof LayerNode layer)) {
      return Optional.empty();
    }
    boolean isWhole = isSum(layer) && divisor instanceof Constant number && isSize(layer, number);
    boolean isOfElements =
        isSum(layer) && divisor instanceof Tensor ones && counts(ones, sum, layer);
    if (!isWhole && !isOfElements) {
      return Optional.empty();
    }
    List<Node> averaged = new ArrayList<>(nodes.subList(0, nodes.size() - 1));
    averaged.add(layer.averaged(isWhole));
    return Optional.of(new Tensor(sum.root(), sum.shape(), averaged));
  }

  /**
   * A sum as an average that is multiplied by the size of its windows; other tensors as they are.
   */
  static Tensor scaled(Tensor tensor) {
    List<Node> nodes = tensor.nodes();
    if (nodes.isEmpty()
        || !(nodes.get(nodes.size() - 1) instanceof LayerNode layer)
        || !isSum(layer)) {
      return tensor;
    }
    List<Node> scaled = new ArrayList<>(nodes.subList(0, nodes.size() - 1));
    scaled.add(layer.averaged(true));
    long size = sizes(layer).stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    if (size > Integer.MAX_VALUE || size < 1) {
      return tensor;
    }
    scaled.add(new Node.ScaleNode((int) size, 1, layer.line(), layer.column()));
    return new Tensor(tensor.root(), tensor.shape(), scaled);
  }

  private static boolean isSum(LayerNode layer) {
    Value function = new Arguments(layer.call()).at(2, "computation");
    return CallNames.isJax(layer.call().name())
        && layer.call().name().endsWith("reduce_window")
        && layer.countsPadding() == null
        && function instanceof Value.Name name
        && name.dotted().endsWith("lax.add");
  }

  private static List<Integer> sizes(LayerNode layer) {
    Value dimensions = new Arguments(layer.call()).at(3, "window_dimensions");
    return Literals.items(dimensions).flatMap(Literals::integers).orElse(List.of());
  }

  private static boolean isSize(LayerNode layer, Constant number) {
    List<Integer> sizes = sizes(layer);
    long size = sizes.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    String written = number.literal().quoted().replaceFirst("\\.0*$", "");
    return !sizes.isEmpty() && written.equals(String.valueOf(size));
  }

  /** Whether a tensor is the same sum of ones in place of the data. */
  private boolean counts(Tensor tensor, Tensor sum, LayerNode layer) {
    return tensor.nodes().size() == 2
        && tensor.nodes().get(0) instanceof OnesNode ones
        && tensor.nodes().get(1) instanceof LayerNode other
        && isSum(other)
        && areLike(ones.like(), sum, sizes(layer))
        && spec(other).isPresent()
        && spec(other).equals(spec(layer));
  }

  /** Whether ones have the spatial sizes of the data: only axes that no window reaches are cut. */
  private static boolean areLike(Tensor ones, Tensor sum, List<Integer> windows) {
    List<Node> data = sum.nodes().subList(0, sum.nodes().size() - 1);
    int steps = ones.nodes().size();
    boolean begins =
        ones.root().equals(sum.root())
            && steps >= data.size()
            && ones.nodes().subList(0, data.size()).equals(data);
    if (!begins || steps > data.size() + 1) {
      return false;
    }
    return steps == data.size()
        || (ones.nodes().get(data.size()) instanceof SliceNode slice && keeps(slice, windows));
  }

  private static boolean keeps(SliceNode slice, List<Integer> windows) {
    boolean keeps = slice.ellipsis() == slice.ranges().size();
    for (int axis = 0; axis < slice.ranges().size(); axis++) {
      boolean isWhole = slice.ranges().get(axis).equals(AxisRange.ALL);
      keeps &= isWhole || (axis < windows.size() && windows.get(axis) == 1);
    }
    return keeps;
  }

  /** What a call says, as text. */
  private Optional<String> spec(LayerNode layer) {
    try {
      return Optional.of(
          JsonDifference.shown(CallReader.read(text, layer.call(), Map.of()).record().require()));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }
}
