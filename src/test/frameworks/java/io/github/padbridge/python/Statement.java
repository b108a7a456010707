package io.github.padbridge.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Python statement. */
sealed interface Statement {
  record Assign(String target, Expression value) implements Statement {}

  record If(Expression condition, List<Statement> body) implements Statement {}

  record For(List<String> targets, Expression sequence, List<Statement> body)
      implements Statement {}

  record Return(Expression value) implements Statement {}

  record Function(String name, List<Parameter> parameters, List<Statement> body)
      implements Statement {}

  /** An import or a docstring. */
  record Nothing() implements Statement {}

  /**
   * @param standard the default; null where the parameter is required
   */
  record Parameter(String name, @Nullable Expression standard) {}
}
