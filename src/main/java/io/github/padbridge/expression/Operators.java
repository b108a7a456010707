package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.expression.Value.Negated;
import io.github.padbridge.json.JsonValue.JsonNumber;
import java.math.BigInteger;
import java.util.Objects;

/** Applies operators to values, or refuses at the place of the operator. */
final class Operators {
  private final Tokens tokens;

  Operators(Tokens tokens) {
    this.tokens = tokens;
  }

  /** {@code left operator right}, of integers. */
  Value apply(Token operator, Value left, Value right) {
    long a = integer(operator, left);
    long b = integer(operator, right);
    try {
      long result = IntegerArithmetic.apply(operator.text(), a, b);
      return new Literal(new JsonNumber(left.line(), left.column(), result));
    } catch (ArithmeticException e) {
      throw tokens.refusal(operator, Objects.requireNonNull(e.getMessage()), null);
    }
  }

  private long integer(Token operator, Value value) {
    if (value instanceof Literal literal && literal.value() instanceof JsonNumber number) {
      if (number.value() instanceof Long integer) {
        return integer;
      }
      if (number.value() instanceof BigInteger) {
        throw tokens.refusal(
            value.line(), value.column(), "this number is too large for arithmetic", null);
      }
    }
    throw tokens.refusal(
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
