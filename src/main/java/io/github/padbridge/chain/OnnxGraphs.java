package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.read.OnnxNodes;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the nodes of emitted ONNX code, and its function {@code make_model}, which makes a model of
 * them: each node takes the output of the node before it.
 */
final class OnnxGraphs {
  private static final String HELP =
      "save the model with onnx.save, and give the .onnx file instead";

  private static final String PAD = "onnx.Pad";
  private static final String TRANSPOSE = "onnx.Transpose";

  private final Evaluator evaluator;

  /** The call that made a node. */
  private final IdentityHashMap<Operand, Call> makers = new IdentityHashMap<>();

  OnnxGraphs(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Whether a function is the emitted {@code make_model}. */
  static boolean isModel(Statement.Function function) {
    return isEmitted(function, "make_model", List.of("nodes", "x", "y"));
  }

  /** Whether a function is the emitted {@code same_pad}, whose nodes compute the padding. */
  static boolean isSamePad(Statement.Function function) {
    return isEmitted(function, "same_pad", List.of("kernel_shape", "strides", "dilations"));
  }

  private static boolean isEmitted(
      Statement.Function function, String name, List<String> parameters) {
    return function.name().equals(name)
        && function.parameters().stream()
            .map(Statement.Function.Parameter::name)
            .toList()
            .containsAll(parameters);
  }

  /** The nodes of {@code same_pad}, which are not read. */
  Operand samePad(Call call) {
    return refused(call, "padding that ONNX nodes compute is not supported");
  }

  /**
   * A node.
   *
   * @param call of {@code make_node}
   */
  Operand node(Call call) {
    Operand node = step(call);
    makers.put(node, call);
    return node;
  }

  private Operand step(Call call) {
    Call asOp = OnnxNodes.asOp(call);
    Operand step = asOp.name().equals(PAD) ? padded(call) : evaluator.functions().call(asOp);
    return step == null ? refused(call, asOp.name() + " is not supported") : step;
  }

  /** Whether it is an operator that only this class reads. */
  static boolean isOwn(String name) {
    return name.equals(PAD) || name.equals(TRANSPOSE);
  }

  /** {@code onnx.Pad(pads=[...])} or {@code onnx.Transpose(perm=[...])}. */
  @Nullable Operand own(Call call) {
    return call.name().equals(PAD) ? padded(OnnxNodes.asNode(call)) : transpose(call);
  }

  private static Operand padded(Call node) {
    return new Module(List.of(new Node.PadNode(node)));
  }

  private static @Nullable Operand transpose(Call call) {
    Value axes = new Arguments(call).at(-1, "perm");
    return axes == null
        ? null
        : Literals.integers(Literals.spread(List.of(axes)))
            .map(order -> new Permutation(order, false))
            .map(order -> new Node.TransposeNode(order, call.line(), call.column()))
            .map(node -> new Module(List.of(node)))
            .orElse(null);
  }

  /**
   * The data after all nodes.
   *
   * @param call of {@code make_model}
   */
  Operand model(Call call) {
    Arguments arguments = new Arguments(call);
    Value nodes = arguments.at(0, "nodes");
    Operand operand = nodes == null ? new Items(List.of()) : evaluator.evaluate(nodes);
    if (operand instanceof Unknown unknown) {
      Fault fault = unknown.refusal().faults().get(0);
      return new Unknown(
          new Refusal(new Fault(fault.message(), HELP, fault.arguments(), fault.place())));
    }
    if (!(operand instanceof Items items)) {
      return refused(call, "this list of nodes is not supported");
    }
    Tensor data = Tensor.named("x");
    String before = "x";
    for (Operand item : items.items()) {
      Call maker = makers.get(item);
      if (maker == null || !(item instanceof Module module)) {
        return refused(call, "this list of nodes is not supported");
      }
      List<String> inputs = names(new Arguments(maker).at(1, "inputs"));
      List<String> outputs = names(new Arguments(maker).at(2, "outputs"));
      if (inputs.isEmpty() || outputs.size() != 1 || !inputs.get(0).equals(before)) {
        return refused(maker, "a node must take the output of the node before it");
      }
      if (isConvolution(maker) && !takesWeight(inputs, arguments)) {
        return refused(maker, "a weight that the text makes or changes is not supported");
      }
      before = outputs.get(0);
      data = evaluator.then(data, filled(module.nodes(), inputs, arguments), call);
    }
    return before.equals("y") ? data : refused(call, "the last node must have the output y");
  }

  private static boolean isConvolution(Call maker) {
    return OnnxNodes.asOp(maker).name().matches("onnx\\.Conv(Transpose)?");
  }

  /** Whether the weight of a convolution is a tensor of the text, as it is. */
  private boolean takesWeight(List<String> inputs, Arguments model) {
    Value weight = inputs.size() < 2 ? null : model.at(-1, inputs.get(1));
    return weight instanceof Value.Name
        && evaluator.evaluate(weight) instanceof Tensor tensor
        && tensor.nodes().isEmpty();
  }

  private Operand refused(Call at, String what) {
    return new Unknown(evaluator.text().refusal(at.line(), at.column(), what, HELP));
  }

  /** The nodes, with the amounts of a Pad from the tensors of the model. */
  private static List<Node> filled(List<Node> nodes, List<String> inputs, Arguments model) {
    List<Node> filled = new ArrayList<>();
    for (Node node : nodes) {
      filled.add(node instanceof Node.PadNode pad ? filled(pad.call(), inputs, model) : node);
    }
    return filled;
  }

  private static Node filled(Call pad, List<String> inputs, Arguments model) {
    List<CallArgument> arguments = new ArrayList<>(pad.arguments());
    List<String> names = List.of("pads", "constant_value");
    for (int i = 0; i < names.size() && i + 1 < inputs.size(); i++) {
      Value array = model.at(-1, inputs.get(i + 1));
      Value numbers = array instanceof Value.Nested made ? new Arguments(made.call()).at(0) : array;
      if (numbers != null) {
        arguments.add(new CallArgument(names.get(i), numbers, pad.line(), pad.column()));
      }
    }
    return new Node.PadNode(new Call(pad.name(), arguments, pad.line(), pad.column()));
  }

  /** The names in a list; empty for other items. */
  private static List<String> names(@Nullable Value list) {
    return Literals.items(list).orElse(List.of()).stream()
        .map(
            item ->
                item instanceof Literal literal && literal.value() instanceof JsonString name
                    ? name.value()
                    : "")
        .toList();
  }
}
