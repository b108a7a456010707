package io.github.padbridge.render;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text in a cell of a Markdown table that is shown literally: no markup, link or mention. */
final class MarkdownText {
  /** A word that renderers show literally. */
  private static final Pattern PLAIN_WORD =
      Pattern.compile(
          "(?!.*www\\.)"
              + "(?:[\\p{L}\\p{N},;()=/+'\"%?.-]"
              + "|(?<=[\\p{L}\\p{N}])_(?=[\\p{L}\\p{N}])"
              + "|\\[(?!\\^)"
              + "|\\](?![(\\[])"
              + "|:$)*");

  private static final Pattern BACKTICKS = Pattern.compile("`+");

  /** A bar ends a cell, in code too. */
  private static final String BAR = "&#124;";

  private MarkdownText() {}

  /** Sentences; words that would be read as markup are written as code. */
  static String of(String text) {
    boolean losesBlanks = text.startsWith(" ") || text.endsWith(" ") || text.contains("  ");
    if (losesBlanks) {
      return code(text);
    }
    return Arrays.stream(text.split(" ", -1))
        .map(word -> PLAIN_WORD.matcher(word).matches() ? word : code(word))
        .collect(Collectors.joining(" "));
  }

  /** Text as code. */
  static String code(String text) {
    return Arrays.stream(text.split("\\|", -1))
        .map(MarkdownText::fenced)
        .collect(Collectors.joining(BAR));
  }

  private static String fenced(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String fence = "`".repeat(1 + longestBackticks(text));
    // Renderers strip one space from each end.
    boolean isPadded = text.startsWith("`") || text.endsWith("`") || text.startsWith(" ");
    return isPadded ? fence + " " + text + " " + fence : fence + text + fence;
  }

  private static int longestBackticks(String text) {
    Matcher backticks = BACKTICKS.matcher(text);
    int longest = 0;
    while (backticks.find()) {
      longest = Math.max(longest, backticks.end() - backticks.start());
    }
    return longest;
  }
}
