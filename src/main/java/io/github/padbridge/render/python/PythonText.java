package io.github.padbridge.render.python;

import io.github.padbridge.diagnostic.Printable;

/** Escapes text for Python code. */
final class PythonText {
  private PythonText() {}

  /** A string literal in double quotes, fully escaped. */
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
