package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of a text, read one after the other. */
final class Tokens {
  private final SourceText source;
  private final List<Token> tokens;
  private int position;

  /** The last of {@code tokens} is {@link Kind#END}, which is never consumed. */
  Tokens(SourceText source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(position);
  }

  Token peekSecond() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  int position() {
    return position;
  }

  /** The tokens from a position to the next one. */
  List<Token> since(int begin) {
    return tokens.subList(begin, position);
  }

  Token next() {
    Token token = peek();
    position = Math.min(position + 1, tokens.size() - 1);
    return token;
  }

  void skipLines() {
    while (peek().kind() == Kind.NEWLINE) {
      next();
    }
  }

  /** Whether the next token is {@code closing}; null is the end of the text. */
  boolean isAt(@Nullable String closing) {
    if (closing == null) {
      skipLines();
      return peek().kind() == Kind.END;
    }
    return peek().is(closing);
  }

  /** Consumes a comma; otherwise the next token must be {@code closing}, which stays. */
  void commaOr(@Nullable String closing) {
    boolean isClosed = isAt(closing);
    if (peek().is(",")) {
      next();
    } else if (!isClosed) {
      throw unexpected(
          peek(), "expected " + (closing == null ? "','" : "',' or '" + closing + "'"));
    }
  }

  /** The refusal of an unexpected token. */
  Refusal unexpected(Token token, String expected) {
    boolean isWord = token.kind() == Kind.NAME && Keywords.isKeyword(token.text());
    boolean isPunctuation = ",;:=.()[]{}".contains(token.text());
    if (isWord || (token.kind() == Kind.OPERATOR && !isPunctuation)) {
      return refusal(token, token.described() + " is not supported here", ValueParser.ACCEPTED);
    }
    return refusal(token, expected + " (got " + token.described() + ")", null);
  }

  Refusal refusal(Token token, String message, @Nullable String help) {
    return refusal(token.line(), token.column(), message, help);
  }

  Refusal refusal(int line, int column, String message, @Nullable String help) {
    return source.refusal(line, column, message, help);
  }
}
