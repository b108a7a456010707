package io.github.padbridge.cli.shell;

import java.util.regex.Pattern;

/** Escapes text for roff, the language of man pages. */
final class Roff {
  private static final Pattern OTHER_STYLE = Pattern.compile("\u001B\\[[0-9;]*m");

  private Roff() {}

  /**
   * One line of text, without unintended macros and escapes, in ASCII. ANSI sequences for bold and
   * italic become font changes.
   */
  static String line(String text) {
    StringBuilder roff = new StringBuilder();
    text.codePoints().forEach(c -> roff.append(character(c)));
    String styled =
        roff.toString()
            .replace("\u001B[1m", "\\fB")
            .replace("\u001B[3m", "\\fI")
            .replace("\u001B[0m", "\\fR");
    String line = OTHER_STYLE.matcher(styled).replaceAll("");
    return line.startsWith(".") || line.startsWith(" ") ? "\\&" + line : line;
  }

  /** Escapes what roff would interpret, or print as another character that cannot be copied. */
  private static String character(int c) {
    return switch (c) {
      case '\\' -> "\\(rs";
      case '-' -> "\\-";
      case '\'' -> "\\(aq";
      case '`' -> "\\(ga";
      case '^' -> "\\(ha";
      case '~' -> "\\(ti";
      case '"' -> "\\(dq";
      // The name is also known to the programs that list man pages.
      case '·' -> "\\(pc";
      default -> c < 128 ? Character.toString(c) : String.format("\\[u%04X]", c);
    };
  }
}
