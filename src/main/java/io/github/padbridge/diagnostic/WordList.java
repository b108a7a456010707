package io.github.padbridge.diagnostic;

import java.util.Arrays;
import java.util.List;

/** Several words as one phrase: {@code D, H and W}. */
public final class WordList {
  private WordList() {}

  /** {@code a, b and c}. */
  public static String and(List<?> words) {
    return joined(words, " and ");
  }

  /** {@code a, b or c}. */
  public static String or(List<?> words) {
    return joined(words, " or ");
  }

  /** The arguments of a call: {@code (0, 3, 1, 2)}. */
  public static String call(int... arguments) {
    String list = Arrays.toString(arguments);
    return "(" + list.substring(1, list.length() - 1) + ")";
  }

  private static String joined(List<?> words, String last) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      text.append(i == 0 ? "" : i == words.size() - 1 ? last : ", ").append(words.get(i));
    }
    return text.toString();
  }
}
