package io.github.padbridge.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Breaks text into lines between words. */
public final class TextWrap {
  /** A word of a sentence; what quotes hold together is one word. */
  private static final Pattern WORD = Pattern.compile("(?<!\\S)(?:'[^']*'|\"[^\"]*\")\\S*|\\S+");

  private static final Pattern OPERATOR = Pattern.compile("[-+*/<]|->");

  /** Brackets with a longer content are broken like other text. */
  private static final int LONGEST_BRACKETS = 40;

  /** A word of a command line, or an option with its value. */
  private static final Pattern SHELL_WORD =
      Pattern.compile("(?:-\\S+ (?![-<|']))?(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");

  /** A longer word, such as the path of a layer, may be broken between its parts. */
  private static final int LONGEST_WHOLE = 20;

  private static final String ENDS_PART = ".,(/";

  private static final String EXAMPLE = "  ";
  private static final String CONTINUED = "      ";

  private TextWrap() {}

  /**
   * A paragraph.
   *
   * @param first the beginning of the first line
   * @param indent the beginning of the others
   * @param width the number of columns; a word that is wider by itself stands alone on its line
   */
  public static String hanging(String text, String first, String indent, int width) {
    return lines(withBrackets(words(WORD, text)), first, indent, "", width);
  }

  /** A command line as an example; lines that go on end as a shell needs it. */
  public static String commandLine(String command, int width) {
    return lines(words(SHELL_WORD, command), EXAMPLE, CONTINUED, " \\", width);
  }

  /** A cell of a table in lines of a width. A word that is wider is cut. */
  static List<String> cell(String text, int width) {
    if (text.length() <= width) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : fitting(text, width)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Words that are not wider than a column, brackets in one where they fit. */
  private static List<String> fitting(String text, int width) {
    List<String> fitting = new ArrayList<>();
    for (String whole : withBrackets(List.of(text.split(" ", -1)))) {
      for (String word : whole.length() <= width ? List.of(whole) : List.of(whole.split(" ", -1))) {
        String rest = word;
        while (rest.length() > width) {
          int end = cut(rest, width);
          fitting.add(rest.substring(0, end));
          rest = rest.substring(end);
        }
        fitting.add(rest);
      }
    }
    return fitting;
  }

  /** Where a long word is cut: after a sign between its parts, or at the width. */
  private static int cut(String word, int width) {
    for (int end = width; end > 0; end--) {
      if (ENDS_PART.indexOf(word.charAt(end - 1)) >= 0) {
        return end;
      }
    }
    return width;
  }

  /** The length of the longest part of a word; a short word is one part. */
  static int longestPart(String text) {
    int longest = 0;
    for (String word : text.split(" ", -1)) {
      int part = 0;
      for (int i = 0; i < word.length(); i++) {
        part++;
        longest = Math.max(longest, part);
        boolean ends = word.length() > LONGEST_WHOLE && ENDS_PART.indexOf(word.charAt(i)) >= 0;
        part = ends ? 0 : part;
      }
    }
    return longest;
  }

  /** The length of the longest word, which is the least width of a cell. */
  static int longestWord(String text) {
    int longest = 0;
    for (String word : text.split(" ", -1)) {
      longest = Math.max(longest, word.length());
    }
    return longest;
  }

  private static List<String> words(Pattern word, String text) {
    return word.matcher(text).results().map(MatchResult::group).toList();
  }

  /** The words with short brackets such as {@code (N, C, L)} in one. */
  private static List<String> withBrackets(List<String> words) {
    List<String> whole = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      int end = closing(words, i);
      whole.add(String.join(" ", words.subList(i, end + 1)));
      i = end;
    }
    return whole;
  }

  /** The word that closes the brackets of a word; the word itself if it is too far. */
  private static int closing(List<String> words, int begin) {
    int open = 0;
    int length = -1;
    for (int i = begin; i < words.size(); i++) {
      open += count(words.get(i), "([") - count(words.get(i), ")]");
      length += 1 + words.get(i).length();
      if (open <= 0) {
        return i;
      }
      if (length > LONGEST_BRACKETS) {
        return begin;
      }
    }
    return begin;
  }

  private static int count(String word, String characters) {
    return (int) word.chars().filter(c -> characters.indexOf(c) >= 0).count();
  }

  /** The words of a sentence or a shape; an operator is one with the word behind it. */
  static List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    StringBuilder term = new StringBuilder();
    for (String word : withBrackets(words(WORD, text))) {
      term.append(term.isEmpty() ? "" : " ").append(word);
      if (!OPERATOR.matcher(word).matches()) {
        terms.add(term.toString());
        term.setLength(0);
      }
    }
    if (!term.isEmpty()) {
      terms.add(term.toString());
    }
    return terms;
  }

  /** The words in lines; {@code end} stands after each line but the last. */
  static String lines(List<String> words, String first, String indent, String end, int width) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(first);
    boolean begins = true;
    for (String word : words) {
      if (!begins && line.length() + 1 + word.length() + end.length() > width) {
        text.append(line).append(end).append('\n');
        line = new StringBuilder(indent);
        begins = true;
      }
      line.append(begins ? "" : " ").append(word);
      begins = false;
    }
    return text.append(line).append('\n').toString();
  }
}
