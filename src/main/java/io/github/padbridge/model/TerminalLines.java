package io.github.padbridge.model;

import java.util.List;
import java.util.regex.Pattern;

/** The lines of a text from a terminal or a web page, without formatting. */
final class TerminalLines {
  /** ANSI colour sequences. */
  private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[0-9;?]*[A-Za-z]");

  private TerminalLines() {}

  static List<String> of(String text) {
    return ESCAPES.matcher(text).replaceAll("").lines().map(TerminalLines::indented).toList();
  }

  /** Text copied from a web page is indented with non-breaking spaces. */
  private static String indented(String line) {
    int end = 0;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\u00A0')) {
      end++;
    }
    return " ".repeat(end) + line.substring(end);
  }
}
