package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A Python file of which only the calls are read that are asked for. Nothing is run: what stands
 * around a call need not be understood.
 */
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

  /** The faults of the lines that are passed over in part. */
  public List<Fault> passed() {
    return passed;
  }

  /** What the names of the file stand for. */
  public Bindings bindings() {
    return bindings;
  }

  /** The calls whose callee is wanted, in order. Calls in the arguments of a wanted one are not. */
  public List<CallSite> calls(Predicate<String> isWanted) {
    List<CallSite> sites = new ArrayList<>();
    for (List<Token> statement : statements) {
      sites.addAll(new StatementCalls(text, statement, isWanted).read());
    }
    return sites;
  }

  /** The tokens of each simple statement, and of each line that begins a compound one. */
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
