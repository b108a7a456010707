package io.github.padbridge.render.python;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lays out code like black: a line that is too long is broken inside its outermost brackets, first
 * with all items on one line, then, if that is too long too, with one item per line.
 */
final class CodeWriter {
  private static final int LINE_LENGTH = 88;
  private static final String INDENT = "    ";

  private final StringBuilder text = new StringBuilder();

  /** A line as given; empty for an empty line. */
  void line(int level, String line) {
    text.append(line.isEmpty() ? "" : INDENT.repeat(level)).append(line).append('\n');
  }

  /** {@code target = code # comment}. */
  void assign(int level, String target, Code code, String comment) {
    write(level, target + " = ", code, "  # " + comment);
  }

  /** {@code target = code}. */
  void assign(int level, String target, Code code) {
    write(level, target + " = ", code, "");
  }

  /** {@code return code}. */
  void result(int level, Code code) {
    write(level, "return ", code, "");
  }

  /** A statement or an item of a list, written on one line. */
  void statement(int level, String line, String after) {
    int equals = line.indexOf(" = ");
    boolean assigns = equals > 0 && line.substring(0, equals).matches("\\w+");
    String target = assigns ? line.substring(0, equals + 3) : "";
    write(level, target, CodeReader.read(line.substring(target.length())), after);
  }

  /** The first line of a function: {@code def name(x, weight):}. */
  void function(String name, List<String> parameters) {
    write(0, "", Code.call("def " + name, parameters.toArray()), ":");
  }

  private void write(int level, String before, Code code, String after) {
    String flat = before + code.flat() + after;
    if (code instanceof Code.Text || fits(level, flat)) {
      line(level, flat);
    } else if (code instanceof Code.Operation operation) {
      line(level, before + "(");
      line(level + 1, operation.flat());
      line(level, ")" + after);
    } else if (code instanceof Code.Brackets brackets) {
      line(level, before + brackets.open());
      items(level + 1, brackets.items());
      line(level, brackets.close() + after);
    } else if (code instanceof Code.Comprehension loop) {
      line(level, before + "[");
      String inside = loop.element().flat() + " " + loop.clause().flat();
      if (fits(level + 1, inside)) {
        line(level + 1, inside);
      } else {
        write(level + 1, "", loop.element(), "");
        write(level + 1, "", loop.clause(), "");
      }
      line(level, "]" + after);
    }
  }

  private void items(int level, List<Code> items) {
    String inside = items.stream().map(Code::flat).collect(Collectors.joining(", "));
    if (fits(level, inside)) {
      line(level, inside);
      return;
    }
    // Several items get a trailing comma each; a single one gets none, like in black.
    for (Code item : items) {
      write(level, "", item, items.size() == 1 ? "" : ",");
    }
  }

  private static boolean fits(int level, String line) {
    return INDENT.length() * level + line.length() <= LINE_LENGTH;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
