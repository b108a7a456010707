package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into Python tokens and checks its brackets. In a file, an unknown character skips
 * only the rest of its line, and a statement keyword closes unmatched brackets.
 */
final class Lexer {
  /** The operators and delimiters of Python, longer ones first. */
  private static final List<String> OPERATORS =
      List.of(
          "**=", "//=", ">>=", "<<=", "...", "**", "//", "==", "!=", "<=", ">=", "->", "+=", "-=",
          "*=", "/=", "%=", "@=", "&=", "|=", "^=", "<<", ">>", ":=", "(", ")", "[", "]", "{", "}",
          ",", ":", ";", ".", "=", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">");

  private static final Set<String> STRING_PREFIXES =
      Set.of("r", "u", "b", "f", "t", "br", "rb", "fr", "rf", "tr", "rt");

  /** Keywords that start a statement and cannot be in brackets. */
  private static final Set<String> OUTSIDE =
      Set.of("def", "class", "import", "return", "while", "with", "try", "raise", "del", "pass");

  private final SourceText source;
  private final Cursor cursor;

  /** Receives the faults of skipped text; null if faults are thrown. */
  private final @Nullable List<Fault> passed;

  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Token> open = new ArrayDeque<>();

  private Lexer(SourceText source, @Nullable List<Fault> passed) {
    this.source = source;
    this.cursor = new Cursor(source.text());
    this.passed = passed;
  }

  /** The tokens of the text; the last is {@link Kind#END}. */
  static List<Token> tokens(SourceText source) {
    return new Lexer(source, null).run();
  }

  /**
   * The tokens of a file.
   *
   * @param passed receives the faults of lines whose rest is skipped
   */
  static List<Token> tokens(SourceText source, List<Fault> passed) {
    return new Lexer(source, passed).run();
  }

  private List<Token> run() {
    while (cursor.peek() != Cursor.END) {
      try {
        read();
      } catch (Refusal refusal) {
        pass(refusal);
      }
    }
    requireClosed();
    add(Kind.END, "", cursor.line(), cursor.column());
    return tokens;
  }

  /** Continues at the next line. */
  private void pass(Refusal refusal) {
    if (passed == null) {
      throw refusal;
    }
    passed.addAll(refusal.faults());
    while (cursor.peek() != '\n' && cursor.peek() != Cursor.END) {
      cursor.next();
    }
    open.clear();
  }

  private void requireClosed() {
    if (open.isEmpty()) {
      return;
    }
    Refusal refusal = refusal(open.peek(), "the bracket is not closed", null);
    if (passed == null) {
      throw refusal;
    }
    passed.addAll(refusal.faults());
    open.clear();
  }

  /** Ends the statement before a keyword at the start of a line that cannot be in brackets. */
  private void leaveBrackets(String name, int line, int column) {
    boolean isFirst = tokens.isEmpty() || tokens.get(tokens.size() - 1).line() < line;
    if (passed != null && !open.isEmpty() && isFirst && OUTSIDE.contains(name)) {
      requireClosed();
      add(Kind.NEWLINE, "", line, column);
    }
  }

  private void read() {
    int next = cursor.peek();
    if (next == '\n') {
      int line = cursor.line();
      int column = cursor.column();
      cursor.next();
      if (open.isEmpty()) {
        add(Kind.NEWLINE, "", line, column);
      }
    } else if (isBlank(next)) {
      cursor.next();
    } else if (next == '#') {
      while (cursor.peek() != '\n' && cursor.peek() != Cursor.END) {
        cursor.next();
      }
    } else if (next == '\\') {
      continueLine();
    } else if (isDigit(next) || (next == '.' && isDigit(cursor.peekSecond()))) {
      number();
    } else if (next == '"' || next == '\'') {
      string("", cursor.line(), cursor.column());
    } else if (next == '_' || Character.isUnicodeIdentifierStart(next)) {
      name();
    } else {
      operator();
    }
  }

  /** White space of Python, and of text copied from web pages. */
  private static boolean isBlank(int codePoint) {
    return codePoint == ' '
        || codePoint == '\t'
        || codePoint == '\f'
        || codePoint == 0xA0
        || codePoint == 0xFEFF;
  }

  private static boolean isDigit(int codePoint) {
    return codePoint >= '0' && codePoint <= '9';
  }

