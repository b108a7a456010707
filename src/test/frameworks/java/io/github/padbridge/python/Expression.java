package io.github.padbridge.python;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Python expression. */
sealed interface Expression {
  record Name(String name) implements Expression {}

  /**
   * @param value a Long, a Double, a String, a Boolean, or null for None
   */
  record Literal(@Nullable Object value) implements Expression {}

  /** A list or a tuple; a {@link Starred} item stands for its elements. */
  record Sequence(List<Expression> items) implements Expression {}

  record Starred(Expression sequence) implements Expression {}

  /** {@code [element for targets in sequence]}. */
  record Comprehension(Expression element, List<String> targets, Expression sequence)
      implements Expression {}

  record Call(Expression function, List<Expression> arguments, Map<String, Expression> named)
      implements Expression {}

  record Attribute(Expression of, String name) implements Expression {}

  record Subscript(Expression of, List<Expression> indices) implements Expression {}

  /** {@code begin:end} in a subscript. */
  record Range(@Nullable Expression begin, @Nullable Expression end) implements Expression {}

  /** {@code left operator right}; "is", "is not", "and" and comparisons are operators too. */
  record Operation(String operator, Expression left, Expression right) implements Expression {}

  record Negation(Expression of) implements Expression {}
}
