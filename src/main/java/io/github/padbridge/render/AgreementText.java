package io.github.padbridge.render;

import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Comparison;
import io.github.padbridge.proof.StrategyOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An agreement as text: one line, and the first difference if there is one. */
public final class AgreementText {
  /** The width of the verdict at the start of a line. */
  public static final int VERDICT = 9;

  private AgreementText() {}

  public static String of(LayerRecord.Label label, Agreement agreement) {
    StringBuilder text = new StringBuilder(agreement.agree() ? "agree    " : "DIFFERS  ");
    String title = LabelText.shortForm(label);
    text.append(title.isEmpty() ? "" : title + ": ");
    text.append(agreement.ran().opName()).append(' ').append(agreement.ran().inputShape());
    text.append(" -> ").append(agreement.ran().outputShape());
    text.append(agreement.agree() ? ", " + agreed(agreement) : "").append('\n');
    if (!agreement.agree()) {
      String margin = " ".repeat(VERDICT);
      text.append(margin).append(difference(agreement).replace("\n", "\n" + margin)).append('\n');
    }
    if (agreement.note() != null) {
      text.append("         ").append(agreement.note()).append('\n');
    }
    return text.toString();
  }

  /** One line per strategy: its outcome, or why it does not apply. */
  public static String of(LayerRecord.Label label, List<StrategyOutcome> outcomes) {
    StringBuilder text = new StringBuilder();
    for (StrategyOutcome outcome : outcomes) {
      String name = outcome.strategy() + " ".repeat(Math.max(13 - outcome.strategy().length(), 1));
      if (outcome.agreement() == null) {
        text.append("-        ").append(name).append(outcome.reason()).append('\n');
      } else {
        String line = of(label, outcome.agreement());
        text.append(line, 0, VERDICT).append(name).append(line.substring(VERDICT));
      }
    }
    return text.toString();
  }

  private static String agreed(Agreement agreement) {
    Comparison comparison = agreement.result().requireComparison();
    String elements =
        comparison.elements() + (comparison.elements() == 1 ? " element " : " elements ");
    return elements + (agreement.exact() ? "equal" : "within tolerance") + evidence(agreement);
  }

  private static String evidence(Agreement agreement) {
    Agreement.Evidence evidence = agreement.evidence();
    if (evidence.seed() == null) {
      return " on the tensors of the case" + largest(agreement);
    }
    String draws =
        evidence.draws() == 1
            ? " on 1 random draw"
            : " on each of " + evidence.draws() + " random draws";
    return draws + ", seed " + evidence.seed() + bound(agreement, evidence.missProbability());
  }

  private static String bound(Agreement agreement, @Nullable Double missProbability) {
    if (missProbability == null) {
      return largest(agreement);
    }
    return missProbability == 0
        ? ", every window distinguished from every other"
        : String.format(Locale.ROOT, ", chance of a missed difference < %.1e", missProbability);
  }

  private static String largest(Agreement agreement) {
    double largest = agreement.result().requireComparison().maxAbsDiff();
    return agreement.exact()
        ? ""
        : String.format(Locale.ROOT, ", largest difference %.1e", largest);
  }

  /** How the two sides differ, one line each without a full stop. */
  public static String difference(Agreement agreement) {
    if (agreement.result().contradiction() != null) {
      return agreement.result().contradiction();
    }
    Comparison comparison = agreement.result().requireComparison();
    Comparison.Difference first = comparison.requireFirst();
    return comparison.differing()
        + " of "
        + comparison.elements()
        + " elements differ, the largest by "
        + NumberText.of(comparison.maxAbsDiff())
        + "; first at "
        + Arrays.toString(first.index())
        + ": "
        + agreement.result().expectedFrom()
        + " has "
        + NumberText.of(first.expected())
        + ", the plan gives "
        + NumberText.of(first.actual());
  }
}
