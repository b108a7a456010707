package io.github.padbridge.diagnose;

import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries hypotheses, those with the fewest changes first. */
final class Search {
  /** More changes are not combined. */
  static final int MOST_CHANGES = 2;

  /** More findings are not collected: the numbers do not tell them apart. */
  private static final int MOST_FINDINGS = 8;

  private final Subject subject;
  private final Tolerance tolerance;
  private final Hypotheses hypotheses;
  private final Check check;

  Search(Subject subject, Tolerance tolerance) {
    this.subject = subject;
    this.tolerance = tolerance;
    this.hypotheses = new Hypotheses(subject);
    this.check = new Check(tolerance);
  }

  Diagnosis run() {
    List<Fit> own = fits(0);
    List<Fit> changed = fits(1);
    if (own.isEmpty() && changed.isEmpty()) {
      changed = fits(2);
    }
    List<Fit> all = chosen(own, changed);
    return all.isEmpty() ? diagnosis(all, nearest()) : diagnosis(all, null);
  }

  /** All that fit, the best first; the layer itself comes first unless another fits better. */
  private static List<Fit> chosen(List<Fit> own, List<Fit> changed) {
    List<Fit> all = new ArrayList<>(changed);
    all.sort(Comparator.comparingDouble(Fit::error));
    for (Fit fit : own) {
      if (all.isEmpty() || !fit.isClearlyWorseThan(all.get(0))) {
        all.add(0, fit);
      }
    }
    return all.subList(0, Math.min(all.size(), MOST_FINDINGS));
  }

  /** The hypotheses with this number of changes that fit; of equal ones the first. */
  private List<Fit> fits(int changes) {
    List<Fit> fits = new ArrayList<>();
    hypotheses.forEach(
        changes,
        hypothesis -> {
          if (fits.size() < MOST_FINDINGS
              && fits.stream().noneMatch(fit -> fit.hypothesis().computesLike(hypothesis))) {
            check.fit(hypothesis).ifPresent(fits::add);
          }
        });
    return fits;
  }

  private @Nullable Nearest nearest() {
    List<Hypothesis> candidates = new ArrayList<>();
    hypotheses.forEach(0, candidates::add);
    hypotheses.forEach(1, candidates::add);
    Hypothesis best = null;
    Comparison ofBest = null;
    for (Hypothesis candidate : candidates) {
      Comparison comparison = check.ranked(candidate);
      if (ofBest == null || comparison.isBetterThan(ofBest)) {
        best = candidate;
        ofBest = comparison;
      }
    }
    return best == null ? null : check.whole(best).nearest();
  }

  private Diagnosis diagnosis(List<Fit> fits, @Nullable Nearest nearest) {
    return new Diagnosis(
        subject.layer(),
        Shape.of(subject.given().shape()),
        tolerance,
        fits.stream().map(Fit::finding).toList(),
        nearest,
        fits.isEmpty() ? 0 : Check.elements(fits.get(0).hypothesis()));
  }
}
