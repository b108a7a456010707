package io.github.padbridge.render;

import io.github.padbridge.audit.AuditedLayer;
import io.github.padbridge.audit.AuditedPair;
import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.layer.LayerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** The result of an audit as text: a line for the models, and a paragraph for each difference. */
public final class AuditText {
  /** The most names in the first line. */
  private static final int MOST_NAMES = 6;

  private final String left;
  private final String right;

  /**
   * @param left where the left layers are: {@code in model.pt2}
   * @param right where the right layers are
   */
  public AuditText(String left, String right) {
    this.left = left;
    this.right = right;
  }

  /** {@code 41 of 43 layers equal; up2 and stem differ}. */
  public String headline(List<AuditedPair> pairs) {
    long equal = pairs.stream().filter(AuditedPair::isEqual).count();
    List<String> parts = new ArrayList<>();
    parts.add(
        equal + " of " + pairs.size() + (pairs.size() == 1 ? " layer" : " layers") + " equal");
    part(parts, pairs, AuditText::differs, "differs", "differ");
    part(parts, pairs, AuditText::isRefused, "cannot be compared", "cannot be compared");
    String onlyLeft = "only " + left;
    part(parts, pairs, pair -> pair.right() == null, "is " + onlyLeft, "are " + onlyLeft);
    String onlyRight = "only " + right;
    part(parts, pairs, pair -> pair.left() == null, "is " + onlyRight, "are " + onlyRight);
    return String.join("; ", parts);
  }

  /**
   * Names the layers that are equal at the sizes of the models but not at all sizes; empty if there
   * are none.
   */
  public String elsewhere(List<AuditedPair> pairs) {
    List<String> names =
        names(
            pairs.stream().filter(pair -> pair.isEqual() && !isAlways(comparison(pair))).toList());
    return names.isEmpty()
        ? ""
        : "equal at the sizes of the models, but not at all sizes: " + WordList.and(names);
  }

  private static void part(
      List<String> parts,
      List<AuditedPair> pairs,
      Predicate<AuditedPair> so,
      String one,
      String several) {
    List<AuditedPair> found = pairs.stream().filter(so).toList();
    if (!found.isEmpty()) {
      parts.add(WordList.and(names(found)) + " " + (found.size() == 1 ? one : several));
    }
  }

  /** The first names, and how many more there are. */
  private static List<String> names(List<AuditedPair> pairs) {
    boolean all = pairs.size() <= MOST_NAMES;
    List<String> names = new ArrayList<>();
    for (AuditedPair pair : all ? pairs : pairs.subList(0, MOST_NAMES - 1)) {
      names.add(pair.shortTitle());
    }
    if (!all) {
      names.add(pairs.size() - names.size() + " more");
    }
    return names;
  }

  private static boolean differs(AuditedPair pair) {
    Attempt<PairComparison> attempt = pair.attempt();
    return attempt != null && attempt.succeeded() && !pair.isEqual();
  }

  private static boolean isRefused(AuditedPair pair) {
    Attempt<PairComparison> attempt = pair.attempt();
    return attempt != null && !attempt.succeeded();
  }

  private static PairComparison comparison(AuditedPair pair) {
    return Objects.requireNonNull(pair.attempt()).requireResult();
  }

  private static boolean isAlways(PairComparison pair) {
    return pair.equivalence().verdict() == Equivalence.Verdict.EVERY_SIZE;
  }

  /** The pair as reports call it. */
  public static LayerRecord.Label label(AuditedPair pair) {
    return new LayerRecord.Label(null, pair.title());
  }

  /** A paragraph on a difference; empty for equal layers and those that cannot be compared. */
  public String paragraph(AuditedPair pair) {
    if (pair.isUnmatched()) {
      return "\n" + pair.title() + ": " + unmatched(pair) + "\n" + shown(pair);
    }
    return differs(pair) ? "\n" + ComparisonText.of(label(pair), comparison(pair)) : "";
  }

  /** {@code ONLY in model.pt2}, and why it could have no partner. */
  public String unmatched(AuditedPair pair) {
    String failure = layer(pair).failure();
    return "ONLY "
        + (pair.right() == null ? left : right)
        + (failure.isEmpty() ? "" : "; " + failure);
  }

  private static AuditedLayer layer(AuditedPair pair) {
    return Objects.requireNonNull(pair.left() == null ? pair.right() : pair.left());
  }

  private static String shown(AuditedPair pair) {
    String side = pair.left() == null ? "  right   " : "  left    ";
    return side + layer(pair).text().replace("\n", "\n" + " ".repeat(side.length())) + "\n";
  }
}
