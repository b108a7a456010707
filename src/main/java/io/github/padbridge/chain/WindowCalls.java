package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.layer.read.Spelled;
import io.github.padbridge.shape.Framework;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads calls of convolutions, poolings and patches: as layers, or as steps of their data. */
final class WindowCalls {
  private final Evaluator evaluator;
  private final Functions functions;

  WindowCalls(Evaluator evaluator, Functions functions) {
    this.evaluator = evaluator;
    this.functions = functions;
  }

  /** A function of TensorFlow 1 applies its layer to the data. */
  Operand layer(Spelled spelled) {
    Call call = spelled.call();
    evaluator.carried().requireFree(call);
    Operand layer = new Layers(evaluator).of(call);
    if (!spelled.notes().isEmpty()) {
      List<Node> notes = new ArrayList<>();
      spelled.notes().forEach(n -> notes.add(new Node.AsideNode(n, call.line(), call.column())));
      layer = functions.sequentials().joined(List.of(layer, new Module(notes)), call);
    }
    return applied(layer, spelled.input(), call);
  }

  /** A layer applied to the data of its call; the layer itself if the call has none. */
  private Operand applied(Operand layer, @Nullable Value input, Call call) {
    if (input == null) {
      return layer;
    }
    CallArgument data = new CallArgument(null, input, input.line(), input.column());
    return evaluator.calls().apply(layer, new Call("", List.of(data), call.line(), call.column()));
  }

  /** An adaptive pooling, as a layer or applied to its tensor; null if it reduces other axes. */
  @Nullable Operand pooled(Call call) {
    AdaptivePool pool = AdaptivePools.of(evaluator.text(), call).orElse(null);
    if (pool == null) {
      return null;
    }
    Node node = new Node.AdaptiveNode(pool);
    if (!pool.isFunction()) {
      return new Module(List.of(node));
    }
    return onData(new Arguments(call).at(0, "input", "input_tensor", "x", "a"), node, call);
  }

  /** The windows of a tensor; a layer if they are not applied to one. */
  Operand patches(Patches patches) {
    Call call = patches.call();
    Node node = new Node.PatchesNode(patches);
    return patches.isFunction()
        ? onData(new Arguments(call).at(0, "input", "images", "x"), node, call)
        : new Module(List.of(node));
  }

  /** A step of the tensor that is the argument of its call; of the input if there is none. */
  private Operand onData(@Nullable Value data, Node node, Call call) {
    Operand input = data == null ? Tensor.named("x") : evaluator.evaluate(data);
    return functions.then(input, node, call);
  }

  /** The mean or maximum of a tensor as a method: over its spatial axes only. */
  Operand reduced(Tensor tensor, Call call) {
    return AdaptivePools.reduced(call, 0, Framework.PYTORCH)
        .map(pool -> (Operand) evaluator.then(tensor, List.of(new Node.AdaptiveNode(pool)), call))
        .orElseGet(() -> functions.otherwise(tensor, call));
  }

  /** The convolutions of a separable one, as layers or applied to its tensor. */
  Operand separable(Call call) {
    SeparableConvolution separable = SeparableConvolution.of(evaluator.text(), call);
    List<Call> both = separable.convolutions();
    Layers layers = new Layers(evaluator);
    if (SeparableConvolution.isFunction(call.name())) {
      Operand first = layers.of(both.get(0));
      return first instanceof Tensor tensor ? layers.on(tensor, both.get(1)) : first;
    }
    return applied(
        functions.sequentials().joined(both.stream().map(layers::of).toList(), call),
        separable.input(),
        call);
  }
}
