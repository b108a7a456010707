package io.github.padbridge.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The known name that a wrong one stands for. */
public final class Suggestion {
  /** More names than this are not listed. */
  private static final int LONGEST_LIST = 11;

  private Suggestion() {}

  /**
   * The known name that means the same; otherwise the one with the fewest differing letters, if
   * they are few; otherwise the shortest name that starts with {@code given}.
   */
  public static Optional<String> nearest(String given, Collection<String> known) {
    return Synonyms.of(given, known)
        .or(() -> nearestByLetters(given, known))
        .or(() -> begunBy(given, known));
  }

  private static Optional<String> begunBy(String given, Collection<String> known) {
    String beginning = given.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> beginning.length() > 2)
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(beginning))
        .min(Comparator.comparingInt(String::length));
  }

  private static Optional<String> nearestByLetters(String given, Collection<String> known) {
    // Longer names may have more typos; beyond a third of the letters it is a guess.
    int tolerance = Math.max(1, given.length() / 3);
    return known.stream()
        .filter(name -> Math.abs(name.length() - given.length()) <= tolerance)
        .filter(name -> distance(given, name) <= tolerance)
        .filter(name -> !differsInDigits(given, name))
        .min(byDistance(given));
  }

  /** Whether two names are the same except for their digits; which one was meant is a guess. */
  private static boolean differsInDigits(String given, String name) {
    return !given.equalsIgnoreCase(name) && lettersOf(given).equalsIgnoreCase(lettersOf(name));
  }

  private static String lettersOf(String name) {
    return name.replaceAll("[0-9]", "#");
  }

  /** The known name that differs from {@code given} in case or in at most two letters. */
  public static Optional<String> slip(String given, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(given, name) <= Math.min(2, given.length() / 3))
        .min(byDistance(given));
  }

  /** The nearest first; of equally near names, one that starts with the same letter. */
  private static Comparator<String> byDistance(String given) {
    return Comparator.<String>comparingInt(name -> distance(given, name))
        .thenComparing(name -> !name.regionMatches(true, 0, given, 0, 1));
  }

  /** "did you mean 'stride'?"; a short list of names if none is near; null if the list is long. */
  public static @Nullable String help(String given, Collection<String> known) {
    Optional<String> nearest = nearest(given, known);
    if (nearest.isPresent()) {
      return "did you mean '" + nearest.get() + "'?";
    }
    return known.size() > LONGEST_LIST ? null : "known: " + String.join(", ", known);
  }

  /** As {@link #help(String, Collection)}, with another text in place of a long list. */
  public static String help(String given, Collection<String> known, String inPlaceOfList) {
    String help = help(given, known);
    return help == null ? inPlaceOfList : help;
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
