package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Blueprint;
import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Extent;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Procedure;
import io.github.padbridge.chain.Operand.ShapeOf;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Expression.Subscript;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Statement.Assignment;
import io.github.padbridge.expression.Statement.ClassDefinition;
import io.github.padbridge.expression.Statement.Function;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Name;
import io.github.padbridge.expression.Value.Nested;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs statements one after another, and the functions and classes that a text defines. */
final class Procedures {
  /** Calls inside calls, and the statements of all: functions may call each other without end. */
  private static final int DEEPEST = 8;

  private static final int MOST_STATEMENTS = 5000;

  private static final Set<String> FORWARD = Set.of("forward", "call", "__call__");

  private final Evaluator evaluator;
  private int depth;
  private int statements;
  private boolean sequential;
  private final List<String> notes = new ArrayList<>();

  Procedures(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  void sawSequential() {
    sequential = true;
  }

  /** What was taken for granted. */
  List<String> notes() {
    return notes;
  }

  /** Whether some layers stood in a {@code Sequential}. */
  boolean isSequential() {
    return sequential;
  }

  /**
   * A value that a statement gives a name, or works out.
   *
   * @param name null where it gets none
   */
  record Result(@Nullable String name, Operand operand, Statement statement) {}

  /**
   * Runs statements.
   *
   * @param results takes what they work out
   * @return what they return, or null
   */
  @Nullable Operand run(List<Statement> body, List<Result> results) {
    for (Statement statement : body) {
      if (++statements > MOST_STATEMENTS) {
        throw refusal(statement, "this text runs too many statements");
      }
      if (statement instanceof Statement.Return returned) {
        return returned.value() == null ? new Items(List.of()) : evaluator.of(returned.value());
      }
      if (statement instanceof Statement.Branch branch) {
        Operand returned = run(holds(branch) ? branch.then() : branch.otherwise(), results);
        if (returned != null) {
          return returned;
        }
      }
      step(statement, results);
    }
    return null;
  }

  /** Whether what a branch asks is so: a tensor or a layer is not None. */
  private boolean holds(Statement.Branch branch) {
    Operand operand = evaluator.of(branch.condition().value());
    boolean isKnown = operand instanceof Tensor || operand instanceof Module;
    if (operand instanceof Constant constant) {
      return Literals.isNone(constant.literal()) != branch.condition().negated();
    }
    if (!isKnown) {
      throw refusal(branch, "'if' is not followed");
    }
    return branch.condition().negated();
  }

  private void step(Statement statement, List<Result> results) {
    Scope scope = evaluator.scope();
    if (statement instanceof Assignment assignment) {
      assign(assignment, results);
    } else if (statement instanceof Statement.Evaluation evaluation) {
      work(evaluation, results);
    } else if (statement instanceof Function function) {
      scope.put(function.name(), new Procedure(function));
    } else if (statement instanceof ClassDefinition definition) {
      scope.put(definition.name(), new Blueprint(definition));
    } else if (statement instanceof Statement.Import imported) {
      scope.imported(imported.name(), imported.fullName());
    } else if (statement instanceof Statement.Unfollowed unfollowed) {
      throw refusal(unfollowed, "'" + unfollowed.word() + "' is not followed");
    }
  }

  private io.github.padbridge.diagnostic.Refusal refusal(Statement statement, String message) {
    return evaluator
        .text()
        .refusal(
            statement.line(),
            statement.column(),
            message,
            "write out the statements that run, one after another");
  }

  private void assign(Assignment assignment, List<Result> results) {
    Operand operand = evaluator.of(assignment.value());
    List<Value> targets = assignment.targets();
    for (int i = 0; i < targets.size(); i++) {
      Operand part = targets.size() == 1 ? operand : part(operand, i, targets);
      bind(targets.get(i), part, assignment, results);
    }
  }

  private Operand part(Operand operand, int index, List<Value> targets) {
    if (operand instanceof Items items && items.items().size() == targets.size()) {
      return items.items().get(index);
    }
    if (operand instanceof ShapeOf shape) {
      return new Extent(shape.tensor(), index, 1, 0);
    }
    if (operand instanceof Constant constant) {
      List<Value> items = Literals.items(constant.literal()).orElse(List.of());
      if (items.size() == targets.size()) {
        return evaluator.evaluate(items.get(index));
      }
    }
    return evaluator.refused(operand, targets.get(index), "what is taken apart here");
  }

  private void bind(Value target, Operand operand, Statement at, List<Result> results) {
    if (target instanceof Name name) {
      Operand named =
          operand instanceof Tensor tensor && tensor.root().isEmpty()
              ? new Tensor(name.dotted(), tensor.shape(), tensor.nodes())
              : operand;
      evaluator.scope().put(name.dotted(), named);
      results.add(new Result(name.dotted(), named, at));
    } else if (target instanceof Subscript subscript
        && subscript.value() instanceof Name name) {
      Operand changed =
          evaluator.refused(evaluator.named(name.dotted()), target, "writing into a tensor");
      evaluator.scope().put(name.dotted(), changed);
      results.add(new Result(name.dotted(), changed, at));
    }
  }

  /** A value that gets no name; {@code model.add(...)} changes what the name stands for. */
  private void work(Statement.Evaluation evaluation, List<Result> results) {
    Operand operand = evaluator.of(evaluation.value());
    String changed = changedModel(evaluation.value());
    if (changed == null) {
      results.add(new Result(null, operand, evaluation));
      return;
    }
    Operand model = evaluator.scope().get(changed) == null ? added(evaluation) : operand;
    evaluator.scope().put(changed, model);
    results.add(new Result(changed, model, evaluation));
  }

  private static @Nullable String changedModel(Value value) {
    return value instanceof Nested nested
            && (nested.call().name().endsWith(".add") || nested.call().name().endsWith(".append"))
            && nested.call().arguments().size() == 1
        ? nested.call().name().substring(0, nested.call().name().lastIndexOf('.'))
        : null;
  }

  /** The first layer of a model that the text does not make. */
  private Operand added(Statement.Evaluation evaluation) {
    sequential = true;
    Call call = ((Nested) evaluation.value()).call();
    return evaluator
        .functions()
        .joined(List.of(evaluator.of(call.arguments().get(0).value())), call);
  }

  /** What a function returns for these arguments. */
  Operand run(Function function, List<Operand> arguments, Call call) {
    if (++depth > DEEPEST) {
      throw evaluator
          .text()
          .refusal(
              call.line(), call.column(), "functions call each other too deep to follow", null);
    }
    Scope before = evaluator.enter(new Scope(evaluator.scope()));
    List<Function.Parameter> parameters = function.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      Operand given = argument(call, arguments, i, name);
      Value byDefault = parameters.get(i).byDefault();
      if (given != null) {
        evaluator.scope().put(name, given);
      } else {
        byDefault(name, byDefault);
      }
    }
    Operand returned = run(function.body(), new ArrayList<>());
    evaluator.enter(before);
    depth--;
    return returned == null ? new Items(List.of()) : returned;
  }

