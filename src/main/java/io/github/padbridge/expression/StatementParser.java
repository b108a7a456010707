package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Expression.IsNone;
import io.github.padbridge.expression.Expression.Operation;
import io.github.padbridge.expression.Expression.Subscript;
import io.github.padbridge.expression.Statement.Assignment;
import io.github.padbridge.expression.Statement.Branch;
import io.github.padbridge.expression.Statement.ClassDefinition;
import io.github.padbridge.expression.Statement.Evaluation;
import io.github.padbridge.expression.Statement.Function;
import io.github.padbridge.expression.Statement.Return;
import io.github.padbridge.expression.Statement.Unfollowed;
import io.github.padbridge.expression.Token.Kind;
import io.github.padbridge.expression.Value.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parses Python statements: assignments, calls, functions, classes, imports. The column of the
 * first letter of a line is its indentation. Loops and branches are recognized but not parsed.
 */
public final class StatementParser {
  /** The limit of nested functions, classes and branches. */
  private static final int DEEPEST = 8;

  private static final Set<String> SKIPPED = Set.of("pass", "assert", "break", "continue");

  private static final Set<String> UNFOLLOWED =
      Set.of("if", "for", "while", "try", "raise", "async", "with", "global", "nonlocal");

  /** Keywords that continue an unsupported statement. */
  private static final Set<String> GOING_ON = Set.of("elif", "else", "except", "finally");

  private static final Set<String> AUGMENTED =
      Set.of("+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=");

  private final Tokens tokens;
  private final CallParser calls;
  private int depth;

  private StatementParser(Tokens tokens) {
    this.tokens = tokens;
    this.calls = new CallParser(tokens, ExpressionParser::new);
  }

  /**
   * Parses the statements of a text, which may also be calls, one on each line, with trailing
   * commas or semicolons.
   *
   * @throws Refusal if it is not supported Python; the faults point into the text
   */
  public static List<Statement> parse(SourceText text) {
    CallParser.requireShort(text.source(), text.text(), "a layer or a snippet");
    Tokens tokens = new Tokens(text, Lexer.tokens(text));
    return new StatementParser(tokens).block(0);
  }

  /** Parses the statements that are indented more than {@code column}. */
  private List<Statement> block(int column) {
    List<Statement> statements = new ArrayList<>();
    skipBlankLines();
    while (tokens.peek().kind() != Kind.END && tokens.peek().column() > column) {
      statement(statements);
      skipBlankLines();
    }
    return statements;
  }

  private void skipBlankLines() {
    tokens.skipLines();
    while (tokens.peek().is(";")) {
      tokens.next();
      tokens.skipLines();
    }
  }

  private void statement(List<Statement> statements) {
    Token first = tokens.peek();
    String word = first.kind() == Kind.NAME ? first.text() : "";
    if (first.is("@")) {
      decorated(statements);
    } else if (SKIPPED.contains(word)) {
      skipLine();
    } else if (word.equals("del")) {
      deletion(statements);
    } else if (GOING_ON.contains(word)) {
      skipLine();
      skipBlock(first.column());
    } else if (word.equals("import") || word.equals("from")) {
      new ImportParser(tokens).read(statements);
    } else if (word.equals("def")) {
      statements.add(function(List.of()));
    } else if (word.equals("class")) {
      statements.add(classDefinition(List.of()));
    } else if (word.equals("return")) {
      tokens.next();
      statements.add(new Return(isAtEnd() ? null : values(), first.line(), first.column()));
      endLine();
    } else if (word.equals("with") && isHarmless()) {
      skipLine();
      statements.addAll(block(first.column()));
    } else if (word.equals("if") && !tokens.peekSecond().text().equals("__name__")) {
      branch(statements);
    } else if (UNFOLLOWED.contains(word)) {
      unfollowed(first, statements);
    } else {
      simple(statements);
    }
  }

