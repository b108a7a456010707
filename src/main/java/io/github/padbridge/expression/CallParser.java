package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Token.Kind;
import io.github.padbridge.expression.Value.Name;
import io.github.padbridge.expression.Value.Nested;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Parses one Python call such as {@code nn.Conv2d(3, 64, kernel_size=(7, 7), bias=False)}.
 * Evaluates integer arithmetic only; names stay names.
 */
public final class CallParser {
  /** The longest text that is read. Far longer than any layer. */
  static final int LONGEST = 1 << 16;

  private final Tokens tokens;
  private final ValueParser values;

  /** {@code values} creates the parser of the arguments. */
  CallParser(Tokens tokens, BiFunction<Tokens, CallParser, ValueParser> values) {
    this.tokens = tokens;
    this.values = values.apply(tokens, this);
  }

  /**
   * Parses a text that is one call, with comments and a trailing comma or semicolon allowed.
   *
   * @param source where the text came from, as {@link
   *     io.github.padbridge.diagnostic.Place#source()}
   * @throws Refusal if it is not one call, or has arguments other than literals, names and calls
   */
  public static Call parse(String source, String text) {
    return of(source, text).whole();
  }

  /**
   * Parses a text that is a list of arguments, such as {@code padding=(1, 0)}, as a call of {@code
   * name}.
   *
   * @throws Refusal as {@link #parse}
   */
  public static Call parseArguments(String source, String text, String name) {
    CallParser parser = of(source, text);
    parser.tokens.skipLines();
    Token first = parser.tokens.peek();
    List<CallArgument> arguments = parser.arguments(null);
    return new Call(name, arguments, first.line(), first.column());
  }

  private static CallParser of(String source, String text) {
    requireShort(source, text, "a call");
    SourceText sourceText = new SourceText(source, text);
    return new CallParser(new Tokens(sourceText, Lexer.tokens(sourceText)), ValueParser::new);
  }

  static void requireShort(String source, String text, String what) {
    if (text.length() > LONGEST) {
      throw new Refusal(
          Fault.at(
              Place.of(source),
              "this text is too long for " + what + " (got " + text.length() + " characters)",
              "at most " + LONGEST + " are supported"));
    }
  }

  private Call whole() {
    tokens.skipLines();
    Token first = tokens.peek();
    if (first.kind() == Kind.END) {
      throw tokens.refusal(
          first, "there is no call in this text", "give a call such as nn.Conv2d(3, 64, 7)");
    }
    if (first.kind() == Kind.NAME && Keywords.isKeyword(first.text())) {
      throw tokens.refusal(
          first, "this is a Python statement or expression, not a call", "give the call alone");
    }
    if (first.kind() != Kind.NAME) {
      throw tokens.refusal(
          first, "a call must start with a name (got " + first.described() + ")", null);
    }
    Name name = name();
    if (!tokens.peek().is("(")) {
      throw notACall(name);
    }
    Call call = call(name);
    refuseWhatFollows();
    return call;
  }

  private Refusal notACall(Name name) {
    Token next = tokens.peek();
    if (next.is("=")) {
      return tokens.refusal(
          next, "this is an assignment, not a call", "remove '" + name.quoted() + " ='");
    }
    return tokens.refusal(
        next, "expected '(' after " + name.quoted() + " (got " + next.described() + ")", null);
  }

  private void refuseWhatFollows() {
    Token next = tokens.peek();
    if (next.is("(") || next.is(".") || next.is("[")) {
      throw tokens.refusal(
          next, "the result of the call is used", "give only the call, up to its ')'");
    }
    tokens.skipLines();
    if (tokens.peek().is(",") || tokens.peek().is(";")) {
      tokens.next();
    }
    tokens.skipLines();
    Token last = tokens.peek();
    if (last.is("|")) {
      throw tokens.refusal(last, Expression.Unread.NO_PIPE, Expression.Unread.STEPS);
    }
    if (last.kind() != Kind.END) {
      throw tokens.refusal(
          last,
          "unexpected text after the call (got " + last.described() + ")",
          "give one call at a time");
    }
  }

  /** Parses a dotted name from the next token on. */
  Name name() {
    Token first = tokens.peek();
    StringBuilder dotted = new StringBuilder(part(tokens.next()));
    while (tokens.peek().is(".")) {
      tokens.next();
      dotted.append('.').append(part(tokens.next()));
    }
    return new Name(dotted.toString(), first.line(), first.column());
  }

  private String part(Token token) {
    if (token.kind() != Kind.NAME) {
      throw tokens.refusal(
          token, "expected a name after the dot (got " + token.described() + ")", null);
    }
    if (Keywords.isKeyword(token.text())) {
      throw tokens.refusal(
          token, "'" + token.text() + "' is a Python keyword, not a name", ValueParser.ACCEPTED);
    }
    return token.text();
  }

  /** Parses a call of {@code name} from its bracket on. */
  Call call(Name name) {
    tokens.next();
    List<CallArgument> arguments = arguments(")");
    tokens.next();
    return new Call(name.dotted(), arguments, name.line(), name.column());
  }

  /** Parses arguments up to, and not including, {@code closing}; null is the end of the text. */
  private List<CallArgument> arguments(@Nullable String closing) {
    List<CallArgument> arguments = new ArrayList<>();
    Set<String> keywords = new HashSet<>();
    while (!tokens.isAt(closing)) {
      CallArgument argument = argument();
      if (argument.keyword() == null && !keywords.isEmpty()) {
        throw tokens.refusal(
            argument.line(),
            argument.column(),
            "a positional argument follows a keyword argument",
            "give it by name, or move it to the front");
      }
      if (argument.keyword() != null && !keywords.add(argument.keyword())) {
        throw tokens.refusal(
            argument.line(),
            argument.column(),
            "the argument '" + Abridged.of(argument.keyword()) + "' is given twice",
            null);
      }
      arguments.add(argument);
      tokens.commaOr(closing);
    }
    return arguments;
  }

  private CallArgument argument() {
    Token first = tokens.peek();
    if (first.kind() == Kind.NAME && tokens.peekSecond().is("=")) {
      String keyword = part(tokens.next());
      tokens.next();
      return new CallArgument(keyword, values.value(), first.line(), first.column());
    }
    return new CallArgument(null, values.value(), first.line(), first.column());
  }

  /** A value by itself. */
  Value value() {
    return values.value();
  }

  /** A name by itself, or a call of it. */
  Value nameOrCall() {
    Name name = name();
    return tokens.peek().is("(") ? new Nested(call(name)) : name;
  }
}
