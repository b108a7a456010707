package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Extent;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Constants;
import io.github.padbridge.expression.Expression.Applied;
import io.github.padbridge.expression.Expression.Conditional;
import io.github.padbridge.expression.Expression.IsNone;
import io.github.padbridge.expression.Expression.Lambda;
import io.github.padbridge.expression.Expression.Member;
import io.github.padbridge.expression.Expression.Operation;
import io.github.padbridge.expression.Expression.Starred;
import io.github.padbridge.expression.Expression.Subscript;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.expression.Value.Name;
import io.github.padbridge.expression.Value.Negated;
import io.github.padbridge.expression.Value.Nested;
import io.github.padbridge.expression.Value.Sequence;
import io.github.padbridge.layer.read.OnnxNodes;
import io.github.padbridge.prelude.PreludeFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions to tensors (as the steps that compute them), layers and sizes. */
final class Evaluator {
  /** The limit of steps in a chain and of items in a list. */
  static final int LONGEST = 1000;

  private static final String UNDERSTOOD =
      "supported: convolutions, poolings, pads, slices, transposes and a bias";

  private final SourceText text;
  private final Procedures procedures;
  private final Definitions definitions;
  private final Functions functions;
  private final Methods methods;
  private final InPlace inPlace;
  private final Attributes attributes;
  private final OnnxGraphs graphs;
  private final CarriedWeights carried;
  private Scope scope = new Scope();

  Evaluator(SourceText text) {
    this.text = text;
    this.procedures = new Procedures(this);
    this.definitions = new Definitions(this, procedures);
    this.functions = new Functions(this);
    this.methods = new Methods(this);
    this.inPlace = new InPlace(this);
    this.attributes = new Attributes(this);
    this.graphs = new OnnxGraphs(this);
    this.carried = new CarriedWeights(this);
  }

  SourceText text() {
    return text;
  }

  Scope scope() {
    return scope;
  }

  Procedures procedures() {
    return procedures;
  }

  Definitions definitions() {
    return definitions;
  }

  OnnxGraphs graphs() {
    return graphs;
  }

  Functions functions() {
    return functions;
  }

  InPlace inPlace() {
    return inPlace;
  }

  Attributes attributes() {
    return attributes;
  }

  CarriedWeights carried() {
    return carried;
  }

  /** Continues in another scope; returns the previous one. */
  Scope enter(Scope other) {
    Scope before = scope;
    scope = other;
    return before;
  }

  /** Evaluates a value after replacing its constants. */
  Operand of(Value value) {
    return evaluate(new Constants(name -> scope.literal(name)).in(value));
  }

  /** Evaluates a value whose constants have been replaced. */
  Operand evaluate(Value value) {
    if (value instanceof Literal literal) {
      return new Constant(literal);
    }
    if (value instanceof Name name) {
      return named(name);
    }
    if (value instanceof Nested nested) {
      return call(nested.call());
    }
    if (value instanceof Applied applied) {
      Operand operand = evaluate(applied.value());
      return applied.call().name().isEmpty()
          ? apply(operand, applied.call())
          : method(applied.value(), operand, applied.call());
    }
    if (value instanceof Member member) {
      return methods.member(evaluate(member.value()), member.name(), member);
    }
    if (value instanceof Subscript subscript) {
      return new Subscripts(this).of(evaluate(subscript.value()), subscript);
    }
    if (value instanceof Operation operation) {
      return new Operations(this).of(operation);
    }
    if (value instanceof Sequence sequence) {
      return items(sequence.items());
    }
    if (value instanceof Conditional conditional) {
      Optional<Boolean> holds = holds(conditional.condition());
      return holds.isPresent()
          ? evaluate(holds.get() ? conditional.then() : conditional.otherwise())
          : new Unknown(refusal(value, value.kind() + " is not supported here"));
    }
    if (value instanceof Lambda lambda) {
      return new Operand.Procedure(function(lambda));
    }
    if (value instanceof Negated negated) {
      return refused(evaluate(negated.operand()), value, "'-'");
    }
    return new Unknown(refusal(value, value.kind() + " is not supported here"));
  }

  /** Whether a value is None: a tensor or a layer is not; empty where it is unknown. */
  Optional<Boolean> holds(IsNone condition) {
    Operand operand = of(condition.value());
    boolean isNone = operand instanceof Constant constant && Literals.isNone(constant.literal());
    boolean isKnown =
        operand instanceof Constant || operand instanceof Tensor || operand instanceof Module;
    return isKnown ? Optional.of(isNone != condition.negated()) : Optional.empty();
  }

  /** The same function with a name and a return statement. */
  private static Statement.Function function(Lambda lambda) {
    return new Statement.Function(
        "lambda",
        List.of(new Statement.Function.Parameter(lambda.parameter(), null)),
        List.of(new Statement.Return(lambda.body(), lambda.line(), lambda.column())),
        "",
        lambda.line(),
        lambda.column());
  }

