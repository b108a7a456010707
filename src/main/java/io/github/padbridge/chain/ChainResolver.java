package io.github.padbridge.chain;

import io.github.padbridge.chain.Chain.Op;
import io.github.padbridge.chain.Node.FlipNode;
import io.github.padbridge.chain.Node.PadNode;
import io.github.padbridge.chain.Node.RefusedNode;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/** Resolves the layers, layouts and shapes of a chain, from the input on. */
final class ChainResolver {
  private final ChainSource source;
  private final ChainSteps steps;

  ChainResolver(ChainSource source) {
    this(source, ChainSteps.of(source));
  }

  /**
   * @throws Refusal if a step is not supported
   */
  ChainResolver(ChainSource source, ChainSteps steps) {
    this.source = source;
    this.steps = steps;
    steps.nodes().forEach(this::refuse);
  }

  /** The channels of the data after the last step. */
  Size channelsAtEnd() {
    DataFlow flow = ChainWalk.along(source, steps).flow();
    return flow.shape().size(flow.layout().indexOf('C'));
  }

  /** The shape of the data after the last step, which a pooling takes. */
  Shape end(AdaptivePool pool) {
    DataFlow flow = ChainWalk.along(source, steps).flow();
    String axes = flow.layout().axes();
    boolean isUnbatched = axes.equals(pool.layout().axes().substring(1));
    if (!isUnbatched && !axes.equals(pool.layout().axes())) {
      throw pool.refusal(
          source.text(),
          "this pooling takes data in " + pool.layout() + " (got " + axes + ")",
          null);
    }
    List<Size> sizes = new ArrayList<>(flow.shape().sizes());
    if (isUnbatched) {
      sizes.add(0, Size.unknown("N"));
    }
    return new Shape(sizes);
  }

  Chain resolve() {
    requireLayers();
    List<Node> layers = steps.layers();
    requireOptionsForOne(layers.size());
    ChainWalk walk = ChainWalk.along(source, steps);
    List<Op> ops = new ArrayList<>(walk.ops());
    PatchedLayer patched = steps.patched();
    if (patched != null) {
      ops.add(order(patched, layers.get(layers.size() - 1), walk.flow()));
    }
    Style style = ChainStyle.of(source, steps.nodes(), ops);
    Chain chain = new Chain(ops, style, List.copyOf(steps.notes()), List.of(), walk.input());
    return patched != null && patched.open() ? withOpenChannels(chain) : chain;
  }

  private void requireLayers() {
    if (steps.nodes().stream().noneMatch(Node::isPlaced)) {
      throw new Refusal(
          Fault.at(
              Place.of(source.text().source()),
              "there is no convolution or pooling in this text",
              steps.nodes().stream().allMatch(node -> node instanceof PadNode)
                  ? "for a padding alone, run padbridge pad"
                  : "give a layer such as nn.Conv2d(3, 64, 7)"));
    }
  }

  /** The order of the patches. */
  private Chain.PatchesOp order(PatchedLayer patches, Node node, DataFlow flow) {
    if (flow.layout().axes().indexOf('N') < 0) {
      throw source.refusal(
          node,
          "patches are read with a batch axis (got data in " + flow.layout() + ")",
          "give the input with a batch of 1");
    }
    int taps = patches.patches().kernelSize().stream().reduce(1, (a, b) -> a * b);
    return new Chain.PatchesOp(patches.patches().order(), taps, patches.open(), source.place(node));
  }

  private static Chain withOpenChannels(Chain chain) {
    int axis = ChainLayout.input(chain).indexOf('C');
    Shape open = chain.input().with(axis, Size.unknown("C_in"));
    return new Chain(chain.ops(), chain.style(), chain.notes(), chain.leftOut(), open);
  }

  private void refuse(Node node) {
    if (node instanceof RefusedNode refused) {
      throw refused.refusal();
    }
    if (node instanceof Node.ReshapeNode reshape && reshape.batch() == 0) {
      throw reshape.refusal();
    }
    if (node instanceof Node.OnesNode) {
      throw source.refusal(node, "ones in place of the data are not supported", null);
    }
    if (node instanceof FlipNode) {
      throw source.refusal(node, "flipping the data is not supported", null);
    }
  }

  /** Options other than those of the input describe one layer. */
  private void requireOptionsForOne(int layers) {
    for (String name : source.options().keySet()) {
      boolean isOfInput = name.equals(Argument.INPUT_SHAPE) || name.equals(Argument.IN_CHANNELS);
      String option = "--" + name.replace('_', '-');
      if (steps.patched() != null && !isOfInput) {
        String call = steps.patched().patches().call().name();
        throw new Refusal(
            Fault.at(
                new Place(Place.COMMAND_LINE, 0, 0, option),
                option + " describes a convolution or pooling (got " + call + ")",
                "write the arguments into the call"));
      }
      if (layers > 1 && !isOfInput) {
        throw new Refusal(
            Fault.at(
                new Place(Place.COMMAND_LINE, 0, 0, option),
                option + " describes one layer (got " + layers + " layers)",
                "write the arguments into the calls"));
      }
    }
  }
}
