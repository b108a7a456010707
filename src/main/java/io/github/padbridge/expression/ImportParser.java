package io.github.padbridge.expression;

import io.github.padbridge.expression.Token.Kind;
import java.util.List;

/** Parses {@code import a.b as c} and {@code from a import b as c}. */
final class ImportParser {
  private final Tokens tokens;

  ImportParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Adds the imported names, except names that are their own full name. */
  void read(List<Statement> statements) {
    Token word = tokens.next();
    String module = "";
    if (word.text().equals("from")) {
      module = dotted() + ".";
      if (!tokens.next().text().equals("import")) {
        throw tokens.unexpected(word, "expected 'import' after the module");
      }
    }
    boolean bracket = tokens.peek().is("(");
    if (bracket) {
      tokens.next();
    }
    while (!isAtEnd()) {
      Token first = tokens.peek();
      String name = dotted();
      String alias = name;
      if (tokens.peek().text().equals("as")) {
        tokens.next();
        alias = dotted();
      }
      if (!alias.equals(module + name)) {
        statements.add(new Statement.Import(alias, module + name, first.line(), first.column()));
      }
      if (tokens.peek().is(",")) {
        tokens.next();
      }
    }
    if (bracket) {
      tokens.next();
    }
  }

  private boolean isAtEnd() {
    Token next = tokens.peek();
    return next.kind() == Kind.NEWLINE || next.kind() == Kind.END || next.is(";") || next.is(")");
  }

  /** A module name, with the leading dots of a relative one, or a star. */
  private String dotted() {
    StringBuilder dotted = new StringBuilder();
    Token first = tokens.peek();
    while (tokens.peek().is(".") || tokens.peek().is("...")) {
      dotted.append(tokens.next().text());
    }
    if (tokens.peek().is("*")) {
      return tokens.next().text();
    }
    while (tokens.peek().kind() == Kind.NAME && !Keywords.isKeyword(tokens.peek().text())) {
      dotted.append(tokens.next().text());
      if (!tokens.peek().is(".")) {
        break;
      }
      dotted.append(tokens.next().text());
    }
    if (dotted.isEmpty()) {
      throw tokens.unexpected(first, "expected a module name");
    }
    return dotted.toString();
  }
}