  private Operand items(List<Value> values) {
    List<Operand> items = new ArrayList<>();
    int size = 0;
    for (Value value : values) {
      Operand item = value instanceof Starred starred ? evaluate(starred.value()) : evaluate(value);
      if (item instanceof Unknown) {
        return item;
      }
      size += size(item);
      if (!(value instanceof Starred)) {
        items.add(item);
      } else if (item instanceof Items all) {
        items.addAll(all.items());
      } else {
        return new Unknown(refusal(value, value.kind() + " is not supported here"));
      }
      if (size > LONGEST) {
        return new Unknown(refusal(value, "this list is too long"));
      }
    }
    return new Items(items);
  }

  private static int size(Operand operand) {
    return operand instanceof Items items
        ? 1 + items.items().stream().mapToInt(Evaluator::size).sum()
        : 1;
  }

  /** The value of a name; an input tensor if the text does not define it. */
  Operand named(Name name) {
    String owner = name.dotted();
    Deque<String> attributes = new ArrayDeque<>();
    while (isOfTensor(owner)) {
      int dot = owner.lastIndexOf('.');
      attributes.push(owner.substring(dot + 1));
      owner = owner.substring(0, dot);
    }
    Operand bound = scope.get(owner);
    Operand operand = bound == null ? Tensor.named(owner) : bound;
    for (String attribute : attributes) {
      operand = methods.member(operand, attribute, name);
    }
    return operand;
  }

  /** Whether a name is an attribute of a tensor, such as {@code w.T}, and not a tensor itself. */
  private boolean isOfTensor(String dotted) {
    int dot = dotted.lastIndexOf('.');
    if (dot < 0 || scope.get(dotted) != null) {
      return false;
    }
    String owner = dotted.substring(0, dot);
    return scope.get(owner) instanceof Tensor
        || (Methods.isAttribute(dotted.substring(dot + 1)) && !owner.equals("self"));
  }

  private Operand call(Call call) {
    Operand bound = scope.get(call.name());
    if (bound != null) {
      return apply(bound, call);
    }
    int dot = call.name().lastIndexOf('.');
    String owner = dot < 0 ? "" : call.name().substring(0, dot);
    String method = call.name().substring(dot + 1);
    Call ofMethod = new Call(method, call.arguments(), call.line(), call.column());
    Call full = new Call(scope.fullName(call.name()), call.arguments(), call.line(), call.column());
    if (OnnxNodes.isMaker(full.name())) {
      return graphs.node(full);
    }
    boolean isInPlace =
        dot > 0
            && InPlace.isName(method)
            && !Functions.isOfLibrary(full.name())
            && !Functions.isInitializer(full.name());
    if (scope.get(owner) != null || isInPlace) {
      Name of = ownerOf(call);
      return method(of, named(of), ofMethod);
    }
    Operand known = functions.call(full);
    if (known != null) {
      return known;
    }
    return dot > 0 && Methods.isKnown(method) && !Functions.isLibrary(full.name())
        ? methods.call(named(ownerOf(call)), ofMethod)
        : unknown(full);
  }

  private static Name ownerOf(Call method) {
    String name = method.name();
    return new Name(name.substring(0, name.lastIndexOf('.')), method.line(), method.column());
  }

  /** The result of a method of the operand that {@code owner} is. */
  private Operand method(Value owner, Operand operand, Call call) {
    if (!InPlace.isName(call.name())) {
      return methods.call(operand, call);
    }
    if (owner instanceof Name name && attributes.isOfLayer(name.dotted())) {
      attributes.change(name.dotted(), call);
      return operand;
    }
    Operand after = methods.call(operand, call);
    if (operand instanceof Tensor before
        && after instanceof Tensor tensor
        && tensor.nodes().size() > before.nodes().size()) {
      inPlace.changed(owner, before, tensor, call);
    }
    return after;
  }

  /** {@code operand(...)}. */
  Operand apply(Operand operand, Call call) {
    if (operand instanceof Operand.Procedure procedure) {
      return Prelude.of(procedure.function())
          .map(known -> emitted(known, procedure.function(), call))
          .orElseGet(() -> definitions.run(procedure.function(), arguments(call), call));
    }
    if (operand instanceof Operand.Blueprint blueprint) {
      return definitions.instance(blueprint.definition(), call);
    }
    Operand input = call.arguments().isEmpty() ? null : evaluate(call.arguments().get(0).value());
    Module sized = operand instanceof Module module ? OutputSizeCall.of(this, module, call) : null;
    if (sized != null && input instanceof Tensor tensor) {
      return then(tensor, sized.nodes(), call);
    }
    boolean isAlone =
        call.arguments().stream().skip(1).allMatch(more -> "training".equals(more.keyword()));
    if (operand instanceof Module module && input instanceof Tensor tensor && isAlone) {
      return inPlace.then(tensor, module.nodes(), call, call.arguments().get(0).value());
    }
    if (operand instanceof Unknown) {
      return operand;
    }
    if (operand instanceof Module module) {
      Refusal refusal =
          input instanceof Unknown unknown
              ? unknown.refusal()
              : refusal(call, "a layer must be called with one tensor");
      return refused(new Tensor("", List.of(), module.nodes()), refusal, call);
    }
    Refusal refusal = refusal(call, "this is not a layer and cannot be called");
    return input instanceof Tensor tensor ? refused(tensor, refusal, call) : new Unknown(refusal);
  }

