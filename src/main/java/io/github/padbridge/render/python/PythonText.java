package io.github.padbridge.render.python;

import io.github.padbridge.diagnostic.Printable;

/** Text from outside in Python code, which it cannot leave. */
final class PythonText {
  private PythonText() {}

  /** A string in double quotes, in which all is escaped that could do more than be read. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              // Two number signs begin a command of a build server.
              if (c == '"' || c == '\\' || c == '#' || Printable.isHidden(c)) {
                literal.append(
                    c < 0x100 ? String.format("\\x%02x", c) : String.format("\\U%08x", c));
              } else {
                literal.appendCodePoint(c);
              }
            });
    return literal.append('"').toString();
  }

  /** A comment of one line. */
  static String comment(String text) {
    return "# " + Printable.line(text);
  }
}
