package io.github.padbridge.words;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text for people in a file, without code. */
final class Prose {
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

  /** Two English words beside each other, by which a text for people is known. */
  private static final Pattern SENTENCE = Pattern.compile("\\p{L}{2,},? \\p{L}{2,}");

  private Prose() {}

  /** The prose of a Markdown file. */
  static String ofMarkdown(String text) {
    return text.replaceAll("(?ms)^```.*?^```", " ")
        .replaceAll("\\]\\([^)]*\\)", "] ")
        .replaceAll("<?https?:[^\\s>)]*>?", " ")
        .replaceAll("``[^`]*``|`[^`]*`", " ");
  }

  /** The prose of a help topic. */
  static String ofTopic(String text) {
    return text.replaceAll("(?m)^ {4}.*$", " ")
        .replaceAll("(?m)^.* :: ", " ")
        .replaceAll("\\{\\{.*?\\}\\}", " ")
        .replaceAll("`[^`]*`", " ");
  }

  /** The texts for people among the literals of a Java file. */
  static String ofJava(String source) {
    String joined =
        source.replaceAll("(?m)^\\s*(//|\\*|/\\*).*$", "").replaceAll("\"\\s*\\+\\s*\"", "");
    return LITERAL
        .matcher(joined)
        .results()
        .map(MatchResult::group)
        .map(literal -> literal.substring(1, literal.length() - 1))
        .filter(literal -> SENTENCE.matcher(literal).find())
        .map(literal -> literal.replaceAll("\\\\[nt\"]|%[\\w.$-]*\\w", " "))
        .collect(Collectors.joining("\n"));
  }
}
