package io.github.padbridge.render;

import io.github.padbridge.translate.Strategy;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines of a finished answer in the width of a screen. Sentences, formulas and shapes go on
 * below the text behind their label. Code, tables and drawings stay as they are.
 */
public final class ScreenLines {
  /** How many columns of a line remain at least behind its indentation. */
  private static final int LEAST_TEXT = 20;

  private static final String CONTINUED = "    ";

  /** The labels of sentences; the other lines of the sentence begin below what follows. */
  private static final Pattern LABEL =
      Pattern.compile(
          // The lines of a proof, of a product of a matrix, or of a strategy.
          "(?:(?:agree   |DIFFERS |-       ) (?:(?:M\\*x|Mᵀ\\*y|[a-z][a-z-]*) {2,})?"
              + "| {9}(?=\\S)"
              // A comparison; a repair that is no code.
              + "|  (?:cause  |windows|example|note   ) |  repair  (?=none )"
              + "|(?:Warning|Note|note): "
              // Notes and steps with numbers.
              + "|  \\[\\d+] | *\\d+\\. | *weight: "
              // The strategies of a plan.
              + "|  (?:"
              + String.join("|", Strategy.ids())
              + ") {2,})");

  /** A size, or a further line of it. */
  private static final Pattern FORMULA = Pattern.compile("(?:  (?:[A-Z]_\\w+ = )+| {6,}= )");

  /** Sentences and shapes without a label. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:\\S+: )?(?:EQUAL|DIFFER) at .*|equal only .*|To check an? .*|\\S.*: \\(.* -> .*"
              + "|(?:[A-Z]|tf\\.nn\\.)\\w*\\(.*\\)|  \\(.* -> .*|  (?:y = M|M is |Mᵀ is |no PyTorch layer ).*"
              + "|  [A-Z]_\\w.*: as for axis .*|\\S+: \\d+ (?:convolution|pooling).*");

  private ScreenLines() {}

  /** The text, its lines not wider than {@code width} columns where they can be wrapped. */
  public static String of(String text, int width) {
    if (text.lines().allMatch(line -> line.length() <= width)) {
      return text;
    }
    String end = text.endsWith("\n") ? "\n" : "";
    return text.lines()
        .map(line -> line.length() <= width ? line : wrapped(line, width))
        .collect(Collectors.joining("\n", "", end));
  }

  private static String wrapped(String line, int width) {
    Matcher formula = FORMULA.matcher(line);
    if (formula.lookingAt()) {
      List<String> terms = List.of(line.substring(formula.end()).split(" (?=[+-] )"));
      return hanging(terms, formula.group(), width);
    }
    Matcher label = LABEL.matcher(line);
    if (label.lookingAt()) {
      return hanging(TextWrap.terms(line.substring(label.end())), label.group(), width);
    }
    if (PLAIN.matcher(line).matches()) {
      String first = line.startsWith("  ") ? "  " : "";
      return TextWrap.lines(TextWrap.terms(line.strip()), first, CONTINUED, "", width)
          .stripTrailing();
    }
    return line;
  }

  private static String hanging(List<String> words, String label, int width) {
    int indent = label.length() <= width - LEAST_TEXT ? label.length() : CONTINUED.length();
    return TextWrap.lines(words, label, " ".repeat(indent), "", width).stripTrailing();
  }
}
