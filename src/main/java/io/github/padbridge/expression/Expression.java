package io.github.padbridge.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that only occurs in statements, computed from tensors and layers. */
public sealed interface Expression extends Value {
  @Override
  default String quoted() {
    return "...";
  }

  @Override
  default String described() {
    return kind();
  }

  /**
   * {@code value(...)} or {@code value.method(...)}, where the value is not a name.
   *
   * @param call its name is empty if the value itself is called
   */
  record Applied(Value value, Call call) implements Expression {
    @Override
    public int line() {
      return call.line();
    }

    @Override
    public int column() {
      return call.column();
    }

    @Override
    public String kind() {
      return "a call";
    }
  }

  /** {@code value.name}, where the value is not a name. */
  record Member(Value value, String name, int line, int column) implements Expression {
    @Override
    public String kind() {
      return "an attribute";
    }
  }

  /**
   * {@code value[...]}.
   *
   * @param line of the bracket
   * @param column of the bracket
   */
  record Subscript(Value value, List<Value> indices, int line, int column) implements Expression {
    public Subscript {
      indices = List.copyOf(indices);
    }

    @Override
    public String kind() {
      return "a subscript";
    }
  }

  /** {@code *value} in a list or in the arguments of a call. */
  record Starred(Value value, int line, int column) implements Expression {
    @Override
    public String kind() {
      return "a starred argument";
    }
  }

  /** {@code begin:end:step} in a subscript; null for a missing part. */
  record Slice(
      @Nullable Value begin, @Nullable Value end, @Nullable Value step, int line, int column)
      implements Expression {
    @Override
    public String kind() {
      return "a slice";
    }
  }

  /** {@code ...} */
  record Ellipsis(int line, int column) implements Expression {
    @Override
    public String kind() {
      return "an ellipsis";
    }
  }

  /**
   * {@code left operator right}, where not both are integers.
   *
   * @param line of the operator
   * @param column of the operator
   */
  record Operation(String operator, Value left, Value right, int line, int column)
      implements Expression {
    @Override
    public String kind() {
      return "'" + operator + "'";
    }
  }

  /**
   * {@code value is None}.
   *
   * @param negated whether it is {@code is not None}
   */
  record IsNone(Value value, boolean negated, int line, int column) implements Expression {
    @Override
    public String kind() {
      return "a condition";
    }
  }

  /** {@code then if condition else otherwise}, where the condition is whether a value is None. */
  record Conditional(IsNone condition, Value then, Value otherwise) implements Expression {
    @Override
    public int line() {
      return then.line();
    }

    @Override
    public int column() {
      return then.column();
    }

    @Override
    public String kind() {
      return "a conditional";
    }
  }

  /** {@code lambda parameter: body}. */
  record Lambda(String parameter, Value body, int line, int column) implements Expression {
    @Override
    public String kind() {
      return "a lambda";
    }
  }

  /**
   * An expression that is skipped.
   *
   * @param kind with its article: {@code a dict}
   */
  record Unread(String kind, int line, int column) implements Expression {
    /** The message for {@code layer | layer}. */
    public static final String NO_PIPE = "'|' does not join steps";

    /** What to write instead. */
    public static final String STEPS = "put ';' between them, or each on a line of its own";

    static final String PIPE = "'|'";

    /** Whether it is {@code a | b}. */
    public boolean isPipe() {
      return kind.equals(PIPE);
    }
  }
}
