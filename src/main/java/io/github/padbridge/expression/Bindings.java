package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Token.Kind;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.expression.Value.Name;
import io.github.padbridge.json.JsonValue.JsonArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of a file with one meaning throughout: names that the file binds once, to a literal or
 * to another name.
 */
public final class Bindings {
  /** The tokens of a constant. */
  private static final int LONGEST = 64;

  private static final Set<String> AUGMENTED =
      Set.of("+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "&=", "|=", "^=", "<<=", ">>=");

  /** Keywords that bind all names after them, up to a colon. */
  private static final Set<String> BINDING = Set.of("global", "nonlocal", "del", "case");

  private final SourceText text;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Literal> literals = new HashMap<>();
  private final List<Statement.Import> imports = new ArrayList<>();
  private final List<Statement.Import> aliases = new ArrayList<>();
  private final Constants constants = new Constants(literals::get);

  Bindings(SourceText text, List<List<Token>> statements) {
    this.text = text;
    statements.forEach(this::count);
    statements.forEach(this::read);
    imports.forEach(imported -> literals.remove(imported.name()));
  }

  public List<Statement.Import> imports() {
    return imports;
  }

  /** The names bound to other names, such as {@code L = keras.layers}. */
  public List<Statement.Import> aliases() {
    return aliases;
  }

  /** Whether the file defines a name, by an assignment, a function or a class. */
  public boolean isOwn(String name) {
    return counts.containsKey(name)
        && Stream.concat(imports.stream(), aliases.stream())
            .noneMatch(known -> known.name().equals(name));
  }

  /** The call with names replaced by their literals. */
  public Call filled(Call call) {
    return constants.in(call);
  }

  private void count(List<Token> statement) {
    String word = statement.get(0).text();
    if (word.equals("import") || word.equals("from")) {
      return;
    }
    int equals = lastEquals(statement);
    boolean bindsAll = BINDING.contains(word);
    boolean isDef = word.equals("def") || word.equals("async");
    boolean inHeader = false;
    int depth = 0;
    int loop = 0;
    for (int i = 0; i < statement.size(); i++) {
      Token token = statement.get(i);
      depth += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
      depth -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
      Token before = i == 0 ? token : statement.get(i - 1);
      Token after = i + 1 < statement.size() ? statement.get(i + 1) : token;
      if (token.kind() != Kind.NAME) {
        inHeader = inHeader && !token.is(":");
        bindsAll = bindsAll && !token.is(":");
        continue;
      }
      loop += token.text().equals("for") ? 1 : 0;
      loop -= token.text().equals("in") && loop > 0 ? 1 : 0;
      inHeader = inHeader || token.text().equals("lambda");
      boolean opens = before.is("(") || before.is(",") || before.is("*") || before.is("**");
      boolean isParameter = opens && (inHeader || (isDef && depth == 1));
      boolean follows =
          before.kind() == Kind.NAME
              && Set.of("lambda", "def", "class", "as").contains(before.text());
      boolean isTarget = i < equals && !before.is(".") && !after.is(".") && !after.is("(");
      if (bindsAll || isParameter || follows || isTarget || loop > 0 || after.is(":=")) {
        counts.merge(token.text(), 1, Integer::sum);
      }
    }
  }

  /** The index of the last = of a statement; -1 if there is none. */
  private static int lastEquals(List<Token> statement) {
    int depth = 0;
    int last = -1;
    for (int i = 0; i < statement.size(); i++) {
      Token token = statement.get(i);
      depth += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
      depth -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
      boolean assigns =
          token.is("=") || (token.kind() == Kind.OPERATOR && AUGMENTED.contains(token.text()));
      last = depth == 0 && assigns ? i : last;
    }
    return last;
  }

  private void read(List<Token> statement) {
    Token first = statement.get(0);
    try {
      if (first.text().equals("import") || first.text().equals("from")) {
        List<Statement> read = new ArrayList<>();
        new ImportParser(StatementCalls.tokens(text, statement)).read(read);
        read.forEach(imported -> imports.add((Statement.Import) imported));
        // It may bind any name.
        read.stream()
            .filter(imported -> ((Statement.Import) imported).name().equals("*"))
            .forEach(star -> literals.clear());
        return;
      }
      boolean isOnce =
          first.kind() == Kind.NAME
              && statement.size() > 2
              && statement.get(1).is("=")
              && counts.getOrDefault(first.text(), 0) == 1;
      if (isOnce) {
        assign(first, statement.subList(2, statement.size()));
      }
    } catch (Refusal refusal) {
      // Unsupported values bind nothing.
    }
  }

  private static boolean isFlat(Literal literal) {
    return !(literal.value() instanceof JsonArray array)
        || array.items().stream().noneMatch(JsonArray.class::isInstance);
  }

  private void assign(Token name, List<Token> value) {
    Tokens tokens = StatementCalls.tokens(text, value);
    Value read = constants.in(new CallParser(tokens, ExpressionParser::new).value());
    if (tokens.peek().kind() != Kind.END) {
      return;
    }
    // A list may change, and nested tuples of names may grow without limit.
    boolean isFixed = value.size() <= LONGEST && value.stream().noneMatch(token -> token.is("["));
    if (read instanceof Literal literal && isFixed && isFlat(literal)) {
      literals.put(name.text(), literal);
    } else if (read instanceof Name other) {
      aliases.add(new Statement.Import(name.text(), other.dotted(), name.line(), name.column()));
    }
  }
}
