package io.github.padbridge.audit;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * The best way to pair two sequences in order. An element may stay without a partner. Source: S. B.
 * Needleman and C. D. Wunsch, "A general method applicable to the search for similarities in the
 * amino acid sequence of two proteins", 1970.
 */
public final class Alignment {
  /** The index of a missing partner. */
  public static final int NONE = -1;

  /** The most pairs of elements that are scored: 40 MB of scores. */
  private static final long MOST = 10_000_000;

  private Alignment() {}

  /**
   * Two partners, or an element without one.
   *
   * @param left the index on the left, or {@link #NONE}
   * @param right the index on the right, or {@link #NONE}
   */
  public record Match(int left, int right) {}

  /**
   * The pairs with the largest sum of scores. Among equal sums, elements are paired as early as
   * possible.
   *
   * @param score of two elements by their indices; those that score 0 or less are never paired
   * @return every element once, in order
   * @throws Refusal if the sequences are too long
   */
  public static List<Match> of(int lefts, int rights, IntBinaryOperator score) {
    if ((lefts + 1L) * (rights + 1L) > MOST) {
      throw new Refusal(
          new Fault(
              "these models have too many layers to compare (got " + lefts + " and " + rights + ")",
              null,
              List.of(),
              null));
    }
    int[][] best = best(lefts, rights, score);
    List<Match> matches = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < lefts || j < rights) {
      int own = i < lefts && j < rights ? score.applyAsInt(i, j) : 0;
      if (own > 0 && best[i][j] == own + best[i + 1][j + 1]) {
        matches.add(new Match(i++, j++));
      } else if (i < lefts && best[i][j] == best[i + 1][j]) {
        matches.add(new Match(i++, NONE));
      } else {
        matches.add(new Match(NONE, j++));
      }
    }
    return matches;
  }

  /** The largest sum for the elements from {@code [left][right]} on. */
  private static int[][] best(int lefts, int rights, IntBinaryOperator score) {
    int[][] best = new int[lefts + 1][rights + 1];
    for (int i = lefts - 1; i >= 0; i--) {
      for (int j = rights - 1; j >= 0; j--) {
        int own = score.applyAsInt(i, j);
        int paired = own > 0 ? own + best[i + 1][j + 1] : 0;
        best[i][j] = Math.max(paired, Math.max(best[i + 1][j], best[i][j + 1]));
      }
    }
    return best;
  }
}
