package io.github.padbridge.expression;

import io.github.padbridge.expression.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Statements in one spelling: without comments, lines of nothing but a string, blank lines, the
 * width of indentations, line breaks in brackets, and the commas before a closing bracket that
 * change nothing.
 */
final class UniformCode {
  private final List<Token> tokens;
  private final StringBuilder code = new StringBuilder();
  private final Deque<Integer> indentations = new ArrayDeque<>();
  private final Deque<Bracket> open = new ArrayDeque<>();

  /** An open bracket: whether a comma at its end changes nothing. */
  private record Bracket(boolean isPlain) {}

  private UniformCode(List<Token> tokens) {
    this.tokens = tokens;
  }

  static String of(List<Token> tokens) {
    return new UniformCode(tokens).text();
  }

  private String text() {
    boolean isFirst = true;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.NEWLINE) {
        isFirst = true;
      } else if (isFirst && token.kind() == Kind.STRING && isLast(i)) {
        isFirst = false;
      } else {
        if (isFirst) {
          indent(token.column());
        }
        isFirst = false;
        add(token, i);
      }
    }
    return code.toString();
  }

  private boolean isLast(int index) {
    return index + 1 == tokens.size() || tokens.get(index + 1).kind() == Kind.NEWLINE;
  }

  /** Begins a line with the depth of its block. */
  private void indent(int column) {
    while (!indentations.isEmpty() && indentations.peek() > column) {
      indentations.pop();
    }
    if (indentations.isEmpty() || indentations.peek() < column) {
      indentations.push(column);
    }
    code.append('\n').append(indentations.size());
  }

  private void add(Token token, int index) {
    if (token.is("(") || token.is("[") || token.is("{")) {
      open.push(new Bracket(token.is("{") || isAfterValue(index) == token.is("(")));
    } else if (token.is(")") || token.is("]") || token.is("}")) {
      open.poll();
    }
    boolean isNoise =
        token.is(",") && !open.isEmpty() && open.peek().isPlain() && isClosing(index + 1);
    if (!isNoise) {
      code.append(' ').append(token.kind()).append(' ').append(token.text());
    }
  }

  /** Whether a bracket follows a value: a call or a subscript, and not a tuple or a list. */
  private boolean isAfterValue(int index) {
    Token before = index == 0 ? null : tokens.get(index - 1);
    return before != null
        && ((before.kind() == Kind.NAME && !Keywords.isKeyword(before.text()))
            || before.is(")")
            || before.is("]"));
  }

  private boolean isClosing(int index) {
    Token after = tokens.get(Math.min(index, tokens.size() - 1));
    return after.is(")") || after.is("]") || after.is("}");
  }
}
