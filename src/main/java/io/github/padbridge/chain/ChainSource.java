package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a text and what stands next to it.
 *
 * @param other the layers of the other side in order; empty if unknown
 * @param options arguments given next to the text, by their names in a spec
 */
record ChainSource(
    SourceText text, Snippet.Found found, List<Layer> other, Map<String, JsonValue> options) {
  /** The same with other steps, and no notes. */
  ChainSource with(List<Node> steps) {
    Snippet.Found begun = new Snippet.Found(steps, found.input(), found.sequential(), List.of());
    return new ChainSource(text, begun, other, options);
  }

  /** The shape of the input from an option; null if it is not given. */
  @Nullable JsonValue inputShape() {
    return options.get(Argument.INPUT_SHAPE);
  }

  /** The channels of the input from an option; null if they are not given. */
  @Nullable Long inChannels() {
    JsonValue given = options.get(Argument.IN_CHANNELS);
    return given != null && given.int32().isPresent() ? (long) given.int32().getAsInt() : null;
  }

  Refusal refusal(Node node, String message, @Nullable String help) {
    return text.refusal(node.line(), node.column(), message, help);
  }

  Place place(Node node) {
    return text.place(node.line(), node.column());
  }
}
