package io.github.padbridge.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Compares hypotheses with the output of the port. */
final class Check {
  /** The elements at which every hypothesis is evaluated first. */
  private static final int FIRST = 24;

  /** The elements at which hypotheses are ranked. */
  private static final int TO_RANK = 200;

  /** More multiplications are not done for one hypothesis: it is checked on a sample. */
  private static final long MOST_WORK = 1_000_000_000;

  private final Tolerance tolerance;
  private final Map<List<Integer>, List<int[]>> samples = new HashMap<>();

  Check(Tolerance tolerance) {
    this.tolerance = tolerance;
  }

  /** How well a hypothesis fits; empty if it does not. */
  Optional<Fit> fit(Hypothesis hypothesis) {
    Comparison first = new Comparison(hypothesis, tolerance);
    if (!sample(hypothesis, FIRST).stream().allMatch(first::fitsAt)) {
      return Optional.empty();
    }
    Comparison all = new Comparison(hypothesis, tolerance);
    return forEach(hypothesis, all::fitsAt) ? Optional.of(all.fit()) : Optional.empty();
  }

  /** How often, and how far, a hypothesis misses at some elements. */
  Comparison ranked(Hypothesis hypothesis) {
    Comparison some = new Comparison(hypothesis, tolerance);
    sample(hypothesis, TO_RANK).forEach(some::fitsAt);
    return some;
  }

  /** The same at all elements. */
  Comparison whole(Hypothesis hypothesis) {
    Comparison all = new Comparison(hypothesis, tolerance);
    forEach(
        hypothesis,
        index -> {
          all.fitsAt(index);
          return true;
        });
    return all;
  }

  /** How many elements are compared. */
  static long elements(Hypothesis hypothesis) {
    long most = Math.max(1, MOST_WORK / hypothesis.workOfOne());
    return Math.min(Positions.count(hypothesis.outputShape()), most);
  }

  private static boolean forEach(Hypothesis hypothesis, Predicate<int[]> visitor) {
    int[] shape = hypothesis.outputShape();
    long most = elements(hypothesis);
    return most == Positions.count(shape)
        ? Positions.forEach(shape, visitor)
        : Positions.forSome(shape, most, visitor);
  }

  private List<int[]> sample(Hypothesis hypothesis, int size) {
    int[] shape = hypothesis.outputShape();
    List<Integer> key = new ArrayList<>(Arrays.stream(shape).boxed().toList());
    key.add(size);
    return samples.computeIfAbsent(key, missing -> Positions.some(shape, size));
  }
}
