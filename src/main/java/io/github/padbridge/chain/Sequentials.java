package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code Sequential} containers. */
final class Sequentials {
  private final Evaluator evaluator;

  Sequentials(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** {@code nn.Sequential(...)}, with layers as arguments or in a list. */
  Operand of(Arguments arguments, Call call) {
    evaluator.procedures().sawSequential();
    List<Operand> parts = new ArrayList<>();
    Value layers = arguments.at(-1, "layers");
    List<Value> values = layers == null ? arguments.positional() : List.of(layers);
    values.forEach(value -> parts.add(evaluator.evaluate(value)));
    return joined(parts, call);
  }

  /** Layers in order, with lists flattened. */
  Operand joined(List<Operand> parts, Call at) {
    List<Node> nodes = new ArrayList<>();
    Unknown unknown = join(parts, nodes, at);
    return unknown == null ? new Module(nodes) : unknown;
  }

  private @Nullable Unknown join(List<Operand> parts, List<Node> nodes, Call at) {
    for (Operand part : parts) {
      Unknown wrong = null;
      if (part instanceof Module module) {
        nodes.addAll(module.nodes());
      } else if (part instanceof Items items) {
        wrong = join(items.items(), nodes, at);
      } else if (part instanceof Tensor tensor && isInput(tensor)) {
        nodes.addAll(tensor.nodes());
      } else if (part instanceof Unknown unknown) {
        wrong = unknown;
      } else {
        wrong = new Unknown(notALayer(part, at));
      }
      evaluator.requireShort(nodes.size(), at.line(), at.column());
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private Refusal notALayer(Operand part, Call at) {
    if (part instanceof Tensor tensor) {
      for (Node node : tensor.nodes()) {
        if (node instanceof Node.RefusedNode refused) {
          return refused.refusal();
        }
      }
      String name = new Value.Name(tensor.root(), 0, 0).quoted();
      return evaluator.refusal(at, name + " in this Sequential is not defined in the text");
    }
    return evaluator.refusal(at, "an item of this Sequential is not a layer");
  }

  private static boolean isInput(Tensor tensor) {
    return tensor.nodes().size() == 1 && tensor.nodes().get(0) instanceof Node.InputNode;
  }

  /** {@code OrderedDict([("conv", nn.Conv2d(...))])}. */
  Operand ordered(@Nullable Value first, Call call) {
    List<Operand> layers = new ArrayList<>();
    for (Value pair : Literals.items(first).orElse(List.of())) {
      List<Value> items = Literals.items(pair).orElse(List.of());
      layers.add(evaluator.functions().operand(items.size() == 2 ? items.get(1) : null, call));
    }
    return layers.isEmpty() ? new Unknown(evaluator.notUnderstood(call)) : new Items(layers);
  }
}
