package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Constants;
import io.github.padbridge.expression.Expression;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

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
  private final Calls calls;
  private final InPlace inPlace;
  private final Attributes attributes;
  private final OnnxGraphs graphs;
  private final CarriedWeights carried;
  private final JoinedSteps joined = new JoinedSteps();
  private Scope scope = new Scope();

  Evaluator(SourceText text) {
    this.text = text;
    this.procedures = new Procedures(this);
    this.definitions = new Definitions(this, procedures);
    this.functions = new Functions(this);
    this.methods = new Methods(this);
    this.calls = new Calls(this, methods);
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

  Calls calls() {
    return calls;
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

  JoinedSteps joined() {
    return joined;
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
      return calls.of(nested.call());
    }
    if (value instanceof Applied applied) {
      Operand operand = evaluate(applied.value());
      return applied.call().name().isEmpty()
          ? calls.apply(operand, applied.call())
          : calls.method(applied.value(), operand, applied.call());
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
          : new Unknown(unsupported(value));
    }
    if (value instanceof Lambda lambda) {
      return new Operand.Procedure(function(lambda));
    }
    if (value instanceof Negated negated) {
      return refused(evaluate(negated.operand()), value, "'-'");
    }
    return new Unknown(unsupported(value));
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
        List.of(),
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
        return new Unknown(unsupported(value));
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

  /** The refusal of an expression of an unsupported kind. */
  Refusal unsupported(Value value) {
    return value instanceof Expression.Unread unread && unread.isPipe()
        ? text.refusal(
            value.line(), value.column(), Expression.Unread.NO_PIPE, Expression.Unread.STEPS)
        : refusal(value, value.kind() + " is not supported here");
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
}