  private void continueLine() {
    int line = cursor.line();
    int column = cursor.column();
    cursor.next();
    if (cursor.peek() != '\n') {
      throw source.refusal(line, column, "a backslash outside a string must end a line", null);
    }
    cursor.next();
  }

  private void number() {
    int line = cursor.line();
    int column = cursor.column();
    int start = cursor.offset();
    boolean isBased = cursor.peek() == '0' && "xXoObB".indexOf(cursor.peekSecond()) >= 0;
    int last = Cursor.END;
    while (isNumberPart(cursor.peek(), last, isBased)) {
      last = cursor.next();
    }
    add(Kind.NUMBER, cursor.since(start), line, column);
  }

  private static boolean isNumberPart(int next, int last, boolean isBased) {
    boolean isSignOfExponent =
        (next == '+' || next == '-') && (last == 'e' || last == 'E') && !isBased;
    return isSignOfExponent || next == '.' || (next != Cursor.END && isNamePart(next));
  }

  private static boolean isNamePart(int codePoint) {
    return codePoint == '_'
        || (Character.isUnicodeIdentifierPart(codePoint)
            && !Character.isIdentifierIgnorable(codePoint));
  }

  private void name() {
    int line = cursor.line();
    int column = cursor.column();
    int start = cursor.offset();
    while (cursor.peek() != Cursor.END && isNamePart(cursor.peek())) {
      cursor.next();
    }
    String name = cursor.since(start);
    boolean isQuoted = cursor.peek() == '"' || cursor.peek() == '\'';
    if (isQuoted && STRING_PREFIXES.contains(name.toLowerCase(Locale.ROOT))) {
      string(name.toLowerCase(Locale.ROOT), line, column);
    } else {
      leaveBrackets(name, line, column);
      add(Kind.NAME, name, line, column);
    }
  }

  private void string(String prefix, int line, int column) {
    if (passed != null && !prefix.matches("[ru]*")) {
      int start = cursor.offset();
      new StringLiteral(source, cursor, line, column).read(true);
      // An unknown value, like a name.
      add(Kind.NAME, prefix + cursor.since(start), line, column);
      return;
    }
    if (prefix.contains("b")) {
      throw source.refusal(
          line, column, "a bytes literal is not supported", "remove the b before the quote");
    }
    if (prefix.contains("f") || prefix.contains("t")) {
      throw source.refusal(line, column, "an f-string is not supported", "write the text itself");
    }
    String text = new StringLiteral(source, cursor, line, column).read(prefix.equals("r"));
    add(Kind.STRING, text, line, column);
  }

  private void operator() {
    String operator =
        OPERATORS.stream().filter(cursor::startsWith).findFirst().orElseThrow(this::unknown);
    Token token = add(Kind.OPERATOR, operator, cursor.line(), cursor.column());
    cursor.skip(operator.length());
    switch (operator) {
      case "(", "[", "{" -> open.push(token);
      case ")", "]", "}" -> close(token);
      default -> {}
    }
  }

  private void close(Token closing) {
    if (open.isEmpty() && passed != null && !passed.isEmpty()) {
      // A skipped line may have opened it.
      return;
    }
    if (open.isEmpty()) {
      throw refusal(closing, closing.described() + " closes no bracket", null);
    }
    Token opening = open.pop();
    int pair = "([{".indexOf(opening.text());
    if (pair != ")]}".indexOf(closing.text())) {
      throw refusal(
          closing,
          closing.described() + " does not close " + opening.described(),
          "close it with '" + ")]}".charAt(pair) + "'");
    }
  }

  private Refusal unknown() {
    int codePoint = cursor.peek();
    boolean isQuote = "\u2018\u2019\u201C\u201D\u00AB\u00BB\u201E".indexOf(codePoint) >= 0;
    boolean isDash = "\u2010\u2011\u2012\u2013\u2014\u2212".indexOf(codePoint) >= 0;
    String help = null;
    if (isQuote) {
      help = "use a plain quotation mark: \" or '";
    } else if (isDash) {
      help = "use a plain -";
    }
    String message = String.format("U+%04X is not valid in Python", codePoint);
    return source.refusal(cursor.line(), cursor.column(), message, help);
  }

  private Token add(Kind kind, String text, int line, int column) {
    Token token = new Token(kind, text, line, column);
    tokens.add(token);
    return token;
  }

  private Refusal refusal(Token token, String message, @Nullable String help) {
    return source.refusal(token.line(), token.column(), message, help);
  }
}
