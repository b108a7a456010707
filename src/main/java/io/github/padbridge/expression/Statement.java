package io.github.padbridge.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of Python, as far as statements are read. */
public sealed interface Statement {
  int line();

  int column();

  /**
   * {@code targets = value}.
   *
   * @param targets names, subscripts and attributes; the items of the value where there are several
   */
  record Assignment(List<Value> targets, Value value) implements Statement {
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

  /** A value that is worked out and not kept. */
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
   * @param value null where nothing is returned
   */
  record Return(@Nullable Value value, int line, int column) implements Statement {}

  /** {@code def name(parameters): body}. */
  record Function(
      String name, List<Parameter> parameters, List<Statement> body, int line, int column)
      implements Statement {
    public Function {
      parameters = List.copyOf(parameters);
      body = List.copyOf(body);
    }

    /** A parameter; its default is null where it has none. */
    public record Parameter(String name, @Nullable Value byDefault) {}
  }

  /** {@code class name(...): body}. */
  record ClassDefinition(String name, List<Statement> body, int line, int column)
      implements Statement {
    public ClassDefinition {
      body = List.copyOf(body);
    }
  }

  /**
   * What an import calls by another name.
   *
   * @param name as the text uses it
   * @param fullName what it stands for, with its module
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
   * A statement that is not followed, with all that is indented below it.
   *
   * @param word what it begins with, such as {@code for}
   */
  record Unfollowed(String word, int line, int column) implements Statement {}
}
