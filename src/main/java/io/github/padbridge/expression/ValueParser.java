package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Token.Kind;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.expression.Value.Sequence;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the values in a call, with the operator precedence of Python. {@link ExpressionParser}
 * supports more of Python.
 */
class ValueParser {
  /** Help that lists the supported arguments. */
  static final String ACCEPTED =
      "supported: numbers, strings, True, False, None, names, calls, tuples, lists, and"
          + " + - * / // % ** of integers";

  /** The limit of nested brackets and signs, which bounds recursion. */
  private static final int DEEPEST = 64;

  private final Tokens tokens;
  private final CallParser calls;
  private final Operators operators;
  private int depth;

  ValueParser(Tokens tokens, CallParser calls) {
    this.tokens = tokens;
    this.calls = calls;
    this.operators = new Operators(tokens);
  }

  Value value() {
    if (tokens.peek().is("*") || tokens.peek().is("**")) {
      throw tokens.refusal(
          tokens.peek(), "a starred argument is not supported", "write the arguments themselves");
    }
    return sum();
  }

  final Value sum() {
    Value left = product();
    while (tokens.peek().is("+") || tokens.peek().is("-")) {
      Token operator = tokens.next();
      left = applied(operator, left, product());
    }
    return left;
  }

  private Value product() {
    Value left = signed();
    while (isProduct(tokens.peek())) {
      Token operator = tokens.next();
      left = applied(operator, left, signed());
    }
    return left;
  }

  boolean isProduct(Token token) {
    return token.is("*") || token.is("/") || token.is("//") || token.is("%");
  }

  /** {@code left operator right}. */
  Value applied(Token operator, Value left, Value right) {
    return operators.apply(operator, left, right);
  }

  /** Every nested value is parsed here, which counts the depth. */
  private Value signed() {
    if (++depth > DEEPEST) {
      throw tokens.refusal(tokens.peek(), "this is nested more than " + DEEPEST + " deep", null);
    }
    Token sign = tokens.peek();
    Value value;
    if (sign.is("-") || sign.is("+")) {
      tokens.next();
      value = signed(sign, signed());
    } else {
      value = power();
    }
    depth--;
    return value;
  }

  /** {@code -value} or {@code +value}. */
  Value signed(Token sign, Value value) {
    return operators.signed(sign, value);
  }

  private Value power() {
    Value base = postfix(primary());
    if (!tokens.peek().is("**")) {
      return base;
    }
    Token operator = tokens.next();
    return applied(operator, base, signed());
  }

  private Value primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> number();
      case STRING -> string();
      case NAME -> word();
      case OPERATOR -> bracket();
      case NEWLINE, END -> throw tokens.unexpected(token, "expected a value");
    };
  }

  private Value number() {
    Token token = tokens.next();
    try {
      return literal(
          new JsonNumber(token.line(), token.column(), NumberLiteral.parse(token.text())));
    } catch (NumberFormatException e) {
      throw tokens.refusal(token, e.getMessage() + " (got " + token.described() + ")", null);
    }
  }

  /** One string, or several adjacent ones, which Python joins. */
  private Value string() {
    Token first = tokens.peek();
    StringBuilder text = new StringBuilder();
    while (tokens.peek().kind() == Kind.STRING) {
      text.append(tokens.next().text());
    }
    return literal(new JsonString(first.line(), first.column(), text.toString()));
  }

  private Value word() {
    Token token = tokens.peek();
    switch (token.text()) {
      case "True", "False" -> {
        tokens.next();
        return literal(new JsonBoolean(token.line(), token.column(), token.text().equals("True")));
      }
      case "None" -> {
        tokens.next();
        return literal(new JsonNull(token.line(), token.column()));
      }
      default -> {
        if (Keywords.isKeyword(token.text())) {
          throw tokens.unexpected(token, "expected a value");
        }
        Value named = calls.nameOrCall();
        return named instanceof Value.Nested nested ? Builtins.value(nested.call()) : named;
      }
    }
  }

  /** A dict of integers and literals; other dicts and sets are refused. */
  Value brace(Token opening) {
    tokens.next();
    Map<String, JsonValue> items = new LinkedHashMap<>();
    while (!tokens.peek().is("}")) {
      Value key = value();
      boolean isInteger = key instanceof Literal literal && Arithmetic.isInteger(literal.value());
      if (!isInteger || !tokens.peek().is(":")) {
        throw unsupported(opening);
      }
      tokens.next();
      if (!(value() instanceof Literal item)) {
        throw unsupported(opening);
      }
      items.put(key.quoted(), item.value());
      tokens.commaOr("}");
    }
    tokens.next();
    return literal(new JsonObject(opening.line(), opening.column(), items));
  }

  private Refusal unsupported(Token opening) {
    return tokens.refusal(opening, "a dict or set is not supported here", ACCEPTED);
  }

  /** A value that starts with an operator token: a bracket. */
  Value bracket() {
    Token opening = tokens.peek();
    if (opening.is("{")) {
      return brace(opening);
    }
    if (!opening.is("(") && !opening.is("[")) {
      throw tokens.unexpected(opening, "expected a value");
    }
    tokens.next();
    String closing = opening.is("(") ? ")" : "]";
    List<Value> items = new ArrayList<>();
    boolean comma = false;
    while (!tokens.peek().is(closing)) {
      items.add(value());
      comma = tokens.peek().is(",");
      tokens.commaOr(closing);
    }
    tokens.next();
    boolean isGrouping = opening.is("(") && items.size() == 1 && !comma;
    return isGrouping ? items.get(0) : sequence(items, opening);
  }

  static Value sequence(List<Value> items, Token opening) {
    List<JsonValue> literals = new ArrayList<>();
    for (Value item : items) {
      if (!(item instanceof Literal literal)) {
        return new Sequence(items, opening.line(), opening.column());
      }
      literals.add(literal.value());
    }
    return literal(new JsonArray(opening.line(), opening.column(), List.copyOf(literals)));
  }

  /** Checks what follows a value. */
  Value postfix(Value value) {
    Token next = tokens.peek();
    if (next.is("[")) {
      throw tokens.refusal(next, "a subscript is not supported", ACCEPTED);
    }
    if (next.is("(") || next.is(".")) {
      throw tokens.refusal(next, next.described() + " is not supported after this value", ACCEPTED);
    }
    return value;
  }

  private static Literal literal(JsonValue value) {
    return new Literal(value);
  }
}
