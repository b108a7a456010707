package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;

/** Parses one string literal. The cursor must be at its opening quote. */
final class StringLiteral {
  private final SourceText source;
  private final Cursor cursor;
  private final int line;
  private final int column;
  private final StringBuilder text = new StringBuilder();

  /** {@code line} and {@code column} are those of the literal with its prefix. */
  StringLiteral(SourceText source, Cursor cursor, int line, int column) {
    this.source = source;
    this.cursor = cursor;
    this.line = line;
    this.column = column;
  }

  /** The value of the literal; a raw literal keeps its backslashes. */
  String read(boolean isRaw) {
    String quote = Character.toString(cursor.peek());
    boolean isTriple = cursor.startsWith(quote.repeat(3));
    String end = isTriple ? quote.repeat(3) : quote;
    cursor.skip(end.length());
    while (!cursor.startsWith(end)) {
      int next = cursor.peek();
      if (next == Cursor.END || (next == '\n' && !isTriple)) {
        throw source.refusal(line, column, "the string is not closed", "end it with " + end);
      }
      cursor.next();
      if (next != '\\' || cursor.peek() == Cursor.END) {
        text.appendCodePoint(next);
      } else if (isRaw) {
        text.append('\\').appendCodePoint(cursor.next());
      } else {
        escape();
      }
    }
    cursor.skip(end.length());
    return text.toString();
  }

  /** The character of an escape. */
  private void escape() {
    int escaped = cursor.next();
    switch (escaped) {
      case '\n' -> {}
      case '\\', '\'', '"' -> text.append((char) escaped);
      case 'a' -> text.append('\u0007');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'v' -> text.append('\u000B');
      case 'x' -> text.appendCodePoint(hexadecimal(2));
      case 'u' -> text.appendCodePoint(hexadecimal(4));
      case 'U' -> text.appendCodePoint(hexadecimal(8));
      case 'N' -> throw badEscape("a named character is not supported");
      case '0', '1', '2', '3', '4', '5', '6', '7' -> text.appendCodePoint(octal(escaped - '0'));
      default -> text.append('\\').appendCodePoint(escaped);
    }
  }

  private int octal(int first) {
    int value = first;
    for (int i = 0; i < 2 && cursor.peek() >= '0' && cursor.peek() <= '7'; i++) {
      value = value * 8 + cursor.next() - '0';
    }
    return value;
  }

  private int hexadecimal(int digits) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = cursor.peek() < 128 ? Character.digit(cursor.peek(), 16) : -1;
      if (digit < 0) {
        throw badEscape("this escape needs " + digits + " hexadecimal digits");
      }
      value = value * 16 + digit;
      cursor.next();
    }
    boolean isSurrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    if (value > Character.MAX_CODE_POINT || isSurrogate) {
      throw badEscape(String.format("U+%04X is not a character", value));
    }
    return (int) value;
  }

  private Refusal badEscape(String message) {
    return source.refusal(cursor.line(), cursor.column() - 1, message, null);
  }
}
