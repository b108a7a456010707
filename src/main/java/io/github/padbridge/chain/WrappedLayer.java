package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.AsideNode;
import io.github.padbridge.chain.Node.FunctionNode;
import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The only layer of a text that assigns, moves, applies or wraps it, such as {@code self.conv1 =
 * weight_norm(nn.Conv2d(3, 64, 7)).cuda()}.
 *
 * @param call of the layer
 * @param notes what was ignored; one sentence each, without a full stop
 */
public record WrappedLayer(Call call, List<String> notes) {
  public WrappedLayer {
    notes = List.copyOf(notes);
  }

  /** The layer; empty if the text has several layers or other steps. */
  public static Optional<WrappedLayer> in(SourceText text) {
    try {
      Snippet.Found found = Snippet.read(text);
      return of(found);
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private static Optional<WrappedLayer> of(Snippet.Found found) {
    List<String> notes = new ArrayList<>(found.notes());
    Call call = null;
    for (Node node : found.nodes()) {
      if (node instanceof AsideNode aside) {
        notes.add(aside.note());
      } else if (node instanceof FunctionNode function && call != null) {
        notes.add(LeftOut.note(function.call().name(), true));
      } else if (node instanceof LayerNode layer && call == null && isPlain(layer)) {
        call = layer.call();
      } else {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(call).map(only -> new WrappedLayer(only, notes));
  }

  private static boolean isPlain(LayerNode layer) {
    boolean hasSteps = layer.weight() != null && !layer.weight().nodes().isEmpty();
    return !hasSteps && layer.outputShape().isEmpty() && !layer.padsSame();
  }
}
