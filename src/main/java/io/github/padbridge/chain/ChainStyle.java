package io.github.padbridge.chain;

import io.github.padbridge.chain.Chain.LayerOp;
import io.github.padbridge.chain.Chain.Op;
import io.github.padbridge.chain.Chain.PlacedOp;
import io.github.padbridge.chain.Node.BiasNode;
import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.read.CallNames;
import io.github.padbridge.shape.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds the style in which a chain is written. */
final class ChainStyle {
  /** Arguments of a layer that do not change its geometry and may be repeated as written. */
  private static final Set<String> KEPT =
      Set.of(
          "bias_initializer",
          "device",
          "dtype",
          "kernel_initializer",
          "kernel_regularizer",
          "name");

  private ChainStyle() {}

  /** The style of a chain. */
  static Style of(ChainSource source, List<Node> nodes, List<Op> ops) {
    Node first = nodes.stream().filter(Node::isPlaced).findFirst().orElseThrow();
    boolean isFunction =
        first instanceof Node.AdaptiveNode adaptive
            ? adaptive.pool().isFunction()
            : first instanceof LayerNode node && CallNames.isFunction(node.call().name());
    boolean isKeras =
        nodes.stream()
            .anyMatch(
                node ->
                    node instanceof Node.AdaptiveNode adaptive
                        ? adaptive.pool().isKeras()
                        : node instanceof LayerNode l && CallNames.isKeras(l.call().name()));
    return new Style(
        framework(ops),
        isFunction,
        source.found().input(),
        names("w", nodes, ops, ChainStyle::weight),
        names("b", nodes, ops, ChainStyle::bias),
        kept(nodes, KEPT),
        kept(nodes, Set.of("activation")),
        isKeras,
        source.found().sequential());
  }

  private static Framework framework(List<Op> ops) {
    return ops.stream()
        .filter(PlacedOp.class::isInstance)
        .map(op -> ((PlacedOp) op).framework())
        .findFirst()
        .orElseThrow();
  }

  /**
   * A name for each layer: one that the layer or a step behind it has, or a usual one.
   *
   * @param named the name that a step has; empty for none
   */
  private static List<String> names(
      String usual, List<Node> nodes, List<Op> ops, Function<Node, String> named) {
    List<Layer> layers =
        ops.stream().filter(LayerOp.class::isInstance).map(op -> ((LayerOp) op).layer()).toList();
    int weights = (int) layers.stream().filter(layer -> layer.weightShape() != null).count();
    int weight = 0;
    List<String> names = new ArrayList<>();
    for (Node node : nodes) {
      if (node.isLayer()) {
        names.add(Style.numbered(usual, weight, weights));
        weight += layers.get(names.size() - 1).weightShape() == null ? 0 : 1;
      }
      String name = named.apply(node);
      if (!name.isEmpty() && !names.isEmpty()) {
        names.set(names.size() - 1, name);
      }
    }
    return names;
  }

  /** The name of the weight of a layer; empty where it has none. */
  private static String weight(Node node) {
    Operand.Tensor weight = node instanceof LayerNode layer ? layer.weight() : null;
    return weight == null ? "" : weight.root();
  }

  /** The name of the bias that a step adds; empty if there is none. */
  private static String bias(Node node) {
    if (node instanceof BiasNode bias) {
      return bias.name();
    }
    return node instanceof LayerNode layer ? layer.bias() : "";
  }

  /** The arguments of each layer with these names, as written. */
  private static List<String> kept(List<Node> nodes, Set<String> names) {
    return nodes.stream().filter(Node::isLayer).map(node -> kept(node, names)).toList();
  }

  private static String kept(Node node, Set<String> names) {
    StringBuilder kept = new StringBuilder();
    if (node instanceof LayerNode layer) {
      for (CallArgument argument : layer.call().arguments()) {
        boolean isWord =
            argument.value() instanceof Value.Name
                || (argument.value() instanceof Value.Literal literal
                    && literal.value() instanceof JsonString);
        if (isWord && argument.keyword() != null && names.contains(argument.keyword())) {
          kept.append(", ").append(argument.keyword()).append("=");
          kept.append(argument.value().quoted());
        }
      }
    }
    return kept.toString();
  }
}
