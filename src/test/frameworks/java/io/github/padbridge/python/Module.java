package io.github.padbridge.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of a module, by their names. */
public final class Module {
  private final Map<String, Statement.Function> functions = new LinkedHashMap<>();

  /**
   * A line of Python, however many lines of text it takes.
   *
   * @param level by how many steps it is indented
   */
  private record Line(int level, Tokens tokens) {}

  private Module() {}

  /** The module of a text, of which the table at the end is left out. */
  public static Module of(String text) {
    Module module = new Module();
    Deque<Line> lines = lines(text.substring(0, text.indexOf("\nLAYERS = {")));
    for (Statement statement : block(lines, 0)) {
      if (statement instanceof Statement.Function function) {
        module.functions.put(function.name(), function);
      }
    }
    return module;
  }

  Map<String, Statement.Function> functions() {
    return functions;
  }

  private static Deque<Line> lines(String text) {
    Deque<Line> lines = new ArrayDeque<>();
    // Docstrings hold no code.
    String code = text.replaceAll("(?s)\"\"\".*?\"\"\"", "");
    StringBuilder open = new StringBuilder();
    for (String line : code.lines().toList()) {
      // A comment ends with its line of text.
      open.append(line.replaceAll("\\s+#.*", ""));
      Tokens tokens = new Tokens(open.toString());
      if (tokens.depth() == 0) {
        if (!tokens.isEmpty()) {
          String whole = open.toString();
          lines.add(new Line((whole.length() - whole.stripLeading().length()) / 4, tokens));
        }
        open.setLength(0);
      }
    }
    return lines;
  }

  private static List<Statement> block(Deque<Line> lines, int level) {
    List<Statement> statements = new ArrayList<>();
    while (!lines.isEmpty() && lines.peek().level() == level) {
      statements.add(statement(lines, lines.remove().tokens(), level));
    }
    return statements;
  }

  private static Statement statement(Deque<Line> lines, Tokens tokens, int level) {
    ExpressionParser parser = new ExpressionParser(tokens);
    if (tokens.takes("import")) {
      return new Statement.Nothing();
    } else if (tokens.takes("def")) {
      String name = tokens.take();
      List<Statement.Parameter> parameters = parameters(tokens, parser);
      return new Statement.Function(name, parameters, block(lines, level + 1));
    } else if (tokens.takes("return")) {
      return new Statement.Return(parser.expression());
    } else if (tokens.takes("if")) {
      return new Statement.If(parser.expression(), block(lines, level + 1));
    } else if (tokens.takes("for")) {
      List<String> targets = parser.targets();
      return new Statement.For(targets, parser.expression(), block(lines, level + 1));
    }
    String target = tokens.take();
    tokens.require("=");
    return new Statement.Assign(target, parser.expression());
  }

  private static List<Statement.Parameter> parameters(Tokens tokens, ExpressionParser parser) {
    List<Statement.Parameter> parameters = new ArrayList<>();
    tokens.require("(");
    while (!tokens.takes(")")) {
      String name = tokens.take();
      Expression standard = tokens.takes("=") ? parser.expression() : null;
      parameters.add(new Statement.Parameter(name, standard));
      tokens.takes(",");
    }
    return parameters;
  }
}
