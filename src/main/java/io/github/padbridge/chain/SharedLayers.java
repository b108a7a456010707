package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.FunctionNode;
import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Procedures.Result;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Refuses a weight that two steps of a chain share. */
final class SharedLayers {
  private SharedLayers() {}

  /**
   * Requires each weight to be used once.
   *
   * @param joined what the steps were made of
   * @param results the values of the text, which tell the names of its layers
   * @throws Refusal if a layer with a weight is in the chain twice, or two functions have one
   *     weight
   */
  static void refuse(SourceText text, List<Node> nodes, JoinedSteps joined, List<Result> results) {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<String> weights = new HashSet<>();
    for (Node step : nodes) {
      Node node = joined.layer(step);
      boolean isSeen = !seen.add(node) && hasWeight(node);
      String weight =
          step instanceof LayerNode layer && layer.weight() != null ? layer.weight().root() : "";
      if (isSeen || (!weight.isEmpty() && !weights.add(weight))) {
        throw text.refusal(
            step.line(),
            step.column(),
            (weight.isEmpty() ? name(node, results) : weight)
                + " is used twice: its weight is shared",
            "use a layer of its own for each step");
      }
    }
  }

  /** The name of a layer in the text. */
  private static String name(Node node, List<Result> results) {
    for (Result result : results) {
      List<Node> nodes = Dropped.nodes(result.operand());
      boolean isLayer = result.operand() instanceof Operand.Module;
      if (isLayer && result.name() != null && nodes.size() == 1 && nodes.get(0) == node) {
        return result.name();
      }
    }
    return "this layer";
  }

  private static boolean hasWeight(Node node) {
    if (node instanceof LayerNode layer) {
      String name = layer.call().name().toLowerCase(Locale.ROOT);
      return !name.contains("pool") && !name.endsWith("reduce_window");
    }
    if (!(node instanceof FunctionNode function)) {
      return false;
    }
    String name = function.call().name().toLowerCase(Locale.ROOT);
    return name.contains("norm") || name.contains("prelu");
  }
}
