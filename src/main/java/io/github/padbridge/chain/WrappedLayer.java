package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.AsideNode;
import io.github.padbridge.chain.Node.FunctionNode;
import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only layer or padding of a text that assigns, moves, applies or wraps it, such as {@code
 * self.conv1 = weight_norm(nn.Conv2d(3, 64, 7)).cuda()}.
 *
 * @param call of it
 * @param arguments of its spec that its own call does not have, such as the output_size with which
 *     it is called
 * @param notes what was ignored; one sentence each, without a full stop
 */
public record WrappedLayer(Call call, Map<String, JsonValue> arguments, List<String> notes) {
  public WrappedLayer {
    arguments = Map.copyOf(arguments);
    notes = List.copyOf(notes);
  }

  /** The layer; empty if the text has several layers or other steps. */
  public static Optional<WrappedLayer> in(SourceText text) {
    return only(() -> of(Snippet.read(text), WrappedLayer::layer));
  }

  /** The padding that a text assigns, moves, applies or adds to a model; empty as above. */
  public static Optional<WrappedLayer> padIn(SourceText text) {
    return only(() -> of(Snippet.readLast(text), WrappedLayer::pad));
  }

  private static Optional<WrappedLayer> only(Supplier<Optional<WrappedLayer>> read) {
    try {
      return read.get();
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private static Optional<WrappedLayer> of(
      Snippet.Found found, Function<Node, @Nullable Call> wanted) {
    List<String> notes = new ArrayList<>(found.notes());
    Call call = null;
    Map<String, JsonValue> arguments = new HashMap<>();
    for (Node node : found.nodes()) {
      Call read = wanted.apply(node);
      if (node instanceof AsideNode aside) {
        notes.add(aside.note());
      } else if (node instanceof FunctionNode function && call != null) {
        notes.add(LeftOut.note(function.call().name(), true));
      } else if (read != null && call == null) {
        call = read;
        if (node instanceof LayerNode layer && layer.outputSize() != null) {
          arguments.put(Argument.OUTPUT_SIZE, layer.outputSize());
        }
      } else {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(call).map(only -> new WrappedLayer(only, arguments, notes));
  }

  private static @Nullable Call layer(Node node) {
    return node instanceof LayerNode layer && isPlain(layer) ? layer.call() : null;
  }

  private static @Nullable Call pad(Node node) {
    return node instanceof Node.PadNode pad ? pad.call() : null;
  }

  private static boolean isPlain(LayerNode layer) {
    boolean hasSteps = layer.weight() != null && !layer.weight().nodes().isEmpty();
    return !hasSteps && layer.outputShape().isEmpty() && layer.samePad() == null;
  }
}
