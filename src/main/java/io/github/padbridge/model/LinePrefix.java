package io.github.padbridge.model;

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

  /** The prefix of which {@code first} was put before a model's first line; none if it is long. */
  static LinePrefix like(String first) {
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
