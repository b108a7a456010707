package io.github.padbridge.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code --format jsonl} writes for a spec. */
final class Answers {
  private static final Pattern ID = Pattern.compile("\\{\"id\":(\\d+),");

  /** Where a refused spec stands in the input of its process. */
  private static final Pattern LINE = Pattern.compile("\"line\":\\d+");

  private Answers() {}

  /** The id of the spec. */
  static Integer id(String answer) {
    Matcher id = ID.matcher(answer);
    if (!id.lookingAt()) {
      throw new IllegalArgumentException("no id: " + answer);
    }
    return Integer.valueOf(id.group(1));
  }

  static boolean isRefused(String answer) {
    return answer.contains(",\"error\":{");
  }

  /** The answer without the number of its line, which counts the lines of one process. */
  static String withoutLine(String answer) {
    return isRefused(answer) ? LINE.matcher(answer).replaceAll("\"line\":0") : answer;
  }
}
