package io.github.padbridge;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the sizes that a sentence names, such as {@code at every even H_in or W_in from 4 on}. */
public final class SizePhrase {
  private static final String NAMES = "[DHWL]_in(?:(?:, | or | and )[DHWL]_in)*";
  private static final String NUMBERS = "\\d+(?: to \\d+)?(?:(?:, | or )\\d+(?: to \\d+)?)*";
  private static final Pattern PHRASE =
      Pattern.compile(
          "(?:at every (?<parity>even |odd )?"
              + NAMES
              + "|where "
              + NAMES
              + " mod (?<modulus>\\d+) is (?<rests>"
              + NUMBERS
              + ")"
              + "|at "
              + NAMES
              + " = (?<only>"
              + NUMBERS
              + "))"
              + "(?: from (?<from>\\d+) on)?(?: and at (?<also>"
              + NUMBERS
              + "))?");

  private SizePhrase() {}

  /** The sizes up to {@code most} that the first phrase in a text names. */
  public static Set<Integer> sizes(String text, int most) {
    Matcher phrase = PHRASE.matcher(text);
    if (!phrase.find()) {
      throw new AssertionError("no sizes are named: " + text);
    }
    Set<Integer> sizes = new TreeSet<>(numbers(phrase.group("only")));
    if (phrase.group("only") == null) {
      int from = phrase.group("from") == null ? 1 : Integer.parseInt(phrase.group("from"));
      IntPredicate rule = rule(phrase);
      IntStream.rangeClosed(from, most).filter(rule).forEach(sizes::add);
    }
    sizes.addAll(numbers(phrase.group("also")));
    return sizes.stream()
        .filter(size -> size <= most)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static IntPredicate rule(Matcher phrase) {
    if (phrase.group("rests") != null) {
      int modulus = Integer.parseInt(phrase.group("modulus"));
      Set<Integer> rests = numbers(phrase.group("rests"));
      return size -> rests.contains(size % modulus);
    }
    String parity = phrase.group("parity");
    return size -> parity == null || size % 2 == (parity.equals("odd ") ? 1 : 0);
  }

  private static Set<Integer> numbers(String list) {
    Set<Integer> numbers = new TreeSet<>();
    if (list != null) {
      for (String part : Arrays.asList(list.split(", | or "))) {
        String[] ends = part.split(" to ", -1);
        IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
            .forEach(numbers::add);
      }
    }
    return numbers;
  }
}
