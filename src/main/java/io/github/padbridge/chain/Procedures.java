package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Blueprint;
import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Extent;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Procedure;
import io.github.padbridge.chain.Operand.ShapeOf;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Expression;
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
import org.jspecify.annotations.Nullable;

/** Runs statements one after another. */
final class Procedures {
  /** The limit of executed statements: functions may call each other endlessly. */
  private static final int MOST_STATEMENTS = 5000;

  private final Evaluator evaluator;
  private int statements;
  private boolean sequential;

  Procedures(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  void sawSequential() {
    sequential = true;
  }

  /** Whether some layers were in a {@code Sequential}. */
  boolean isSequential() {
    return sequential;
  }

  /**
   * The value of a statement.
   *
   * @param name the name that it is assigned to; null if none
   */
  record Result(@Nullable String name, Operand operand, Statement statement) {}

  /**
   * Runs statements.
   *
   * @param results receives the values of the statements
   * @return the return value, or null
   */
  @Nullable Operand run(List<Statement> body, List<Result> results) {
    for (Statement statement : body) {
      if (++statements > MOST_STATEMENTS) {
        throw refusal(statement, "this text executes too many statements");
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

  private boolean holds(Statement.Branch branch) {
    return evaluator
        .holds(branch.condition())
        .orElseThrow(() -> refusal(branch, "'if' is not supported"));
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
      throw refusal(unfollowed, "'" + unfollowed.word() + "' is not supported");
    }
  }

  private Refusal refusal(Statement statement, String message) {
    return evaluator
        .text()
        .refusal(
            statement.line(), statement.column(), message, "give only the statements that run");
  }

  private void assign(Assignment assignment, List<Result> results) {
    Operand operand = evaluator.of(assignment.value());
    changedInPlace(assignment, results);
    if (assignment.augmented()) {
      refuseOthers(assignment.targets().get(0));
    }
    List<Value> targets = assignment.targets();
    for (int i = 0; i < targets.size(); i++) {
      Operand part = targets.size() == 1 ? operand : part(operand, i, targets);
      bind(targets.get(i), part, assignment, results);
    }
  }

  /** Refuses later uses of the data of a tensor that a statement changes, by its other names. */
  private void refuseOthers(Value target) {
    Value whole = target instanceof Subscript subscript ? subscript.value() : target;
    if (whole instanceof Name name
        && evaluator.named(new Name(withoutData(name.dotted()), name.line(), name.column()))
            instanceof Tensor before) {
      evaluator.inPlace().changed(before, target);
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
    return evaluator.refused(operand, targets.get(index), "unpacking this value");
  }

  /** Adds the values of names that a statement changed in place. */
  private List<Tensor> changedInPlace(Statement at, List<Result> results) {
    List<Tensor> changed = new ArrayList<>();
    for (InPlace.Change change : evaluator.inPlace().drain()) {
      results.add(new Result(change.name(), change.after(), at));
      changed.add(change.after());
    }
    return changed;
  }

  private void bind(Value target, Operand operand, Statement at, List<Result> results) {
    evaluator.attributes().assign(target, operand);
    if (target instanceof Name name) {
      String bound = withoutData(name.dotted());
      if (!bound.equals(name.dotted())) {
        refuseOthers(target);
      }
      Operand named =
          operand instanceof Tensor tensor && tensor.root().isEmpty()
              ? new Tensor(bound, tensor.shape(), tensor.nodes())
              : operand;
      evaluator.scope().put(bound, named);
      results.add(new Result(bound, named, at));
    } else if (target instanceof Subscript subscript && subscript.value() instanceof Name name) {
      Operand before = evaluator.named(name);
      Operand changed =
          before instanceof Operand.Unknown
              ? new Operand.Unknown(
                  evaluator.refusal(target, "writing into this value is not supported"))
              : evaluator.refused(before, target, "writing into a tensor");
      refuseOthers(target);
      evaluator.scope().put(withoutData(name.dotted()), changed);
      results.add(new Result(withoutData(name.dotted()), changed, at));
    }
  }

  /** The tensor whose numbers a name has: {@code w} for {@code w.data}. */
  private static String withoutData(String name) {
    return name.endsWith(".data") && !name.equals("self.data")
        ? name.substring(0, name.length() - ".data".length())
        : name;
  }

  /** A value without a name; {@code model.add(...)} changes the value of {@code model}. */
  private void work(Statement.Evaluation evaluation, List<Result> results) {
    if (evaluation.value() instanceof Expression.Unread unread) {
      throw unread.isPipe()
          ? evaluator.unsupported(unread)
          : refusal(evaluation, unread.kind() + " is not supported here");
    }
    Operand operand = evaluator.of(evaluation.value());
    if (operand instanceof Operand.Unknown unknown && !unknown.opaque()) {
      throw unknown.refusal();
    }
    List<Tensor> inPlace = changedInPlace(evaluation, results);
    String changed = changedModel(evaluation.value());
    if (changed == null || evaluator.scope().get(changed) instanceof Tensor) {
      if (!(operand instanceof Tensor tensor && inPlace.contains(tensor))) {
        results.add(new Result(null, operand, evaluation));
      }
      return;
    }
    Operand model = evaluator.scope().get(changed) == null ? added(evaluation) : operand;
    evaluator.scope().put(changed, model);
    results.add(new Result(changed, model, evaluation));
  }

  /** The name of the model to which a method adds a layer; null if it is another call. */
  private static @Nullable String changedModel(Value value) {
    if (!(value instanceof Nested nested)) {
      return null;
    }
    Call call = nested.call();
    boolean adds =
        (call.name().endsWith(".add") || call.name().endsWith(".append"))
            && call.arguments().size() == 1;
    return adds ? call.name().substring(0, call.name().lastIndexOf('.')) : null;
  }

  /** The first layer added to a model that the text does not create. */
  private Operand added(Statement.Evaluation evaluation) {
    sequential = true;
    Call call = ((Nested) evaluation.value()).call();
    return evaluator
        .functions()
        .sequentials()
        .joined(List.of(evaluator.of(call.arguments().get(0).value())), call);
  }
}
