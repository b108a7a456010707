package io.github.padbridge.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a log puts before every line of a model: a time, a number, a container's name. Its digits
 * change from line to line, and with them its width.
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
   * The prefix of a model's lines: what stands before its name on its first line, up to the last
   * blank up to which the next line begins alike; all of it where the next line does not.
   *
   * @param first what stands before the model's name
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

  /** How long it is on a line; 0 where it is not there. */
  int lengthOn(String line) {
    if (pattern == null) {
      return 0;
    }
    Matcher prefix = pattern.matcher(line);
    return prefix.lookingAt() ? prefix.end() : 0;
  }
}
