package io.github.padbridge.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The prefix that a log adds to every line of a model: a time, a number, the name of a container.
 * Its digits, and so its width, change from line to line.
 */
final class LinePrefix {
  private static final Pattern NUMBER = Pattern.compile(" *[0-9]+");

  static final LinePrefix NONE = new LinePrefix("");

  private static final int LONGEST = 200;

  private final @Nullable Pattern pattern;

  private LinePrefix(String first) {
    StringBuilder regex = new StringBuilder();
    Matcher number = NUMBER.matcher(first);
    int at = 0;
    while (number.find()) {
      regex.append(Pattern.quote(first.substring(at, number.start()))).append(" *[0-9]+");
      at = number.end();
    }
    regex.append(Pattern.quote(first.substring(at)));
    this.pattern = first.isEmpty() ? null : Pattern.compile(regex.toString());
  }

  /**
   * The prefix of the lines of a model: the text before its name on the first line, up to the last
   * space up to which the next line is alike; all of it if the next line differs.
   *
   * @param first the text before the name of the model
   * @param behind the lines behind
   */
  static LinePrefix like(String first, List<WrappedLines.Line> behind) {
    String next =
        behind.stream()
            .map(WrappedLines.Line::text)
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse("");
    for (int end = Math.min(first.length(), LONGEST); end > 0; end--) {
      boolean isWhole = end == first.length();
      boolean isWord = first.charAt(end - 1) == ' ' && !first.substring(0, end).isBlank();
      if (isWhole || isWord) {
        LinePrefix prefix = new LinePrefix(first.substring(0, end));
        if (prefix.lengthOn(next) > 0) {
          return prefix;
        }
      }
    }
    return first.isEmpty() || first.length() > LONGEST ? NONE : new LinePrefix(first);
  }

  /** The length of the prefix of a line; 0 if the line has none. */
  int lengthOn(String line) {
    if (pattern == null) {
      return 0;
    }
    Matcher prefix = pattern.matcher(line);
    return prefix.lookingAt() ? prefix.end() : 0;
  }
}
