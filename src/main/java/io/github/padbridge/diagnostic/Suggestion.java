package io.github.padbridge.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name nearest to a misspelt one. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The nearest of {@code known}, if it is near enough to be what was meant; or the one that {@code
   * given} begins.
   */
  public static Optional<String> nearest(String given, Collection<String> known) {
    return nearestByLetters(given, known).or(() -> begunBy(given, known));
  }

  private static Optional<String> begunBy(String given, Collection<String> known) {
    String beginning = given.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> beginning.length() > 2)
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(beginning))
        .min(Comparator.comparingInt(String::length));
  }

  private static Optional<String> nearestByLetters(String given, Collection<String> known) {
    // Longer names may carry more slips, but a third of the letters is where guessing starts.
    int tolerance = Math.max(1, given.length() / 3);
    return known.stream()
        .filter(name -> Math.abs(name.length() - given.length()) <= tolerance)
        .filter(name -> distance(given, name) <= tolerance)
        .min(Comparator.comparingInt(name -> distance(given, name)));
  }

  /** The known name that {@code given} misses by no more than two letters, or by its case. */
  public static Optional<String> slip(String given, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(given, name) <= Math.min(2, given.length() / 3))
        .min(Comparator.comparingInt(name -> distance(given, name)));
  }

  /** "did you mean 'stride'?", or the list of all names where none is near. */
  public static String help(String given, Collection<String> known) {
    return nearest(given, known)
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(() -> "known here: " + String.join(", ", known));
  }

  /**
   * Optimal string alignment: insertions, deletions, replacements and swapped neighbours, ignoring
   * case.
   */
  static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
