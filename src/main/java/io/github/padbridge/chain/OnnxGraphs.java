package io.github.padbridge.chain;

import static java.util.Objects.requireNonNull;

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
import io.github.padbridge.prelude.PreludeFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads the nodes of emitted ONNX code, and its function {@code make_model}, which makes a model of
 * them: each node takes the output of a node before it.
 */
final class OnnxGraphs {
  private static final String HELP =
      "save the model with onnx.save, and give the .onnx file instead";

  private static final Map<String, String> ARITHMETIC = Map.of("onnx.Mul", "*", "onnx.Div", "/");
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

  /** The nodes of {@code same_pad}: one step, which is joined with the layer after it. */
  Operand samePad(Statement.Function function, Call call) {
    Arguments arguments = new Arguments(call);
    Operand pad = new Module(List.of(new Node.SamePadNode(call, function)));
    links.put(pad, new Link(call, named(arguments.at(0, "x")), named(arguments.at(1, "y"))));
    return new Items(List.of(pad));
  }

  /** The nodes of {@code ones_like}: one step. */
  Operand ones(Call call) {
    Arguments arguments = new Arguments(call);
    Operand ones = new Module(List.of());
    links.put(ones, new Link(call, named(arguments.at(0, "x")), named(arguments.at(1, "y"))));
    return new Items(List.of(ones));
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
    if (ARITHMETIC.containsKey(asOp.name())) {
      return new Module(List.of());
    }
    String bare = asOp.name().substring(asOp.name().indexOf('.') + 1);
    if (BatchAxis.change(bare) != 0 && Character.isUpperCase(bare.charAt(0))) {
      Refusal refusal = evaluator.refusal(call, asOp.name() + " is not supported");
      int change = BatchAxis.change(bare);
      return new Module(
          List.of(new Node.ReshapeNode(List.of(), change, refusal, call.line(), call.column())));
    }
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
    Map<String, Tensor> values = new HashMap<>();
    values.put("x", Tensor.named("x").then(declared(arguments.at(1, "x"), call)));
    String before = "x";
    for (Operand item : items.items()) {
      Link link = links.get(item);
      if (link == null || !(item instanceof Module module)) {
        return refused(call, "this list of nodes is not supported");
      }
      List<String> inputs = link.inputs();
      Tensor data = inputs.isEmpty() ? null : values.get(inputs.get(0));
      if (data == null || link.outputs().size() != 1 || values.containsKey(link.outputs().get(0))) {
        return refused(link.maker(), "a node must take the output of the node before it");
      }
      before = link.outputs().get(0);
      Operand after =
          ARITHMETIC.containsKey(op(link))
              ? computed(link, data, values, arguments)
              : isOnes(link)
                  ? ones(data, call)
                  : evaluator.then(data, filled(module.nodes(), inputs, arguments), call);
      if (!(after instanceof Tensor tensor)) {
        return after;
      }
      values.put(before, tensor);
    }
    Tensor result = values.get("y");
    return before.equals("y") && result != null
        ? evaluator.then(result, declared(arguments.at(2, "y"), call), call)
        : refused(call, "the last node must have the output y");
  }

  /** The shape that the model declares for its input or output; none where it is no list. */
  private static List<Node> declared(@Nullable Value shape, Call model) {
    List<Optional<Integer>> sizes = new ArrayList<>();
    for (Value size : Literals.items(shape).orElse(List.of())) {
      OptionalInt number = Literals.integer(size);
      sizes.add(number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty());
    }
    return shape == null
        ? List.of()
        : List.of(new Node.DeclaredNode(sizes, model.line(), model.column()));
  }

  /** The name of the operator of a node; empty for the nodes of a function. */
  private static String op(Link link) {
    return OnnxNodes.isMaker(link.maker().name()) ? OnnxNodes.asOp(link.maker()).name() : "";
  }

  private static boolean isOnes(Link link) {
    return link.maker().name().equals(PreludeFunction.ONNX_ONES_LIKE.pythonName());
  }

  /** Ones in the spatial shape of the data. */
  private static Tensor ones(Tensor data, Call at) {
    return new Tensor("", List.of(), List.of(new Node.OnesNode(data, at.line(), at.column())));
  }

  /** The data times or over a number or the value of another node. */
  private Operand computed(Link link, Tensor data, Map<String, Tensor> values, Arguments model) {
    Value at = new Value.Nested(link.maker());
    String name = link.inputs().size() == 2 ? link.inputs().get(1) : "";
    Value array = name.isEmpty() ? null : model.at(-1, name);
    Value number = array instanceof Value.Nested made ? new Arguments(made.call()).at(0) : array;
    Operand other = number == null ? values.get(name) : evaluator.evaluate(number);
    String operator = requireNonNull(ARITHMETIC.get(op(link)));
    Optional<Tensor> scaled =
        other == null ? Optional.empty() : Scaling.of(operator, data, other, at);
    return scaled.isPresent()
        ? scaled.get()
        : refused(link.maker(), op(link) + " is supported for averages only");
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
      } else if (node instanceof Node.ReshapeNode reshape) {
        filled.add(filled(reshape, inputs, model));
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

  /** An axis added or removed at the front, if the model says so. */
  private static Node filled(Node.ReshapeNode node, List<String> inputs, Arguments model) {
    Value array = inputs.size() == 2 ? model.at(-1, inputs.get(1)) : null;
    Value axes = array instanceof Value.Nested made ? new Arguments(made.call()).at(0) : array;
    return BatchAxis.isZero(axes)
        ? node
        : new Node.RefusedNode(node.refusal(), node.line(), node.column());
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
