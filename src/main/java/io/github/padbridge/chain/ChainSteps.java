package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.AsideNode;
import io.github.padbridge.chain.Node.FunctionNode;
import io.github.padbridge.chain.Node.InputNode;
import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a chain, ready to be followed from its input on.
 *
 * @param nodes in running order
 * @param sized those that were adaptive poolings in the text
 * @param patched the patches that the chain ends with; null for other chains
 * @param notes what was ignored; it receives more
 */
record ChainSteps(
    List<Node> nodes, Set<Node> sized, @Nullable PatchedLayer patched, Set<String> notes) {
  /** Joins and replaces the steps of a text that depend on others. */
  static ChainSteps of(ChainSource source) {
    PatchedLayer patched =
        PatchedLayer.of(
                source.found().nodes(),
                source.text(),
                before -> patches -> PatchChannels.of(source, before, patches))
            .orElse(null);
    List<Node> steps = patched == null ? source.found().nodes() : patched.steps();
    List<Node> ranked =
        OpenRanks.closed(
            source.text(), SamePads.joined(steps, source.text()), source.other(), source.options());
    Set<Node> sized = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<String> notes = new LinkedHashSet<>(source.found().notes());
    return new ChainSteps(plain(source, ranked, sized, notes), sized, patched, notes);
  }

  /** The layers in order. */
  List<Node> layers() {
    return nodes.stream().filter(Node::isLayer).toList();
  }

  /**
   * The steps with adaptive poolings as the plain poolings that they are on the data at their
   * place, if any.
   */
  private static List<Node> plain(
      ChainSource source, List<Node> steps, Set<Node> sized, Set<String> notes) {
    List<Node> plain = new ArrayList<>();
    AdaptivePool dropped = null;
    for (Node node : steps) {
      boolean isOnAxes = !(node instanceof AsideNode || node instanceof FunctionNode);
      if (dropped != null && isOnAxes) {
        throw source.refusal(
            node,
            dropped.call().name() + " drops the spatial axes, and this step needs them",
            "keepdims=True keeps them");
      }
      if (node instanceof Node.AdaptiveNode adaptive) {
        AdaptivePool pool = adaptive.pool();
        Shape data = before(source, List.copyOf(plain), sized, pool);
        LayerNode layer = adaptive.always() ? null : pool.on(data, source.text()).orElse(null);
        if (layer != null) {
          notes.add(pool.note(layer));
          sized.add(layer);
        }
        if (!adaptive.always()) {
          pool.uneven(data).ifPresent(notes::add);
        }
        plain.add(layer == null ? node : layer);
        dropped = pool.dropsAxes() ? pool : null;
      } else {
        plain.add(node);
      }
    }
    return plain;
  }

  /** The shape of the data after some steps, in the layout of a pooling. */
  private static Shape before(
      ChainSource source, List<Node> steps, Set<Node> sized, AdaptivePool pool) {
    if (steps.stream().anyMatch(Node::isPlaced)) {
      ChainSteps begun = new ChainSteps(steps, sized, null, new LinkedHashSet<>());
      return new ChainResolver(source, begun).end(pool);
    }
    boolean isInput =
        steps.stream()
            .allMatch(
                node ->
                    node instanceof InputNode
                        || node instanceof AsideNode
                        || node instanceof FunctionNode);
    return InputShape.of(pool, steps, isInput ? source.inputShape() : null);
  }
}
