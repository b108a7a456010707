package io.github.padbridge.table;

import java.util.List;

/**
 * One value of an argument.
 *
 * @param numbers one for all axes, or one an axis; empty for a word
 * @param word such as {@code same}; null for numbers
 */
public record Choice(List<Integer> numbers, String word) {
  public Choice {
    numbers = List.copyOf(numbers);
  }

  static Choice of(int number) {
    return new Choice(List.of(number), null);
  }
}
