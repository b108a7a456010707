package io.github.padbridge.chain;

import io.github.padbridge.chain.Chain.BiasOp;
import io.github.padbridge.chain.Chain.FunctionOp;
import io.github.padbridge.chain.Chain.LayerOp;
import io.github.padbridge.chain.Chain.Op;
import io.github.padbridge.chain.Chain.PadOp;
import io.github.padbridge.chain.Chain.PlacedOp;
import io.github.padbridge.chain.Chain.SliceOp;
import io.github.padbridge.chain.Chain.TransposeOp;
import io.github.padbridge.chain.Node.AsideNode;
import io.github.padbridge.chain.Node.BiasNode;
import io.github.padbridge.chain.Node.FunctionNode;
import io.github.padbridge.chain.Node.InputNode;
import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.PadNode;
import io.github.padbridge.chain.Node.SliceNode;
import io.github.padbridge.chain.Node.TransposeNode;
import io.github.padbridge.expression.Value;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** Follows the data through the steps of a chain, and makes their ops. */
final class ChainWalk {
  private final ChainSource source;
  private final ChainSteps steps;
  private final ChainLayers layers;
  private final DataFlow flow;
  private final Shape input;
  private final List<Op> ops = new ArrayList<>();

  private ChainWalk(ChainSource source, ChainSteps steps) {
    this.source = source;
    this.steps = steps;
    this.layers = new ChainLayers(source, steps);
    this.flow = new DataFlow(source.text(), steps.nodes(), layers.first(), source.inputShape());
    this.input = flow.shape();
  }

  /** Follows all steps. */
  static ChainWalk along(ChainSource source, ChainSteps steps) {
    ChainWalk walk = new ChainWalk(source, steps);
    int layer = 0;
    for (Node node : steps.nodes()) {
      if (node.isLayer()) {
        walk.layer(node, layer++);
      } else {
        walk.step(node);
      }
    }
    return walk;
  }

  /** The shape before the first step. */
  Shape input() {
    return input;
  }

  /** The data after the last step. */
  DataFlow flow() {
    return flow;
  }

  List<Op> ops() {
    return ops;
  }

  private void layer(Node given, int index) {
    ChainLayers.Found found = layers.read(given, index, flow);
    Node node = found.node();
    Layer layer = found.read().layer();
    requireSameFramework(node, layer.framework());
    Layer onData = flow.through(node, layer);
    List<Integer> order =
        node instanceof LayerNode call && call.weight() != null
            ? WeightOrder.of(call.weight(), layer, source.text())
            : List.of();
    ops.add(new LayerOp(onData, order, source.place(node), found.sized()));
    Value activation = found.read().activation();
    if (activation != null) {
      AppliedFunction function = functions().activation(activation);
      String written = "activation " + activation.quoted();
      ops.add(new FunctionOp(function, written, true, source.place(node)));
    }
  }

  private FunctionReader functions() {
    return new FunctionReader(flow.framework(), flow.layout());
  }

  private void requireSameFramework(Node node, Framework framework) {
    for (Op op : ops) {
      if (op instanceof PlacedOp before && before.framework() != framework) {
        throw source.refusal(
            node,
            "layers of "
                + before.framework().title()
                + " and "
                + framework.title()
                + " in one chain",
            "give the layers of each framework as one side");
      }
    }
  }

  private void step(Node node) {
    if (node instanceof PadNode pad) {
      ops.add(new PadOp(flow.through(pad), source.place(node)));
    } else if (node instanceof SliceNode slice) {
      ops.add(new SliceOp(flow.through(slice), source.place(node)));
    } else if (node instanceof TransposeNode transpose) {
      ops.add(new TransposeOp(flow.through(transpose), source.place(node)));
    } else if (node instanceof Node.DeclaredNode declared) {
      flow.through(declared);
    } else if (node instanceof Node.ReshapeNode reshape) {
      ops.add(flow.through(reshape));
    } else if (node instanceof Node.ScaleNode scale) {
      ops.add(new Chain.ScaleOp(scale.numerator(), scale.denominator(), source.place(node)));
      flow.past(node);
    } else if (node instanceof Node.DivideNode divide) {
      ops.add(new Chain.DivideOp(coverage(divide), source.place(node)));
      flow.past(node);
    } else if (node instanceof BiasNode) {
      ops.add(new BiasOp(source.place(node)));
      flow.past(node);
    } else if (node instanceof AsideNode aside) {
      steps.notes().add(aside.note());
      flow.past(node);
    } else if (node instanceof FunctionNode function) {
      AppliedFunction applied = functions().read(function.call(), function.kind());
      ops.add(new FunctionOp(applied, function.call().name(), false, source.place(node)));
      flow.past(node);
    } else if (node instanceof Node.AdaptiveNode adaptive) {
      requireSameFramework(node, adaptive.pool().framework());
      flow.through(node, adaptive.pool());
      ops.add(adaptive.pool().op(source.place(node)));
    } else if (node instanceof InputNode) {
      requireFirst(node);
      flow.past(node);
    }
  }

  /** What a division divides by, as a chain on data of the same shape. */
  private Chain coverage(Node.DivideNode divide) {
    Chain chain = new ChainResolver(source.with(divide.whole())).resolve();
    if (!Coverage.isCovered(divide, chain)) {
      throw source.refusal(divide, "dividing by this tensor is not supported", null);
    }
    return chain;
  }

  private void requireFirst(Node node) {
    if (!ops.isEmpty()) {
      throw source.refusal(node, "an input follows other layers", "move it to the front");
    }
  }
}
