package io.github.padbridge.render.python;

import java.util.function.IntPredicate;

/** Text from outside in Python code, which it cannot leave. */
final class PythonText {
  private PythonText() {}

  /** A string in double quotes; what could end it or hide in it is written as its number. */
  static String literal(String text) {
    return '"' + escaped(text, c -> c == '"' || c == '\\' || isHidden(c)) + '"';
  }

  /** A comment of one line. */
  static String comment(String text) {
    return "# " + escaped(text, PythonText::isHidden);
  }

  /** Whether a character ends a line, or changes how a reader sees it without being seen. */
  private static boolean isHidden(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.SURROGATE
        || c == 0x2028
        || c == 0x2029;
  }

  private static String escaped(String text, IntPredicate isEscaped) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isEscaped.test(c)) {
                escaped.append(
                    c < 0x100 ? String.format("\\x%02x", c) : String.format("\\U%08x", c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
