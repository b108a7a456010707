package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.expression.Value.Negated;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonNumber;
import java.math.BigInteger;
import java.util.Objects;

/** Applies operators to values, or refuses at the place of the operator. */
final class Operators {
  private final Tokens tokens;

  Operators(Tokens tokens) {
    this.tokens = tokens;
  }

  /** {@code left operator right}, of integers or lists. */
  Value apply(Token operator, Value left, Value right) {
    try {
      JsonValue result =
          left instanceof Literal a && right instanceof Literal b
              ? Arithmetic.of(operator.text(), a.value(), b.value())
              : null;
      if (result != null) {
        return new Literal(result);
      }
    } catch (ArithmeticException e) {
      throw tokens.refusal(operator, Objects.requireNonNull(e.getMessage()), null);
    }
    boolean isLeft = left instanceof Literal a && Arithmetic.isInteger(a.value());
    throw notAnInteger(operator, isLeft ? right : left);
  }

  private Refusal notAnInteger(Token operator, Value value) {
    boolean isLarge =
        value instanceof Literal literal
            && literal.value() instanceof JsonNumber number
            && number.value() instanceof BigInteger;
    return isLarge
        ? tokens.refusal(
            value.line(), value.column(), "this number is too large for arithmetic", null)
        : tokens.refusal(
            value.line(),
            value.column(),
            operator.described() + " needs integers (got " + described(value) + ")",
            "write the result instead");
  }

  /** {@code +value} or {@code -value}. */
  Value signed(Token sign, Value value) {
    if (!(value instanceof Literal literal)) {
      if (value instanceof Value.Sequence) {
        throw noNumber(sign, value);
      }
      return sign.is("+") ? value : new Negated(value, sign.line(), sign.column());
    }
    if (!(literal.value() instanceof JsonNumber number)) {
      throw noNumber(sign, value);
    }
    Number signed = sign.is("+") ? number.value() : negative(number.value());
    return new Literal(new JsonNumber(sign.line(), sign.column(), signed));
  }

  private static Number negative(Number number) {
    if (number instanceof Double decimal) {
      return -decimal;
    }
    BigInteger integer =
        number instanceof BigInteger large ? large : BigInteger.valueOf(number.longValue());
    return NumberLiteral.narrowed(integer.negate());
  }

  private Refusal noNumber(Token sign, Value value) {
    return tokens.refusal(sign, "a sign needs a number (got " + described(value) + ")", null);
  }

  private static String described(Value value) {
    return value.described();
  }
}
