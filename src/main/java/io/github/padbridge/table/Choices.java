package io.github.padbridge.table;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of one argument in a table: {@code 1,2,4}, {@code 1..7}, {@code 8..64:8}, one for each
 * axis as {@code 3x5}, or words such as {@code same}. Ranges are not expanded in memory.
 */
public final class Choices implements Iterable<Choice> {
  private static final Pattern RANGE =
      Pattern.compile("([+-]?\\d+)\\.\\.([+-]?\\d+)(?::([+-]?\\d+))?");
  private static final Pattern PER_AXIS = Pattern.compile("[+-]?\\d+(?:x[+-]?\\d+)*");

  /** The numbers from {@code first} up to {@code last}, {@code step} apart. */
  private record Range(int first, int last, int step) {
    long count() {
      return ((long) last - first) / step + 1;
    }
  }

  /** The most values of an argument on one axis that are combined with those of the others. */
  private static final int MOST_COMBINED = 1000;

  /** One value without a number. */
  public static final Choices NONE = new Choices(List.of(new Choice(List.of(), null)));

  /** Every combination of some numbers on all axes; the last axis changes fastest. */
  private record Product(List<Integer> numbers, int axes) {
    long count() {
      long count = 1;
      for (int axis = 0; axis < axes; axis++) {
        count *= numbers.size();
      }
      return count;
    }

    Choice at(long index) {
      Integer[] one = new Integer[axes];
      long rest = index;
      for (int axis = axes - 1; axis >= 0; axis--) {
        one[axis] = numbers.get((int) (rest % numbers.size()));
        rest /= numbers.size();
      }
      return new Choice(List.of(one), null);
    }

    boolean contains(List<Integer> values) {
      return numbers.containsAll(values);
    }
  }

  private final List<Object> items;

  private Choices(List<Object> items) {
    this.items = List.copyOf(items);
  }

  /** One value for all axes. */
  public static Choices of(int number) {
    return new Choices(List.of(Choice.of(number)));
  }

  /**
   * Parses the value of an option.
   *
   * @param option its name, for messages
   * @param axes the number of spatial axes
   * @param words the words that are allowed in place of numbers
   * @throws Refusal with a fault for every invalid item
   */
  public static Choices parse(String option, String text, int axes, List<String> words) {
    List<Object> items = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      try {
        items.add(item(option, item.strip(), axes, words));
      } catch (Refusal refusal) {
        faults.addAll(refusal.faults());
      }
    }
    if (!faults.isEmpty()) {
      throw new Refusal(faults);
    }
    return new Choices(items);
  }

  private static Object item(String option, String item, int axes, List<String> words) {
    Matcher range = RANGE.matcher(item);
    if (range.matches()) {
      int first = integer(option, range.group(1));
      int last = integer(option, range.group(2));
      int step = range.group(3) == null ? 1 : integer(option, range.group(3));
      if (step < 1 || last < first) {
        throw refusal(
            option,
            "a range must go up, with a step of at least 1 (got " + Abridged.of(item) + ")",
            "give a range such as 1..7 or 8..64:8");
      }
      return new Range(first, last, step);
    }
    if (PER_AXIS.matcher(item).matches()) {
      List<Integer> numbers = new ArrayList<>();
      for (String number : item.split("x", -1)) {
        numbers.add(integer(option, number));
      }
      if (numbers.size() != 1 && numbers.size() != axes) {
        throw refusal(
            option,
            "a value must have 1 or " + axes + " numbers (got " + Abridged.of(item) + ")",
            null);
      }
      return new Choice(numbers, null);
    }
    if (words.contains(item)) {
      return new Choice(List.of(), item);
    }
    String known = words.isEmpty() ? "" : ", " + String.join(", ", words);
    throw refusal(
        option,
        "a value must be a number, a range or one number for each axis (got '"
            + Abridged.of(item)
            + "')",
        Suggestion.nearest(item, words)
            .map(word -> "did you mean '" + word + "'?")
            .orElse("give values such as 1,2,4 or 1..7 or 3x5" + known));
  }

  private static int integer(String option, String number) {
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw refusal(option, "a value must fit 32 bits (got " + Abridged.of(number) + ")", null);
    }
  }

  private static Refusal refusal(String option, String message, @Nullable String help) {
    return new Refusal(Fault.at(new Place(Place.COMMAND_LINE, 0, 0, option), message, help));
  }

  /**
   * The same with every combination of the values on all axes, in place of the values for all axes
   * together.
   *
   * @param option its name, for messages
   * @throws Refusal if there are too many values
   */
  public Choices onEachAxis(String option, int axes) {
    List<Object> others = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (Object item : items) {
      if (item instanceof Range range && numbers.size() + range.count() <= MOST_COMBINED) {
        for (long i = 0; i < range.count(); i++) {
          numbers.add((int) (range.first + i * range.step));
        }
      } else if (item instanceof Choice choice && choice.numbers().size() == 1) {
        numbers.add(choice.numbers().get(0));
      } else if (item instanceof Choice) {
        others.add(item);
      } else {
        throw refusal(
            option, "at most " + MOST_COMBINED + " values can be combined on every axis", null);
      }
    }
    if (!numbers.isEmpty()) {
      others.add(0, new Product(numbers.stream().distinct().toList(), axes));
    }
    return new Choices(others);
  }

  /** How many values there are. */
  public long count() {
    return items.stream().mapToLong(Choices::count).sum();
  }

  private static long count(Object item) {
    return item instanceof Range range
        ? range.count()
        : item instanceof Product product ? product.count() : 1;
  }

  /** Whether a value, one number for each axis, is among these. */
  public boolean contains(List<Integer> numbers) {
    return items.stream().anyMatch(item -> contains(item, numbers));
  }

  private static boolean contains(Object item, List<Integer> numbers) {
    if (item instanceof Choice choice) {
      List<Integer> all =
          choice.numbers().size() == 1
              ? Collections.nCopies(numbers.size(), choice.numbers().get(0))
              : choice.numbers();
      return all.equals(numbers);
    }
    if (item instanceof Product product) {
      return product.contains(numbers);
    }
    Range range = (Range) item;
    int number = numbers.get(0);
    return numbers.stream().allMatch(n -> n == number)
        && number >= range.first
        && number <= range.last
        && ((long) number - range.first) % range.step == 0;
  }

  @Override
  public Iterator<Choice> iterator() {
    return new Iterator<>() {
      private int item;
      private long inRange;

      @Override
      public boolean hasNext() {
        return item < items.size();
      }

      @Override
      public Choice next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Object from = items.get(item);
        if (from instanceof Choice choice) {
          item++;
          return choice;
        }
        Choice choice =
            from instanceof Range range
                ? Choice.of((int) (range.first + inRange * range.step))
                : ((Product) from).at(inRange);
        boolean isLast = ++inRange == count(from);
        item += isLast ? 1 : 0;
        inRange = isLast ? 0 : inRange;
        return choice;
      }
    };
  }
}
