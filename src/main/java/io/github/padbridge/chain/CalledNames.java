package io.github.padbridge.chain;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Expression.Applied;
import io.github.padbridge.expression.Expression.Conditional;
import io.github.padbridge.expression.Expression.Member;
import io.github.padbridge.expression.Expression.Operation;
import io.github.padbridge.expression.Expression.Starred;
import io.github.padbridge.expression.Expression.Subscript;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Negated;
import io.github.padbridge.expression.Value.Nested;
import io.github.padbridge.expression.Value.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the functions of a text that the text itself calls. */
final class CalledNames {
  private final List<String> names;
  private final Set<String> called = new HashSet<>();

  CalledNames(List<String> names) {
    this.names = names;
  }

  /** The names that the statements call. */
  Set<String> in(List<Statement> statements) {
    statements.forEach(this::look);
    return called;
  }

  private void look(Statement statement) {
    if (statement instanceof Statement.Assignment assignment) {
      look(assignment.value());
    } else if (statement instanceof Statement.Evaluation evaluation) {
      look(evaluation.value());
    } else if (statement instanceof Statement.Return returned) {
      look(returned.value());
    } else if (statement instanceof Statement.Function function) {
      function.decorators().forEach(this::decorator);
      function.body().forEach(this::look);
    } else if (statement instanceof Statement.Branch branch) {
      branch.then().forEach(this::look);
      branch.otherwise().forEach(this::look);
    } else if (statement instanceof Statement.ClassDefinition definition) {
      definition.body().forEach(this::look);
    }
  }

  /** A decorator is called, with or without brackets. */
  private void decorator(Value value) {
    look(
        value instanceof Value.Name name
            ? new Nested(new Call(name.dotted(), List.of(), name.line(), name.column()))
            : value);
  }

  private void look(@Nullable Value value) {
    if (value instanceof Nested nested) {
      look(nested.call());
    } else if (value instanceof Applied applied) {
      look(applied.value());
      look(applied.call());
    } else if (value instanceof Member member) {
      look(member.value());
    } else if (value instanceof Starred starred) {
      look(starred.value());
    } else if (value instanceof Subscript subscript) {
      look(subscript.value());
    } else if (value instanceof Operation operation) {
      look(operation.left());
      look(operation.right());
    } else if (value instanceof Conditional conditional) {
      look(conditional.then());
      look(conditional.otherwise());
    } else if (value instanceof Negated negated) {
      look(negated.operand());
    } else if (value instanceof Sequence sequence) {
      sequence.items().forEach(this::look);
    }
  }

  private void look(Call call) {
    if (names.contains(call.name())) {
      called.add(call.name());
    }
    for (CallArgument argument : call.arguments()) {
      look(argument.value());
    }
  }
}