  /** The result of a function that emitted code defines. */
  private Operand emitted(PreludeFunction known, Statement.Function function, Call call) {
    return switch (known) {
      case TORCH_SAME_PAD, TENSORFLOW_SAME_PAD -> samePadded(function, call);
      case ONNX_SAME_PAD -> graphs.samePad(function, call);
      case ONNX_MAKE_MODEL -> graphs.model(call);
      case ONNX_ONES_LIKE -> graphs.ones(call);
      case TORCH_EXTRACT_PATCHES, TENSORFLOW_UNFOLD ->
          functions.patches(PatchCalls.own(text, call));
      case TORCH_SAME_LOWER_PAD, JAX_LATE_SAME_PADDING ->
          definitions.run(function, arguments(call), call);
    };
  }

  private Operand samePadded(Statement.Function function, Call call) {
    Operand input = call.arguments().isEmpty() ? null : evaluate(call.arguments().get(0).value());
    return input instanceof Tensor tensor
        ? then(tensor, List.of(new Node.SamePadNode(call, function)), call)
        : new Unknown(notUnderstood(call));
  }

  private List<Operand> arguments(Call call) {
    return call.arguments().stream().map(argument -> evaluate(argument.value())).toList();
  }

  /** The tensor after more steps. */
  Tensor then(Tensor tensor, List<Node> nodes, Call at) {
    requireShort(tensor.nodes().size() + nodes.size(), at.line(), at.column());
    return tensor.then(nodes);
  }

  void requireShort(int steps, int line, int column) {
    if (steps > LONGEST) {
      throw text.refusal(
          line, column, "this chain is too long", "at most " + LONGEST + " steps are supported");
    }
  }

  /** A call of an unknown function. Its result is refused if a tensor or layer is involved. */
  Operand unknown(Call call) {
    Refusal refusal = functions.refusal(call);
    Operand whole = new Unknown(refusal, true);
    for (Operand argument : arguments(call)) {
      if (argument instanceof Tensor || argument instanceof Module) {
        return refused(argument, call, refusal);
      }
      whole = argument instanceof Items items && !isOfNumbers(items) ? new Unknown(refusal) : whole;
      whole = argument instanceof Unknown ? argument : whole;
    }
    return whole;
  }

  private static boolean isOfNumbers(Items items) {
    return items.items().stream()
        .allMatch(
            item -> item instanceof Items inner ? isOfNumbers(inner) : item instanceof Constant);
  }

  /** A tensor or layer after an unsupported step; otherwise an unknown value. */
  Operand refused(Operand operand, Value at, String what) {
    Refusal refusal = refusal(at, what + " is not supported");
    return refused(operand, new Call("", List.of(), at.line(), at.column()), refusal);
  }

  /** The same for a reason. */
  Operand refused(Operand operand, Call at, Refusal refusal) {
    Node node = new Node.RefusedNode(refusal, at.line(), at.column());
    if (operand instanceof Tensor tensor) {
      return then(tensor, List.of(node), at);
    }
    if (operand instanceof Module module) {
      return functions.sequentials().joined(List.of(module, new Module(List.of(node))), at);
    }
    return operand instanceof Unknown ? operand : new Unknown(refusal);
  }

  private static Tensor refused(Tensor tensor, Refusal refusal, Call call) {
    return tensor.then(new Node.RefusedNode(refusal, call.line(), call.column()));
  }

  Refusal refusal(Value at, String message) {
    return text.refusal(at.line(), at.column(), message, UNDERSTOOD);
  }

  Refusal refusal(Call at, String message) {
    return text.refusal(at.line(), at.column(), message, UNDERSTOOD);
  }

  /** The refusal of an unknown function or method. */
  Refusal notUnderstood(Call call) {
    String name = call.name().isEmpty() ? "this call" : Abridged.of(call.name());
    return refusal(call, name + " is not supported");
  }

  /** {@code factor·size + offset}, if both are 32-bit numbers. */
  static @Nullable Extent extent(Extent of, long factor, long offset) {
    long bound = Integer.MAX_VALUE;
    boolean fits = Math.abs(factor) <= bound && Math.abs(offset) <= bound;
    return fits ? new Extent(of.tensor(), of.axis(), factor, offset) : null;
  }
}
