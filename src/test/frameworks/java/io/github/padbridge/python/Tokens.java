package io.github.padbridge.python;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a logical line, read from the left. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<comment>#.*)|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<number>\\d+(?:\\.\\d+)?)"
              + "|(?<name>[A-Za-z_]\\w*)|(?<operator>//|->|[-+*/%(){}\\[\\],:.=<>]))");

  private final List<String> tokens = new ArrayList<>();
  private int next;

  Tokens(String line) {
    Matcher matcher = TOKEN.matcher(line);
    int at = 0;
    while (at < line.stripTrailing().length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException("no token at " + at + " of " + line);
      }
      at = matcher.end();
      if (matcher.group("comment") == null) {
        tokens.add(matcher.group().strip());
      }
    }
  }

  boolean isEmpty() {
    return next == tokens.size();
  }

  /** The next token, empty at the end. */
  String peek() {
    return isEmpty() ? "" : tokens.get(next);
  }

  String take() {
    return tokens.get(next++);
  }

  /** Takes the next token if it is this one. */
  boolean takes(String token) {
    boolean is = peek().equals(token);
    next += is ? 1 : 0;
    return is;
  }

  void require(String token) {
    if (!takes(token)) {
      throw new IllegalArgumentException("wants " + token + " at " + next + " of " + tokens);
    }
  }

  /** How many brackets are open at the end. */
  int depth() {
    int depth = 0;
    for (String token : tokens) {
      depth += "([{".contains(token) ? 1 : ")]}".contains(token) ? -1 : 0;
    }
    return depth;
  }
}
