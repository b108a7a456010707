package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A Python file, from which selected calls are read. Nothing is run, and other code is ignored. */
public final class PythonFile {
  private final SourceText text;
  private final List<Fault> passed = new ArrayList<>();
  private final List<List<Token>> statements;
  private final Bindings bindings;

  public PythonFile(SourceText text) {
    this.text = text;
    this.statements = statements(Lexer.tokens(text, passed));
    this.bindings = new Bindings(text, statements);
  }

  /** The faults of partly skipped lines. */
  public List<Fault> passed() {
    return passed;
  }

  /** The names that the file binds. */
  public Bindings bindings() {
    return bindings;
  }

  /** The selected calls in order, without calls in the arguments of a selected one. */
  public List<CallSite> calls(Predicate<String> isWanted) {
    List<CallSite> sites = new ArrayList<>();
    for (List<Token> statement : statements) {
      sites.addAll(new StatementCalls(text, statement, isWanted).read());
    }
    return sites;
  }

  /** The tokens of each simple statement and of the first line of each compound statement. */
  private static List<List<Token>> statements(List<Token> tokens) {
    List<List<Token>> statements = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.NEWLINE || token.kind() == Kind.END || token.is(";")) {
        if (i > begin) {
          statements.add(tokens.subList(begin, i));
        }
        begin = i + 1;
      }
    }
    return statements;
  }
}
