package io.github.padbridge.explain;

import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.shape.SizeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A set of sizes in words: {@code at every even H_in from 4 on}. */
public final class SizeText {
  /** More numbers in a row than this are written as a range. */
  private static final int FEW = 2;

  private SizeText() {}

  /**
   * The sizes as an adverbial phrase.
   *
   * @param sizes at least one
   * @param name what the size is called, such as {@code H_in}
   */
  public static String of(SizeSet sizes, String name) {
    if (sizes.remainders().isEmpty()) {
      return "at " + name + " = " + listed(sizes.also());
    }
    String also = sizes.also().isEmpty() ? "" : " and at " + listed(sizes.also());
    return rule(sizes, name) + also;
  }

  private static String rule(SizeSet sizes, String name) {
    boolean isLate = sizes.from() > sizes.least();
    String from = isLate ? " from " + sizes.first(sizes.from()).orElseThrow() + " on" : "";
    if (sizes.period() == 1) {
      return "at every " + name + from;
    }
    if (sizes.period() == 2) {
      boolean even = sizes.remainders().get(0).first() == 0;
      return (even ? "at every even " : "at every odd ") + name + from;
    }
    return "where " + name + " mod " + sizes.period() + " is " + listed(sizes.remainders()) + from;
  }

  private static String listed(List<SizeSet.Range> ranges) {
    List<String> words = new ArrayList<>();
    for (SizeSet.Range range : ranges) {
      if (range.last() - range.first() < FEW) {
        LongStream.rangeClosed(range.first(), range.last())
            .forEach(number -> words.add(Long.toString(number)));
      } else {
        words.add(range.first() + " to " + range.last());
      }
    }
    return WordList.or(words);
  }
}
