package io.github.padbridge.render;

import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.equivalence.Cause;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.equivalence.WindowStarts;
import io.github.padbridge.explain.SizeText;
import io.github.padbridge.proof.Counterexample;
import io.github.padbridge.shape.SizeSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The result of a comparison in words, for text and pages. */
public final class ComparisonWords {
  /** The sentence below most repairs. */
  private static final String REPAIRED = "equal at every input size";

  /** The sentence instead of a repair. */
  public static final String NO_REPAIR = "none found in the framework of the right side";

  private ComparisonWords() {}

  /** Where a repair is equal. */
  public static String repaired(PairComparison pair) {
    return pair.equivalence().isOfFewSizes() ? "equal at this input size" : REPAIRED;
  }

  /** The verdict in a line. */
  public static String headline(PairComparison pair) {
    String every = everySize(pair.equivalence()) + leftOut(pair);
    if (pair.inputShape() == null) {
      return every + (isOneClaim(pair) ? others(pair) : "");
    }
    String here = (pair.isEqual() ? "EQUAL" : "DIFFER") + " at " + pair.inputShape();
    if (pair.isSized() || isOneClaim(pair)) {
      return here + leftOut(pair) + others(pair);
    }
    return here + "; " + every.replaceFirst("EQUAL", "equal").replaceFirst("DIFFER", "differ");
  }

  /** Whether the same holds at the few sizes that the left side accepts. */
  private static boolean isOneClaim(PairComparison pair) {
    return pair.equivalence().isOfFewSizes()
        && pair.equivalence().verdict() != Equivalence.Verdict.SOME_SIZES;
  }

  /** Why other sizes are not compared. */
  private static String others(PairComparison pair) {
    return pair.isSized()
        ? "; other sizes have other windows"
        : "; the left side accepts no other size";
  }

  /** {@code , without nn.ReLU of the right side}. */
  private static String leftOut(PairComparison pair) {
    List<String> phrases = new ArrayList<>();
    phrase("left", pair.leftOut(true), phrases);
    phrase("right", pair.leftOut(false), phrases);
    return phrases.isEmpty() ? "" : ", without " + WordList.and(phrases);
  }

  private static void phrase(String side, List<String> names, List<String> phrases) {
    if (!names.isEmpty()) {
      phrases.add(WordList.and(names) + " of the " + side + " side");
    }
  }

  private static String everySize(Equivalence equivalence) {
    return switch (equivalence.verdict()) {
      case EVERY_SIZE -> "EQUAL " + everySizeOfLeft(equivalence);
      case SOME_SIZES ->
          "DIFFER "
              + sizes(equivalence, Axis::different, "or")
              + "; equal "
              + sizes(equivalence, Axis::equal, "and");
      case NO_SIZE -> "DIFFER " + everySizeOfLeft(equivalence);
    };
  }

  private static String everySizeOfLeft(Equivalence equivalence) {
    return equivalence.isOfFewSizes()
        ? sizes(equivalence, Axis::accepted, "and")
        : "at every input size";
  }

  /** {@code at every even H_in or W_in}. */
  private static String sizes(
      Equivalence equivalence, Function<Axis, SizeSet> set, String conjunction) {
    Map<SizeSet, List<String>> axes = new LinkedHashMap<>();
    for (Axis axis : equivalence.axes()) {
      SizeSet sizes = set.apply(axis);
      if (!sizes.isEmpty()) {
        axes.computeIfAbsent(sizes, same -> new ArrayList<>()).add(axis.name() + "_in");
      }
    }
    List<String> phrases = new ArrayList<>();
    axes.forEach(
        (sizes, names) -> {
          String both = conjunction.equals("or") ? WordList.or(names) : WordList.and(names);
          phrases.add(SizeText.of(sizes, both));
        });
    return conjunction.equals("or") ? WordList.or(phrases) : WordList.and(phrases);
  }

  /** The causes as sentences; causes that differ only in the axis are joined. */
  public static List<String> causes(List<Cause> causes) {
    Map<Object, List<Cause>> alike = new LinkedHashMap<>();
    for (Cause cause : causes) {
      Object key = List.of(cause.kind(), cause.left(), cause.right(), cause.sentence());
      alike.computeIfAbsent(key, same -> new ArrayList<>()).add(cause);
    }
    List<String> sentences = new ArrayList<>();
    for (List<Cause> same : alike.values()) {
      String sentence = same.get(0).sentence();
      List<String> axes = same.stream().map(cause -> String.valueOf(cause.axis())).toList();
      List<String> sizes = axes.stream().map(axis -> axis + "_in").toList();
      sentences.add(
          sentence
              .replace("for {axis}_in =", "for " + String.join(" = ", sizes) + " =")
              .replace("{axis}_in =", WordList.and(sizes) + " =")
              .replace("{axis}_in", WordList.or(sizes))
              .replace("{axis}", WordList.and(axes)));
    }
    return sentences;
  }

  /** {@code start at -3, -1, 1, 3 on the left and at -2, 0, 2, 4 on the right (H_in = 8)}. */
  static String windows(WindowStarts starts) {
    String begin = starts.transposed() ? "start in the output at " : "start at ";
    return begin
        + listed(starts.left().starts())
        + " on the left and at "
        + listed(starts.right().starts())
        + " on the right ("
        + starts.axis()
        + "_in = "
        + starts.size()
        + ")";
  }

  private static String listed(List<Integer> places) {
    String few = places.stream().limit(4).map(String::valueOf).collect(Collectors.joining(", "));
    return few + (places.size() > 4 ? ", ..." : "");
  }

  /** The counterexample in a sentence without a full stop. */
  public static String seen(Counterexample seen) {
    String input = "input " + tuple(seen.inputShape()) + ": output ";
    if (seen.first() == null) {
      return input
          + tuple(seen.leftShape())
          + " on the left and "
          + tuple(seen.rightShape())
          + " on the right";
    }
    return input
        + Arrays.toString(seen.first().index())
        + " is "
        + NumberText.of(seen.first().expected())
        + " on the left and "
        + NumberText.of(seen.first().actual())
        + " on the right";
  }

  private static String tuple(int[] shape) {
    return Arrays.toString(shape).replace('[', '(').replace(']', ')');
  }

  /** {@code equal on ND4J at (H_in, W_in) = (3, 3) and (4, 4)}. */
  public static String ran(PairComparison pair) {
    String names =
        pair.equivalence().axes().stream()
            .map(axis -> axis.name() + "_in")
            .collect(Collectors.joining(", ", "(", ")"));
    return "equal on ND4J at " + names + " = " + tuples(pair.ran());
  }

  /** {@code (3, 3) and (4, 4)}. */
  static String tuples(List<List<Integer>> sizes) {
    return WordList.and(
        sizes.stream()
            .map(
                each ->
                    each.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")))
            .toList());
  }
}
