package io.github.padbridge.cli.output;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colours text for people: verdicts, errors, headings. It colours finished text, which is {@code
 * Printable}, so no input can bring colours of its own, and the text without the colours is the
 * text that a file gets.
 */
public final class Paint {
  private static final String RESET = "\u001B[0m";

  /** What colour stands for. */
  private enum Tone {
    GOOD("1;32"),
    BAD("1;31"),
    WARNING("1;33"),
    HINT("36"),
    HEADING("1");

    private final String code;

    Tone(String code) {
      this.code = code;
    }

    String on(String text) {
      return text.isEmpty() ? text : "\u001B[" + code + "m" + text + RESET;
    }
  }

  /**
   * A tone for a part of a line.
   *
   * @param part the part is its group 1
   */
  private record Rule(Pattern part, Tone tone) {
    Rule(String part, Tone tone) {
      this(Pattern.compile("(?m)" + part), tone);
    }

    String apply(String text) {
      Matcher matcher = part.matcher(text);
      StringBuilder painted = new StringBuilder();
      int end = 0;
      while (matcher.find()) {
        painted.append(text, end, matcher.start(1)).append(tone.on(matcher.group(1)));
        end = matcher.end(1);
      }
      return painted.append(text, end, text.length()).toString();
    }
  }

  private static final List<Rule> MESSAGES =
      List.of(
          new Rule("^(error:)", Tone.BAD),
          new Rule("^(warning:)", Tone.WARNING),
          new Rule("^(note:)", Tone.HINT),
          new Rule("^  (help:|-->)", Tone.HINT),
          new Rule("^(?:\\d+ agree, )([1-9]\\d* differ),", Tone.BAD));

  private static final List<Rule> ANSWERS =
      List.of(
          new Rule("^(agree)  ", Tone.GOOD),
          new Rule("^(DIFFERS)  ", Tone.BAD),
          new Rule("^(?:.*: )?(EQUAL) at ", Tone.GOOD),
          new Rule("^(?:.*: )?(DIFFER) at ", Tone.BAD),
          new Rule("^  (left|right|cause|windows|example|run|repair|note) ", Tone.HINT),
          new Rule("^(Warning:|Note:)", Tone.WARNING),
          new Rule(
              "^(What it computes|Sizes|Legend|Axis [A-Z]\\b.*|Axes [A-Z]\\b.*)$", Tone.HEADING),
          new Rule(
              "^(In [A-Z]\\w+, step by step|In [A-Z]\\w+, with data in .*:|[A-Z]\\w+ plan, .*:)$",
              Tone.HEADING),
          new Rule(
              "^(Layer \\d+ of \\d+: .*|Between the layers: .*|The whole chain)$", Tone.HEADING),
          // The title of a model, and the titles of columns.
          new Rule(
              "^(\\S.*: [1-9]\\d* (?:convolution|pooling|padding)s?\\b.*)$(?=\n\n)", Tone.HEADING),
          new Rule("^( {5,}step {2,}.*|  layer {2,}(?:PyTorch|op) {2,}.*)$", Tone.HEADING),
          new Rule("^(  notation {2,}(?:axes|places)\\b.*|  axis {2,}N.*)$", Tone.HEADING),
          new Rule("^(note:)", Tone.HINT));

  private static final List<Rule> HELP =
      List.of(
          new Rule("^((?:[A-Z][A-Za-z ]+:$)|Usage:)", Tone.HEADING),
          new Rule("^ {2,6}(-[A-Za-z], --[a-z-]+|--[\\[\\]a-z-]+)", Tone.HINT));

  private Paint() {}

  /** Messages on standard error. */
  static String messages(String text) {
    return applied(MESSAGES, text);
  }

  /** Verdicts in an answer. */
  static String answer(String text) {
    return applied(ANSWERS, text);
  }

  /** Help. */
  public static String help(String text) {
    return applied(HELP, text);
  }

  /** A heading, such as the first line of a table. */
  static String heading(String text) {
    return Tone.HEADING.on(text);
  }

  private static String applied(List<Rule> rules, String text) {
    String painted = text;
    for (Rule rule : rules) {
      painted = rule.apply(painted);
    }
    return painted;
  }
}