  /** {@code @decorator} lines and the function or class behind them. */
  private void decorated(List<Statement> statements) {
    List<Value> decorators = new ArrayList<>();
    while (tokens.peek().is("@")) {
      tokens.next();
      decorators.add(calls.value());
      endLine();
      skipBlankLines();
    }
    Token word = tokens.peek();
    if (word.text().equals("async")) {
      statement(statements);
    } else if (word.text().equals("class")) {
      statements.add(classDefinition(decorators));
    } else if (word.text().equals("def")) {
      statements.add(function(decorators));
    } else {
      throw tokens.unexpected(word, "expected def or class after a decorator");
    }
  }

  /** {@code with torch.no_grad():} and similar, which do not change the numbers. */
  private boolean isHarmless() {
    return Set.of("torch", "tf").contains(tokens.peekSecond().text());
  }

  /** Loops and branches; {@code if __name__ == "__main__":} is ignored with its block. */
  private void unfollowed(Token first, List<Statement> statements) {
    boolean isMain = first.text().equals("if") && tokens.peekSecond().text().equals("__name__");
    skipLine();
    skipBlock(first.column());
    if (!isMain) {
      statements.add(new Unfollowed(first.text(), first.line(), first.column()));
    }
  }

  /** {@code if bias is not None:}; other conditions are not supported. */
  private void branch(List<Statement> statements) {
    Token word = tokens.next();
    Value condition = calls.value();
    if (!(condition instanceof IsNone isNone) || !tokens.peek().is(":")) {
      unfollowed(word, statements);
      return;
    }
    List<Statement> then = suite(word);
    List<Statement> otherwise = new ArrayList<>();
    skipBlankLines();
    Token next = tokens.peek();
    boolean goesOn = next.kind() == Kind.NAME && next.column() == word.column();
    if (goesOn && next.text().equals("elif")) {
      unfollowed(next, otherwise);
    } else if (goesOn && next.text().equals("else")) {
      otherwise.addAll(suite(tokens.next()));
    }
    statements.add(new Branch(isNone, then, otherwise));
  }

  private void skipLine() {
    while (tokens.peek().kind() != Kind.NEWLINE && tokens.peek().kind() != Kind.END) {
      tokens.next();
    }
  }

  /** Names may be deleted; deleting an attribute or an item changes its owner. */
  private void deletion(List<Statement> statements) {
    Token del = tokens.next();
    boolean isOfNames = list().stream().allMatch(StatementParser::isPlainName);
    if (!isOfNames) {
      statements.add(new Unfollowed(del.text(), del.line(), del.column()));
    }
    endLine();
  }

  private static boolean isPlainName(Value value) {
    return value instanceof Name name && name.dotted().indexOf('.') < 0;
  }

  private void skipBlock(int column) {
    skipBlankLines();
    while (tokens.peek().kind() != Kind.END && tokens.peek().column() > column) {
      skipLine();
      skipBlankLines();
    }
  }

  private Function function(List<Value> decorators) {
    int begin = tokens.position();
    Token def = tokens.next();
    Token name = tokens.next();
    if (name.kind() != Kind.NAME || !tokens.peek().is("(")) {
      throw tokens.unexpected(name, "expected a function name and '(' after def");
    }
    tokens.next();
    List<Function.Parameter> parameters = new ArrayList<>();
    while (!tokens.peek().is(")")) {
      parameter(parameters);
      tokens.commaOr(")");
    }
    tokens.next();
    List<Statement> body = suite(def);
    String code = UniformCode.of(tokens.since(begin));
    return new Function(decorators, name.text(), parameters, body, code, def.line(), def.column());
  }

  private void parameter(List<Function.Parameter> parameters) {
    Token token = tokens.next();
    if (token.is("/") || (token.is("*") && (tokens.peek().is(",") || tokens.peek().is(")")))) {
      return;
    }
    Token name = token.is("*") || token.is("**") ? tokens.next() : token;
    if (name.kind() != Kind.NAME) {
      throw tokens.unexpected(name, "expected a parameter name");
    }
    if (tokens.peek().is(":")) {
      tokens.next();
      calls.value();
    }
    Value byDefault = null;
    if (tokens.peek().is("=")) {
      tokens.next();
      byDefault = calls.value();
    }
    parameters.add(new Function.Parameter(name.text(), byDefault));
  }

