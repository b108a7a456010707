package io.github.padbridge.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A supported Python statement. */
public sealed interface Statement {
  int line();

  int column();

  /**
   * {@code targets = value}.
   *
   * @param targets names, subscripts and attributes; several unpack the value
   * @param augmented whether it is {@code target += ...} or similar, which may change the data of
   *     the target in place; the value is the operation
   */
  record Assignment(List<Value> targets, Value value, boolean augmented) implements Statement {
    public Assignment {
      targets = List.copyOf(targets);
    }

    @Override
    public int line() {
      return targets.get(0).line();
    }

    @Override
    public int column() {
      return targets.get(0).column();
    }
  }

  /** An expression whose value is not assigned. */
  record Evaluation(Value value) implements Statement {
    @Override
    public int line() {
      return value.line();
    }

    @Override
    public int column() {
      return value.column();
    }
  }

  /**
   * {@code return value}.
   *
   * @param value null if nothing is returned
   */
  record Return(@Nullable Value value, int line, int column) implements Statement {}

  /**
   * {@code def name(parameters): body}.
   *
   * @param decorators what stands behind each {@code @} in front of it
   * @param code the whole definition in one spelling, the same for every layout, comment and
   *     docstring; empty for a lambda
   */
  record Function(
      List<Value> decorators,
      String name,
      List<Parameter> parameters,
      List<Statement> body,
      String code,
      int line,
      int column)
      implements Statement {
    public Function {
      decorators = List.copyOf(decorators);
      parameters = List.copyOf(parameters);
      body = List.copyOf(body);
    }

    /** A parameter; {@code byDefault} is null if it has no default. */
    public record Parameter(String name, @Nullable Value byDefault) {}
  }

  /**
   * {@code class name(...): body}.
   *
   * @param decorators as of a function
   */
  record ClassDefinition(
      List<Value> decorators, String name, List<Statement> body, int line, int column)
      implements Statement {
    public ClassDefinition {
      decorators = List.copyOf(decorators);
      body = List.copyOf(body);
    }
  }

  /**
   * An imported name.
   *
   * @param name the name in the text
   * @param fullName the full name, with its module
   */
  record Import(String name, String fullName, int line, int column) implements Statement {}

  /** {@code if condition: then else: otherwise}, where the condition is whether a name is None. */
  record Branch(Expression.IsNone condition, List<Statement> then, List<Statement> otherwise)
      implements Statement {
    public Branch {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }

    @Override
    public int line() {
      return condition.line();
    }

    @Override
    public int column() {
      return condition.column();
    }
  }

  /**
   * An unsupported statement with its indented block.
   *
   * @param word its first word, such as {@code for}
   */
  record Unfollowed(String word, int line, int column) implements Statement {}
}