  private static @Nullable Operand argument(
      Call call, List<Operand> arguments, int position, String name) {
    int positional = call.positional().size();
    if (position < positional) {
      return arguments.get(position);
    }
    for (int i = positional; i < arguments.size(); i++) {
      if (name.equals(call.arguments().get(i).keyword())) {
        return arguments.get(i);
      }
    }
    return null;
  }

  /** The layers of a class: what its forward method does to its first argument. */
  Operand instance(ClassDefinition definition, Call call) {
    Optional<Function> forward = method(definition, FORWARD);
    if (forward.isEmpty() || forward.get().parameters().size() < 2) {
      return new Unknown(
          evaluator
              .text()
              .refusal(
                  definition.line(),
                  definition.column(),
                  "this class has no forward method that takes a tensor",
                  "give the layers, or the method's statements"));
    }
    Scope before = evaluator.enter(new Scope(evaluator.scope()));
    for (String first : List.of("__init__", "build")) {
      Optional<Function> prelude = method(definition, Set.of(first));
      prelude.ifPresent(function -> prepare(function, call));
    }
    Function function = forward.get();
    String input = function.parameters().get(1).name();
    function.parameters().forEach(parameter -> evaluator.scope().forget(parameter.name()));
    Operand returned = run(function.body(), new ArrayList<>());
    evaluator.enter(before);
    if (!(returned instanceof Tensor tensor)) {
      return returned == null ? new Unknown(evaluator.notUnderstood(call)) : returned;
    }
    return tensor.root().equals(input)
        ? new Module(tensor.nodes())
        : new Unknown(
            evaluator.refusal(call, "what this class returns does not come of " + input));
  }

  private void prepare(Function function, Call call) {
    List<Function.Parameter> parameters = function.parameters();
    for (int i = 1; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      Operand given =
          argument(
              call,
              call.arguments().stream().map(a -> evaluator.evaluate(a.value())).toList(),
              i - 1,
              name);
      Value byDefault = parameters.get(i).byDefault();
      if (given != null) {
        evaluator.scope().put(name, given);
      } else {
        byDefault(name, byDefault);
      }
    }
    Operand ignored = run(function.body(), new ArrayList<>());
  }

  /** A parameter that is not given. */
  private void byDefault(String name, @Nullable Value byDefault) {
    if (byDefault == null) {
      evaluator.scope().forget(name);
      return;
    }
    Operand operand = evaluator.of(byDefault);
    evaluator.scope().put(name, operand);
    if (operand instanceof Constant constant && Literals.isNone(constant.literal())) {
      notes.add(name + " is None, its default");
    }
  }

  private static Optional<Function> method(ClassDefinition definition, Set<String> names) {
    return definition.body().stream()
        .filter(Function.class::isInstance)
        .map(Function.class::cast)
        .filter(function -> names.contains(function.name()))
        .findFirst();
  }
}
