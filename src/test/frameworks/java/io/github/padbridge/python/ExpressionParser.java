package io.github.padbridge.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one expression after another from a line's tokens. */
final class ExpressionParser {
  private final Tokens tokens;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Expression expression() {
    Expression left = comparison();
    while (tokens.takes("and")) {
      left = new Expression.Operation("and", left, comparison());
    }
    return left;
  }

  private Expression comparison() {
    Expression left = sum();
    if (tokens.takes("is")) {
      String operator = tokens.takes("not") ? "is not" : "is";
      return new Expression.Operation(operator, left, sum());
    }
    return tokens.takes("<") ? new Expression.Operation("<", left, sum()) : left;
  }

  private Expression sum() {
    Expression left = product();
    while (Set.of("+", "-").contains(tokens.peek())) {
      left = new Expression.Operation(tokens.take(), left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = factor();
    while (Set.of("*", "/", "//").contains(tokens.peek())) {
      left = new Expression.Operation(tokens.take(), left, factor());
    }
    return left;
  }

  private Expression factor() {
    return tokens.takes("-") ? new Expression.Negation(factor()) : trailed(atom());
  }

  private Expression trailed(Expression atom) {
    Expression of = atom;
    while (true) {
      if (tokens.takes("(")) {
        of = call(of);
      } else if (tokens.takes("[")) {
        of = new Expression.Subscript(of, indices());
      } else if (tokens.takes(".")) {
        of = new Expression.Attribute(of, tokens.take());
      } else {
        return of;
      }
    }
  }

  private Expression call(Expression function) {
    List<Expression> arguments = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!tokens.takes(")")) {
      Expression argument = expression();
      if (tokens.takes("=")) {
        named.put(((Expression.Name) argument).name(), expression());
      } else {
        arguments.add(argument);
      }
      if (!tokens.peek().equals(")")) {
        tokens.require(",");
      }
    }
    return new Expression.Call(function, arguments, named);
  }

  private List<Expression> indices() {
    List<Expression> indices = new ArrayList<>();
    while (!tokens.takes("]")) {
      Expression begin = tokens.peek().equals(":") ? null : expression();
      if (tokens.takes(":")) {
        boolean open = Set.of(",", "]").contains(tokens.peek());
        indices.add(new Expression.Range(begin, open ? null : expression()));
      } else {
        indices.add(begin);
      }
      tokens.takes(",");
    }
    return indices;
  }

  private Expression atom() {
    String token = tokens.take();
    if (token.equals("[")) {
      return sequence("]");
    } else if (token.equals("(")) {
      return sequence(")");
    } else if (token.startsWith("\"")) {
      return new Expression.Literal(token.substring(1, token.length() - 1));
    } else if (Character.isDigit(token.charAt(0))) {
      boolean whole = !token.contains(".");
      return new Expression.Literal(
          whole ? (Object) Long.valueOf(token) : (Object) Double.valueOf(token));
    }
    return switch (token) {
      case "None" -> new Expression.Literal(null);
      case "True" -> new Expression.Literal(true);
      case "False" -> new Expression.Literal(false);
      default -> new Expression.Name(token);
    };
  }

  /** What follows an opening bracket: a sequence, a comprehension, or an expression in brackets. */
  private Expression sequence(String close) {
    List<Expression> items = new ArrayList<>();
    boolean comma = close.equals("]");
    while (!tokens.takes(close)) {
      items.add(tokens.takes("*") ? new Expression.Starred(expression()) : expression());
      if (tokens.takes("for")) {
        List<String> targets = targets();
        Expression loop = new Expression.Comprehension(items.get(0), targets, expression());
        tokens.require(close);
        return loop;
      }
      if (!tokens.peek().equals(close)) {
        tokens.require(",");
        comma = true;
      }
    }
    return comma ? new Expression.Sequence(items) : items.get(0);
  }

  /** {@code a, b in}. */
  List<String> targets() {
    List<String> targets = new ArrayList<>(List.of(tokens.take()));
    while (tokens.takes(",")) {
      targets.add(tokens.take());
    }
    tokens.require("in");
    return targets;
  }
}
