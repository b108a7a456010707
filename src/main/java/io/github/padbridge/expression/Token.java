package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Abridged;

/**
 * A Python token.
 *
 * @param text as written; for a string, its value
 * @param line 1-based line of its first letter
 * @param column its 1-based column, in code points
 */
record Token(Kind kind, String text, int line, int column) {
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    OPERATOR,
    /** The end of a line outside brackets. */
    NEWLINE,
    END
  }

  boolean is(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  /** The token for messages. */
  String described() {
    return switch (kind) {
      case NAME, NUMBER, OPERATOR -> "'" + Abridged.of(text) + "'";
      case STRING -> "a string";
      case NEWLINE -> "the end of the line";
      case END -> "the end";
    };
  }
}
