package io.github.padbridge.expression;

import io.github.padbridge.expression.Expression.Applied;
import io.github.padbridge.expression.Expression.Conditional;
import io.github.padbridge.expression.Expression.Ellipsis;
import io.github.padbridge.expression.Expression.IsNone;
import io.github.padbridge.expression.Expression.Lambda;
import io.github.padbridge.expression.Expression.Member;
import io.github.padbridge.expression.Expression.Operation;
import io.github.padbridge.expression.Expression.Slice;
import io.github.padbridge.expression.Expression.Starred;
import io.github.padbridge.expression.Expression.Subscript;
import io.github.padbridge.expression.Expression.Unread;
import io.github.padbridge.expression.Token.Kind;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the expressions in statements: nested calls, methods, subscripts, sums of tensors. */
final class ExpressionParser extends ValueParser {
  /** The limit of calls, subscripts and operators in one value, which bounds recursion. */
  private static final int LARGEST = 256;

  /** Expressions that start or continue with one of these words are skipped. */
  private static final Map<String, String> UNREAD =
      Map.of(
          "for", "a comprehension",
          "if", "a conditional",
          "await", "'await'",
          "yield", "'yield'",
          "and", "a condition",
          "or", "a condition",
          "not", "a condition",
          "in", "a condition",
          "is", "a condition");

  private static final Set<String> COMPARISONS =
      Set.of("<", ">", "<=", ">=", "==", "!=", "|", "&", "^", "<<", ">>");

  private static final Set<String> ENDS = Set.of(",", ";", "=", ")", "]", "}");

  private final Tokens tokens;
  private final CallParser calls;
  private int nesting;
  private int size;

  ExpressionParser(Tokens tokens, CallParser calls) {
    super(tokens, calls);
    this.tokens = tokens;
    this.calls = calls;
  }

  @Override
  Value value() {
    size = nesting == 0 ? 0 : size;
    nesting++;
    Token first = tokens.peek();
    Value value = first.is("*") || first.is("**") ? starred() : unreadAt(first);
    if (value == null) {
      value = test();
      Value more = isWord("if") ? conditional(value) : unreadAt(tokens.peek());
      value = more == null ? value : more;
    }
    nesting--;
    return value;
  }

  /** A sum, or whether one is None. */
  private Value test() {
    Value value = sum();
    return isWord("is") ? isNone(value) : value;
  }

  private boolean isWord(String word) {
    return tokens.peek().kind() == Kind.NAME && tokens.peek().text().equals(word);
  }

  /** {@code then if value is None else otherwise}; other conditions are skipped. */
  private Value conditional(Value then) {
    Token word = tokens.next();
    grow(word);
    if (unreadAt(tokens.peek()) == null && test() instanceof IsNone condition && isWord("else")) {
      tokens.next();
      return new Conditional(condition, then, value());
    }
    skip("a conditional");
    return new Unread("a conditional", word.line(), word.column());
  }

  private Value starred() {
    if (tokens.peek().is("**")) {
      return skip("a starred argument");
    }
    Token star = tokens.next();
    grow(star);
    return new Starred(value(), star.line(), star.column());
  }

  /** {@code value is None} or {@code value is not None}; other comparisons are skipped. */
  private Value isNone(Value value) {
    Token is = tokens.next();
    boolean negated = tokens.peek().text().equals("not");
    if (negated) {
      tokens.next();
    }
    if (!tokens.peek().text().equals("None")) {
      return skip("a comparison");
    }
    tokens.next();
    return new IsNone(value, negated, is.line(), is.column());
  }

  /** A function of one parameter; a function of several is skipped. */
  private Value lambda() {
    Token word = tokens.next();
    Token parameter = tokens.peek();
    if (parameter.kind() != Kind.NAME || !tokens.peekSecond().is(":")) {
      return skip("a lambda");
    }
    tokens.next();
    tokens.next();
    grow(word);
    return new Lambda(parameter.text(), value(), word.line(), word.column());
  }