  private ClassDefinition classDefinition(List<Value> decorators) {
    Token word = tokens.next();
    Token name = tokens.next();
    if (name.kind() != Kind.NAME) {
      throw tokens.unexpected(name, "expected a class name");
    }
    return new ClassDefinition(decorators, name.text(), suite(word), word.line(), word.column());
  }

  /** The body of a function or class, on the same line or indented below it. */
  private List<Statement> suite(Token owner) {
    if (++depth > DEEPEST) {
      throw tokens.refusal(owner, "blocks are nested more than " + DEEPEST + " deep", null);
    }
    int open = 0;
    while (open > 0 || !tokens.peek().is(":")) {
      Token token = tokens.next();
      if (token.kind() == Kind.NEWLINE || token.kind() == Kind.END) {
        throw tokens.unexpected(token, "expected ':'");
      }
      open += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
      open -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
    }
    tokens.next();
    List<Statement> body = new ArrayList<>();
    if (tokens.peek().kind() == Kind.NEWLINE) {
      body = block(owner.column());
    } else {
      while (!isAtEnd()) {
        statement(body);
      }
    }
    depth--;
    return body;
  }

  private void simple(List<Statement> statements) {
    List<Value> values = list();
    Token next = tokens.peek();
    if (next.is(":") && values.size() == 1) {
      tokens.next();
      calls.value();
      next = tokens.peek();
    }
    if (next.is("=")) {
      assignment(values, statements);
    } else if (next.kind() == Kind.OPERATOR && AUGMENTED.contains(next.text())) {
      tokens.next();
      String operator = next.text().substring(0, next.text().length() - 1);
      Value sum = new Operation(operator, values.get(0), list().get(0), next.line(), next.column());
      statements.add(assigned(values, sum, true));
    } else {
      values.forEach(value -> statements.add(new Evaluation(value)));
    }
    endLine();
  }

  private void assignment(List<Value> first, List<Statement> statements) {
    List<List<Value>> targets = new ArrayList<>();
    List<Value> last = first;
    Token begin = tokens.peek();
    while (tokens.peek().is("=")) {
      targets.add(last);
      tokens.next();
      begin = tokens.peek();
      last = list();
    }
    Value value = whole(last, begin);
    for (List<Value> names : targets) {
      statements.add(assigned(names, value, false));
      // The others are names of the same value.
      boolean isName = names.size() == 1 && names.get(0) instanceof Name;
      value = isName ? names.get(0) : value;
    }
  }

  private Assignment assigned(List<Value> targets, Value value, boolean augmented) {
    List<Value> all =
        targets.size() == 1 && targets.get(0) instanceof Value.Sequence sequence
            ? sequence.items()
            : targets;
    for (Value target : all) {
      boolean isTarget =
          target instanceof Name
              || target instanceof Subscript
              || target instanceof Expression.Member;
      if (!isTarget) {
        throw tokens.refusal(
            target.line(),
            target.column(),
            "this cannot be assigned to (got " + target.described() + ")",
            null);
      }
    }
    return new Assignment(all, value, augmented);
  }

  private Value values() {
    Token first = tokens.peek();
    return whole(list(), first);
  }

  private static Value whole(List<Value> values, Token first) {
    return values.size() == 1 ? values.get(0) : ValueParser.sequence(values, first);
  }

  /** Comma-separated values up to the end of the statement or an equals sign. */
  private List<Value> list() {
    List<Value> values = new ArrayList<>();
    values.add(calls.value());
    while (tokens.peek().is(",")) {
      tokens.next();
      if (isAtEnd() || tokens.peek().is("=")) {
        break;
      }
      values.add(calls.value());
    }
    return values;
  }

  private boolean isAtEnd() {
    Token next = tokens.peek();
    return next.kind() == Kind.NEWLINE || next.kind() == Kind.END || next.is(";");
  }

  private void endLine() {
    if (!isAtEnd()) {
      throw tokens.unexpected(tokens.peek(), "expected the end of the line");
    }
    if (tokens.peek().is(";")) {
      tokens.next();
    }
  }
}
