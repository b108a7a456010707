package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.AsideNode;
import io.github.padbridge.chain.Node.PatchesNode;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The steps of a chain in which patches are the convolution that picks them.
 *
 * @param patches what they are
 * @param steps with the convolution in place of the patches
 * @param channels of the convolution
 * @param open whether no text or option tells the channels
 */
record PatchedLayer(Patches patches, List<Node> steps, long channels, boolean open) {
  PatchedLayer {
    steps = List.copyOf(steps);
  }

  /**
   * The steps of a chain that ends with patches; empty for other chains.
   *
   * @param channels of the patches behind the steps in front of them, if anything tells them
   * @throws Refusal if another step follows, or the patches have too many elements
   */
  static Optional<PatchedLayer> of(
      List<Node> nodes,
      SourceText text,
      Function<List<Node>, Function<Patches, OptionalLong>> channels) {
    for (int at = 0; at < nodes.size(); at++) {
      if (nodes.get(at) instanceof PatchesNode node) {
        requireLast(node, nodes.subList(at + 1, nodes.size()), text);
        OptionalLong known = channels.apply(nodes.subList(0, at)).apply(node.patches());
        long each = known.orElse(Patches.REPRESENTATIVE);
        List<Node> steps = new ArrayList<>(nodes);
        steps.set(at, convolution(node, each, text));
        return Optional.of(new PatchedLayer(node.patches(), steps, each, known.isEmpty()));
      }
    }
    return Optional.empty();
  }

  private static void requireLast(PatchesNode node, List<Node> after, SourceText text) {
    for (Node next : after) {
      if (!(next instanceof AsideNode)) {
        throw text.refusal(
            next.line(),
            next.column(),
            node.patches().call().name() + " must be the last step: its result has other axes",
            "leave out what follows");
      }
    }
  }

  private static Node convolution(PatchesNode node, long channels, SourceText text) {
    try {
      return node.patches().on(channels);
    } catch (ArithmeticException tooMany) {
      throw text.refusal(
          node.line(),
          node.column(),
          node.patches().call().name() + " has too many elements in a window",
          null);
    }
  }
}
