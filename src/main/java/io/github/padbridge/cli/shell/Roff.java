package io.github.padbridge.cli.shell;

import java.util.regex.Pattern;

/** Text as roff, the language of manual pages, has it. */
final class Roff {
  private static final Pattern OTHER_STYLE = Pattern.compile("\u001B\\[[0-9;]*m");

  private Roff() {}

  /**
   * One line of text, which no macro and no escape begins by mistake. Bold and italics are taken
   * from ANSI's sequences. All of it is ASCII, for whoever formats it by whatever encoding.
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

  /** Signs that roff would read as an escape or print as a prettier one, which nobody can copy. */
  private static String character(int c) {
    return switch (c) {
      case '\\' -> "\\(rs";
      case '-' -> "\\-";
      case '\'' -> "\\(aq";
      case '`' -> "\\(ga";
      case '^' -> "\\(ha";
      case '~' -> "\\(ti";
      case '"' -> "\\(dq";
      // By its name it is also known to what lists the pages.
      case '·' -> "\\(pc";
      default -> c < 128 ? Character.toString(c) : String.format("\\[u%04X]", c);
    };
  }
}