  private @Nullable Value unreadAt(Token token) {
    if (token.kind() == Kind.NAME && token.text().equals("lambda")) {
      return lambda();
    }
    refuseAssignment(token);
    if (token.kind() == Kind.NAME && UNREAD.containsKey(token.text())) {
      return skip(UNREAD.get(token.text()));
    }
    boolean compares = token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text());
    return compares ? skip(token.is("|") ? Unread.PIPE : "a comparison") : null;
  }

  /** Skips the rest of a value. The brackets of the text match. */
  private Unread skip(String kind) {
    Token first = tokens.peek();
    int open = 0;
    while (!isEnd(tokens.peek(), open)) {
      Token token = tokens.next();
      refuseAssignment(token);
      open += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
      open -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
    }
    return new Unread(kind, first.line(), first.column());
  }

  /** A skipped value may not change what a name is. */
  private void refuseAssignment(Token token) {
    if (token.is(":=")) {
      throw tokens.refusal(
          token, "':=' is not supported", "write the assignment on a line of its own");
    }
  }

  private static boolean isEnd(Token token, int open) {
    return token.kind() == Kind.END
        || token.kind() == Kind.NEWLINE
        || (open == 0 && token.kind() == Kind.OPERATOR && ENDS.contains(token.text()));
  }

  @Override
  Value brace(Token opening) {
    Token first = tokens.peekSecond();
    boolean isOfIntegers = first.kind() == Kind.NUMBER || first.is("-");
    return isOfIntegers ? super.brace(opening) : skip("a dict or set");
  }

  @Override
  Value bracket() {
    Token token = tokens.peek();
    if (!token.is("...")) {
      return super.bracket();
    }
    tokens.next();
    return new Ellipsis(token.line(), token.column());
  }

  @Override
  boolean isProduct(Token token) {
    return super.isProduct(token) || token.is("@");
  }

  @Override
  Value applied(Token operator, Value left, Value right) {
    boolean known =
        left instanceof Value.Literal a
            && right instanceof Value.Literal b
            && isKnown(operator, a.value(), b.value());
    if (known) {
      return super.applied(operator, left, right);
    }
    grow(operator);
    return new Operation(operator.text(), left, right, operator.line(), operator.column());
  }

  /** Whether it is arithmetic of literals; a division by zero counts, and is refused. */
  private static boolean isKnown(Token operator, JsonValue left, JsonValue right) {
    try {
      return Arithmetic.of(operator.text(), left, right) != null;
    } catch (ArithmeticException e) {
      return true;
    }
  }

  @Override
  Value signed(Token sign, Value value) {
    boolean isNumber =
        value instanceof Value.Literal literal && literal.value() instanceof JsonNumber;
    if (isNumber || sign.is("+")) {
      return super.signed(sign, value);
    }
    grow(sign);
    return new Value.Negated(value, sign.line(), sign.column());
  }

  private void grow(Token token) {
    if (++size > LARGEST) {
      throw tokens.refusal(
          token, "this expression is too long", "at most " + LARGEST + " operations are supported");
    }
  }

  @Override
  Value postfix(Value value) {
    Value whole = value;
    while (tokens.peek().is("(") || tokens.peek().is(".") || tokens.peek().is("[")) {
      Token next = tokens.peek();
      grow(next);
      if (next.is("(")) {
        Value.Name nameless = new Value.Name("", next.line(), next.column());
        whole = new Applied(whole, calls.call(nameless));
      } else if (next.is("[")) {
        whole = subscript(whole);
      } else {
        tokens.next();
        whole = member(whole);
      }
    }
    return whole;
  }

  private Value member(Value value) {
    Value named = calls.nameOrCall();
    if (named instanceof Value.Nested nested) {
      String dotted = nested.call().name();
      int last = dotted.lastIndexOf('.');
      Value owner =
          last < 0
              ? value
              : new Member(
                  value, dotted.substring(0, last), nested.call().line(), nested.call().column());
      Call call = nested.call();
      return new Applied(
          owner,
          new Call(dotted.substring(last + 1), call.arguments(), call.line(), call.column()));
    }
    return new Member(value, ((Value.Name) named).dotted(), named.line(), named.column());
  }

  private Value subscript(Value value) {
    Token opening = tokens.next();
    List<Value> indices = new ArrayList<>();
    while (!tokens.peek().is("]")) {
      indices.add(index());
      tokens.commaOr("]");
    }
    tokens.next();
    return new Subscript(value, indices, opening.line(), opening.column());
  }

  /** A value or {@code begin:end:step}, whose parts are optional. */
  private Value index() {
    Token first = tokens.peek();
    Value[] parts = new Value[3];
    int part = 0;
    while (!tokens.peek().is(",") && !tokens.peek().is("]")) {
      if (tokens.peek().is(":") && part < 2) {
        tokens.next();
        part++;
      } else if (parts[part] == null) {
        parts[part] = value();
      } else {
        throw tokens.unexpected(tokens.peek(), "expected ',', ':' or ']'");
      }
    }
    boolean isSlice = part > 0;
    if (!isSlice) {
      return parts[0] == null ? value() : parts[0];
    }
    return new Slice(parts[0], parts[1], parts[2], first.line(), first.column());
  }
}
