package io.github.padbridge.expression;

import io.github.padbridge.expression.Expression.Applied;
import io.github.padbridge.expression.Expression.Conditional;
import io.github.padbridge.expression.Expression.IsNone;
import io.github.padbridge.expression.Expression.Operation;
import io.github.padbridge.expression.Expression.Slice;
import io.github.padbridge.expression.Expression.Starred;
import io.github.padbridge.expression.Expression.Subscript;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.expression.Value.Name;
import io.github.padbridge.expression.Value.Negated;
import io.github.padbridge.expression.Value.Nested;
import io.github.padbridge.expression.Value.Sequence;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Replaces names by their literals and evaluates integer arithmetic. */
public final class Constants {
  private final Function<String, @Nullable Literal> literals;

  /** {@code literals} gives the literal of a name; null if it has none. */
  public Constants(Function<String, @Nullable Literal> literals) {
    this.literals = literals;
  }

  /** The value with its names replaced; places stay those of the names. */
  public Value in(Value value) {
    if (value instanceof Name name) {
      Literal literal = literals.apply(name.dotted());
      return literal == null ? value : new Literal(at(name, literal.value()));
    }
    if (value instanceof Nested nested) {
      return Builtins.value(in(nested.call()));
    }
    if (value instanceof Negated negated) {
      return negated(negated);
    }
    if (value instanceof Sequence sequence) {
      return sequence(sequence);
    }
    if (value instanceof Operation operation) {
      return operation(operation);
    }
    if (value instanceof Applied applied) {
      return new Applied(in(applied.value()), in(applied.call()));
    }
    if (value instanceof Subscript subscript) {
      List<Value> indices = subscript.indices().stream().map(this::in).toList();
      return new Subscript(in(subscript.value()), indices, subscript.line(), subscript.column());
    }
    if (value instanceof Slice slice) {
      return new Slice(
          part(slice.begin()), part(slice.end()), part(slice.step()), slice.line(), slice.column());
    }
    if (value instanceof Starred starred) {
      return new Starred(in(starred.value()), starred.line(), starred.column());
    }
    if (value instanceof Conditional conditional) {
      return conditional(conditional);
    }
    return value instanceof IsNone condition ? condition(condition) : value;
  }

  private Value conditional(Conditional conditional) {
    Value condition = condition(conditional.condition());
    if (condition instanceof Literal literal && literal.value() instanceof JsonBoolean holds) {
      return in(holds.value() ? conditional.then() : conditional.otherwise());
    }
    return condition instanceof IsNone open
        ? new Conditional(open, in(conditional.then()), in(conditional.otherwise()))
        : conditional;
  }

  /** Evaluates a comparison of a literal with None; leaves others. */
  private Value condition(IsNone condition) {
    Value value = in(condition.value());
    if (!(value instanceof Literal literal)) {
      return new IsNone(value, condition.negated(), condition.line(), condition.column());
    }
    boolean holds = literal.value() instanceof JsonNull != condition.negated();
    return new Literal(new JsonBoolean(condition.line(), condition.column(), holds));
  }

  /** The call with the names in its arguments replaced. */
  public Call in(Call call) {
    List<CallArgument> arguments =
        call.arguments().stream()
            .map(
                argument ->
                    new CallArgument(
                        argument.keyword(),
                        in(argument.value()),
                        argument.line(),
                        argument.column()))
            .toList();
    return new Call(call.name(), arguments, call.line(), call.column());
  }

  private @Nullable Value part(@Nullable Value value) {
    return value == null ? null : in(value);
  }

  private Value negated(Negated negated) {
    Value operand = in(negated.operand());
    Long integer = integer(operand);
    return integer == null || integer == Long.MIN_VALUE
        ? new Negated(operand, negated.line(), negated.column())
        : new Literal(new JsonNumber(negated.line(), negated.column(), -integer));
  }

  private Value sequence(Sequence sequence) {
    List<Value> items = sequence.items().stream().map(this::in).toList();
    if (!items.stream().allMatch(Literal.class::isInstance)) {
      return new Sequence(items, sequence.line(), sequence.column());
    }
    List<JsonValue> literal = items.stream().map(item -> ((Literal) item).value()).toList();
    return new Literal(new JsonArray(sequence.line(), sequence.column(), literal));
  }

  private Value operation(Operation operation) {
    Value left = in(operation.left());
    Value right = in(operation.right());
    if (left instanceof Literal a && right instanceof Literal b) {
      try {
        JsonValue result = Arithmetic.of(operation.operator(), a.value(), b.value());
        if (result != null) {
          return new Literal(result);
        }
      } catch (ArithmeticException e) {
        // It stays unevaluated, and is refused if a number is needed.
      }
    }
    return new Operation(operation.operator(), left, right, operation.line(), operation.column());
  }

  private static @Nullable Long integer(Value value) {
    boolean isInteger =
        value instanceof Literal literal
            && literal.value() instanceof JsonNumber number
            && number.value() instanceof Long;
    return isInteger ? ((JsonNumber) ((Literal) value).value()).value().longValue() : null;
  }

  /** The same value at the place of the name; items of a list keep their places. */
  private static JsonValue at(Name name, JsonValue value) {
    int line = name.line();
    int column = name.column();
    if (value instanceof JsonNumber number) {
      return new JsonNumber(line, column, number.value());
    }
    if (value instanceof JsonString string) {
      return new JsonString(line, column, string.value());
    }
    if (value instanceof JsonBoolean bool) {
      return new JsonBoolean(line, column, bool.value());
    }
    if (value instanceof JsonArray array) {
      return new JsonArray(line, column, array.items());
    }
    if (value instanceof JsonObject object) {
      return new JsonObject(line, column, object.fields());
    }
    return new JsonNull(line, column);
  }
}
