package io.github.padbridge.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * A set of axis sizes: every size from {@code from} on whose remainder by {@code period} is in
 * {@code remainders}, and the sizes in {@code also}.
 *
 * @param least the first size that was examined, at least 1
 * @param from at least {@code least}
 * @param period at least 1; the shortest that the remainders have
 * @param remainders below the period
 * @param also the others, in ascending order
 */
public record SizeSet(
    long least, long from, long period, List<Range> remainders, List<Range> also) {
  /** The most sizes that are examined; real kernels and strides need far fewer. */
  public static final long MOST = 1 << 19;

  public SizeSet {
    remainders = List.copyOf(remainders);
    also = List.copyOf(also);
  }

  /** A range of consecutive numbers, both ends included. */
  public record Range(long first, long last) {
    boolean contains(long number) {
      return first <= number && number <= last;
    }
  }

  /**
   * The set of the sizes with a property, found by testing every size until the property repeats.
   *
   * @param least smaller sizes are left out
   * @param settled from here on the property must depend on the remainder by {@code period} only
   * @return empty where there are too many sizes to test
   */
  public static Optional<SizeSet> of(LongPredicate holds, long least, long settled, long period) {
    long end = Math.max(least, settled);
    if (end - least + 2 * period > MOST) {
      return Optional.empty();
    }
    long base = Math.floorDiv(end + period - 1, period) * period;
    LongPredicate ofRemainder = remainder -> holds.test(base + remainder);
    long shortest = shortest(period, ofRemainder);
    List<Range> remainders = ranges(0, shortest, ofRemainder);
    LongPredicate rule = size -> within(remainders, size % shortest);
    long from = end;
    while (from > least && (holds.test(from - 1) || !rule.test(from - 1))) {
      from--;
    }
    long first = from;
    List<Range> also =
        ranges(least, end, size -> holds.test(size) && !(size >= first && rule.test(size)));
    return Optional.of(new SizeSet(least, from, shortest, remainders, also));
  }

  private static long shortest(long period, LongPredicate ofRemainder) {
    return LongStream.rangeClosed(1, period)
        .filter(divisor -> period % divisor == 0)
        .filter(
            divisor ->
                LongStream.range(0, period)
                    .allMatch(r -> ofRemainder.test(r) == ofRemainder.test(r % divisor)))
        .findFirst()
        .orElse(period);
  }

  private static List<Range> ranges(long from, long to, LongPredicate holds) {
    List<Range> ranges = new ArrayList<>();
    for (long number = from; number < to; number++) {
      if (!holds.test(number)) {
        continue;
      }
      long first = number;
      while (number + 1 < to && holds.test(number + 1)) {
        number++;
      }
      ranges.add(new Range(first, number));
    }
    return ranges;
  }

  private static boolean within(List<Range> ranges, long number) {
    for (Range range : ranges) {
      if (range.contains(number)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the set contains a size. */
  public boolean contains(long size) {
    return (size >= from && within(remainders, size % period)) || within(also, size);
  }

  /** Whether the set is empty. */
  public boolean isEmpty() {
    return remainders.isEmpty() && also.isEmpty();
  }

  /** Whether the set has a largest size. */
  public boolean isFinite() {
    return remainders.isEmpty();
  }

  /** Whether the set contains every size from {@code least} on. */
  public boolean isAll() {
    return from == least && period == 1 && !remainders.isEmpty();
  }

  /** Some sizes of the set: at least one of each remainder, and all in {@code also}. */
  public LongStream examples() {
    LongStream others =
        also.stream().flatMapToLong(range -> LongStream.rangeClosed(range.first(), range.last()));
    return LongStream.concat(others, LongStream.range(from, from + period).filter(this::contains));
  }

  /** The first size of the set from {@code begin} on. */
  public OptionalLong first(long begin) {
    long last = also.isEmpty() ? 0 : also.get(also.size() - 1).last();
    return LongStream.range(begin, Math.max(Math.max(begin, from) + period, last + 1))
        .filter(this::contains)
        .findFirst();
  }
}
