package io.github.padbridge.expression;

/** Reads a text by code points and tracks line and column. */
final class Cursor {
  /** The result of {@link #peek()} at the end of the text. */
  static final int END = -1;

  private final String text;
  private int offset;
  private int line = 1;
  private int column = 1;

  Cursor(String text) {
    this.text = text;
  }

  /** The next code point; every line end is {@code \n}. */
  int peek() {
    if (offset >= text.length()) {
      return END;
    }
    int next = text.codePointAt(offset);
    return next == '\r' ? '\n' : next;
  }

  /** The code point after the next; the next must not be a line end. */
  int peekSecond() {
    int second = offset >= text.length() ? offset : text.offsetByCodePoints(offset, 1);
    return second < text.length() ? text.codePointAt(second) : END;
  }

  boolean startsWith(String prefix) {
    return text.startsWith(prefix, offset);
  }

  int next() {
    int next = peek();
    if (next == END) {
      return END;
    }
    offset += startsWith("\r\n") ? 2 : Character.charCount(next);
    line += next == '\n' ? 1 : 0;
    column = next == '\n' ? 1 : column + 1;
    return next;
  }

  void skip(int codePoints) {
    for (int i = 0; i < codePoints; i++) {
      next();
    }
  }

  int offset() {
    return offset;
  }

  /** The text from {@code start} to here, as written. */
  String since(int start) {
    return text.substring(start, offset);
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
