package io.github.padbridge.diagnostic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text from the input, made safe to print. Escapes as in Java, JSON and Python replace
 *
 * <ul>
 *   <li>hidden characters: control characters, direction marks, line ends, and code points without
 *       a character;
 *   <li>the start of commands that build servers execute from logs: a colon at the start of the
 *       text ({@code ::add-mask::}) and a second {@code #} ({@code ##[add-mask]}, {@code
 *       ##vso[task...]}).
 * </ul>
 *
 * <p>Safe text stays unchanged.
 */
public final class Printable {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Printable() {}

  /** Text for one line: line ends are hidden characters too. */
  public static String line(String text) {
    return isPlain(text, false) ? text : String.join("", characters(text));
  }

  /** Text of several lines, each made safe. */
  public static String lines(String text) {
    if (isPlain(text, true)) {
      return text;
    }
    return Arrays.stream(text.split("\n", -1))
        .map(Printable::line)
        .collect(Collectors.joining("\n"));
  }

  /** The text of {@link #line}, character by character. */
  public static List<String> characters(String text) {
    List<String> shown = new ArrayList<>(text.length());
    boolean leading = true;
    int before = 0;
    for (int character : text.codePoints().toArray()) {
      boolean begins = (leading && character == ':') || (before == '#' && character == '#');
      shown.add(begins ? escaped(character) : shown(character));
      leading &= Character.isSpaceChar(character);
      before = character;
    }
    return shown;
  }

  /** Text that is never at the start of a line: replaces hidden characters only. */
  public static String visible(String text) {
    return text.codePoints().mapToObj(Printable::shown).collect(Collectors.joining());
  }

  private static String shown(int character) {
    return isHidden(character) ? escaped(character) : Character.toString(character);
  }

  /** Whether a character is hidden. */
  public static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Joiners are part of words and emoji.
      case Character.FORMAT -> character != ZERO_WIDTH_NON_JOINER && character != ZERO_WIDTH_JOINER;
      default -> isNoncharacter(character);
    };
  }

  private static boolean isNoncharacter(int character) {
    return (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF);
  }

  private static String escaped(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(character < 0x10000 ? "\\u%04x" : "\\U%08x", character);
    };
  }

  /** Whether {@link #line}, or {@link #lines} for several lines, leaves the text unchanged. */
  private static boolean isPlain(String text, boolean hasLines) {
    boolean leading = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' && hasLines) {
        leading = true;
        continue;
      }
      if (c < ' ' || c == '#' || (c == ':' && leading) || (c > '~' && isHidden(c))) {
        return false;
      }
      leading = leading && Character.isSpaceChar(c);
    }
    return true;
  }
}
