package io.github.padbridge.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of an argument.
 *
 * @param numbers one for all axes, or one for each axis; empty for a word
 * @param word such as {@code same}; null for numbers
 */
public record Choice(List<Integer> numbers, @Nullable String word) {
  public Choice {
    numbers = List.copyOf(numbers);
  }

  static Choice of(int number) {
    return new Choice(List.of(number), null);
  }
}
