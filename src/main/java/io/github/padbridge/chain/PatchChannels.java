package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.InputNode;
import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The channels of the data that patches are taken of. */
final class PatchChannels {
  private PatchChannels() {}

  /** The channels that patches take behind some steps; empty if they are open. */
  static OptionalLong of(ChainSource source, List<Node> before, Patches patches) {
    int index = (int) before.stream().filter(Node::isPlaced).count();
    Size known =
        index == 0
            ? given(source, before, patches)
            : new ChainResolver(source.with(before)).channelsAtEnd();
    if (!known.isKnown() && index < source.other().size()) {
      Layer same = source.other().get(index);
      known = same.inputShape().size(same.channelAxis());
    }
    return known.isKnown() ? OptionalLong.of(known.value()) : OptionalLong.empty();
  }

  /** The channels of the input by an option or the text, for patches that are the first layer. */
  private static Size given(ChainSource source, List<Node> before, Patches patches) {
    List<Node> steps = new ArrayList<>(before);
    LayerNode node = patches.on(Patches.REPRESENTATIVE);
    steps.add(node);
    LayerNodes reader = new LayerNodes(source.text(), false, Map.of(), new LinkedHashSet<>());
    Layer layer = reader.read(node, Hints.NONE.withIn(Patches.REPRESENTATIVE), null).layer();
    JsonValue shape = source.inputShape();
    Long in = source.inChannels();
    Size option = in == null ? Size.unknown("C") : Size.of(in);
    if (shape == null && before.stream().noneMatch(InputNode.class::isInstance)) {
      return option;
    }
    InputShape input = InputShape.of(source.text(), steps, InputShape.First.of(layer), shape);
    Size own = input.shape().size(input.layout().indexOf('C'));
    if (own.isKnown() && option.isKnown() && !own.equals(option)) {
      throw source.refusal(
          node, "the input has " + own + " channels (got --in-channels " + option + ")", null);
    }
    return own.isKnown() ? own : option;
  }
}
