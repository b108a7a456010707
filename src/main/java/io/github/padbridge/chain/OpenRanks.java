package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.read.OpenRank;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the functions for any number of spatial axes, such as {@code tf.nn.max_pool}, the number of
 * axes of their chain.
 */
final class OpenRanks {
  private static final Pattern RANK = Pattern.compile("([123])[dD]");

  private OpenRanks() {}

  /**
   * The steps with these functions replaced.
   *
   * @param other the layers of the other side
   * @param options arguments given next to the text
   * @throws io.github.padbridge.diagnostic.Refusal if a number of axes is unknown
   */
  static List<Node> closed(
      SourceText text, List<Node> nodes, List<Layer> other, Map<String, JsonValue> options) {
    OptionalInt rank =
        nodes.stream().mapToInt(OpenRanks::rank).filter(known -> known > 0).findFirst();
    OptionalInt near =
        rank.isPresent() ? rank : other.stream().mapToInt(Layer::spatialRank).findFirst();
    List<Node> closed = new ArrayList<>();
    for (Node node : nodes) {
      closed.add(
          node instanceof LayerNode layer
              ? layer.with(OpenRank.ranked(text, layer.call(), options, near))
              : node);
    }
    return closed;
  }

  /** The number of spatial axes that a step tells; 0 if none. */
  private static int rank(Node node) {
    if (node instanceof Node.InputNode input) {
      return input.sizes().size() - 1;
    }
    if (node instanceof Node.PadNode pad) {
      return ofName(pad.call().name());
    }
    if (node instanceof Node.AdaptiveNode adaptive) {
      return adaptive.pool().rank();
    }
    if (!(node instanceof LayerNode layer)) {
      return 0;
    }
    int weight = layer.weight() == null ? 0 : WeightShape.of(layer.weight()).size();
    return weight > 2 ? weight - 2 : ofName(layer.call().name());
  }

  private static int ofName(String name) {
    Matcher rank = RANK.matcher(name);
    return rank.find() ? rank.group(1).charAt(0) - '0' : 0;
  }
}
