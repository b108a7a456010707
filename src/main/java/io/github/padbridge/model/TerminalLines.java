package io.github.padbridge.model;

import java.util.List;
import java.util.regex.Pattern;

/** The lines of a text that comes from a terminal or a page, without what only shows it. */
final class TerminalLines {
  /** What colours a line on a terminal. */
  private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[0-9;?]*[A-Za-z]");

  private TerminalLines() {}

  static List<String> of(String text) {
    return ESCAPES.matcher(text).replaceAll("").lines().map(TerminalLines::indented).toList();
  }

  /** Text that is copied from a page is indented with blanks that do not break. */
  private static String indented(String line) {
    int end = 0;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\u00A0')) {
      end++;
    }
    return " ".repeat(end) + line.substring(end);
  }
}
