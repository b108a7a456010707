package io.github.padbridge.diagnostic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text from the input, made safe to print. It is written with {@code \n}, {@code \r}, {@code \t}
 * and the notation of Java, JSON and Python for a character's code in the place of
 *
 * <ul>
 *   <li>hidden characters: those that a terminal obeys, that change the direction of the text, that
 *       end a line, or that no encoding has;
 *   <li>the beginnings of the commands that build servers take from logs: a colon at the start of
 *       the text ({@code ::add-mask::}), and a second {@code #} ({@code ##[add-mask]}, {@code
 *       ##vso[task...]}).
 * </ul>
 *
 * <p>Text that has been made safe is not changed again.
 */
public final class Printable {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Printable() {}

  /** Text that stands inside one line: its own line ends are hidden characters too. */
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

  /** Text that never stands at the start of a line: with hidden characters written out, no more. */
  public static String visible(String text) {
    return text.codePoints().mapToObj(Printable::shown).collect(Collectors.joining());
  }

  private static String shown(int character) {
    return isHidden(character) ? escaped(character) : Character.toString(character);
  }

  /** Whether a character cannot be seen, and does more than stand for itself. */
  public static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // The joiners belong to the spelling of words and emoji.
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

  /** Whether {@link #line} changes nothing; or {@link #lines}, where there are lines. */
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
      leading &= Character.isSpaceChar(c);
    }
    return true;
  }
}
