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
import java.util.Optional;
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

  private final IdentityHashMap<Operand, Link> links = new IdentityHashMap<>();

  OnnxGraphs(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /**
   * The tensors that a node takes and makes.
   *
   * @param maker the call that made it
   */
  private record Link(Call maker, List<String> inputs, List<String> outputs) {}

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

  /** The nodes of {@code same_pad}: one step, which is joined with the layer after it. */
  Operand samePad(Call call) {
    Arguments arguments = new Arguments(call);
    Operand pad = new Module(List.of(new Node.SamePadNode(call, 2)));
    links.put(pad, new Link(call, named(arguments.at(0, "x")), named(arguments.at(1, "y"))));
    return new Items(List.of(pad));
  }

  private static List<String> named(@Nullable Value name) {
    return name == null ? List.of() : List.of(text(name));
  }

  /**
   * A node.
   *
   * @param call of {@code make_node}
   */
  Operand node(Call call) {
    Operand node = step(call);
    Arguments arguments = new Arguments(call);
    links.put(
        node, new Link(call, names(arguments.at(1, "inputs")), names(arguments.at(2, "outputs"))));
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
      Link link = links.get(item);
      if (link == null || !(item instanceof Module module)) {
        return refused(call, "this list of nodes is not supported");
      }
      List<String> inputs = link.inputs();
      if (inputs.isEmpty() || link.outputs().size() != 1 || !inputs.get(0).equals(before)) {
        return refused(link.maker(), "a node must take the output of the node before it");
      }
      before = link.outputs().get(0);
      data = evaluator.then(data, filled(module.nodes(), inputs, arguments), call);
    }
    return before.equals("y") ? data : refused(call, "the last node must have the output y");
  }

  private Operand refused(Call at, String what) {
    return new Unknown(evaluator.text().refusal(at.line(), at.column(), what, HELP));
  }

  /** The nodes, with the weight of a convolution and the amounts of a Pad from the model. */
  private List<Node> filled(List<Node> nodes, List<String> inputs, Arguments model) {
    List<Node> filled = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof Node.PadNode pad) {
        filled.add(filled(pad.call(), inputs, model));
      } else if (node instanceof Node.LayerNode layer && isConvolution(layer.call())) {
        filled.addAll(weighted(layer, inputs, model));
      } else {
        filled.add(node);
      }
    }
    return filled;
  }

  private static boolean isConvolution(Call op) {
    return op.name().matches("onnx\\.Conv(Transpose)?");
  }

  /** A convolution with its weight, after a refusal where the text changes weight or bias. */
  private List<Node> weighted(Node.LayerNode layer, List<String> inputs, Arguments model) {
    Operand weight = input(1, inputs, model);
    Operand bias = input(2, inputs, model);
    ParameterChange change = new ParameterChange(evaluator.text());
    Value at = new Value.Nested(layer.call());
    Optional<Refusal> changed =
        weight == null
            ? Optional.of(
                evaluator.refusal(layer.call(), "the weight of this node is not in the model"))
            : change.ofWeight(at, weight).or(() -> change.ofBias(at, bias));
    List<Node> nodes = new ArrayList<>();
    changed.ifPresent(
        refusal -> nodes.add(new Node.RefusedNode(refusal, layer.line(), layer.column())));
    nodes.add(weight instanceof Tensor tensor ? layer.carrying(tensor) : layer);
    return nodes;
  }

  /** The tensor of the model that is an input of a node; null if it has none there. */
  private @Nullable Operand input(int index, List<String> inputs, Arguments model) {
    String name = index < inputs.size() ? inputs.get(index) : "";
    Value value = name.isEmpty() ? null : model.at(-1, name);
    return value == null ? null : evaluator.evaluate(value);
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
    return Literals.items(list).orElse(List.of()).stream().map(OnnxGraphs::text).toList();
  }

  private static String text(Value item) {
    return item instanceof Literal literal && literal.value() instanceof JsonString name
        ? name.value()
        : "";
  }
}
