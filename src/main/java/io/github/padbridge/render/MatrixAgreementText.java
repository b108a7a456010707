package io.github.padbridge.render;

import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.proof.Comparison;
import io.github.padbridge.proof.MatrixAgreement;
import java.util.Arrays;
import java.util.Locale;

/** The proof of a matrix as text, one line per product. */
public final class MatrixAgreementText {
  private MatrixAgreementText() {}

  public static String of(LayerRecord.Label label, MatrixAgreement agreement) {
    String title = LabelText.shortForm(label);
    StringBuilder text = new StringBuilder();
    for (MatrixAgreement.Product product : agreement.products()) {
      boolean agree = product.result().agree();
      text.append(agree ? "agree    " : "DIFFERS  ");
      text.append(title.isEmpty() ? "" : title + ": ");
      String name = FormulaText.signs(product.product());
      text.append(name).append(" ".repeat(6 - name.length()));
      text.append(product.against());
      text.append(agree ? ", " + agreed(product, agreement) : "").append('\n');
      text.append(agree ? "" : "         " + differed(product) + "\n");
    }
    if (agreement.note() != null) {
      text.append("         ").append(agreement.note()).append('\n');
    }
    return text.toString();
  }

  private static String agreed(MatrixAgreement.Product product, MatrixAgreement agreement) {
    long elements = product.result().requireComparison().elements();
    int draws = agreement.evidence().draws();
    return elements
        + (elements == 1 ? " element equal" : " elements equal")
        + (draws == 1 ? " on 1 random draw" : " on each of " + draws + " random draws")
        + ", seed "
        + agreement.evidence().seed()
        + String.format(
            Locale.ROOT,
            ", chance of a missed difference < %.1e",
            agreement.evidence().missProbability());
  }

  private static String differed(MatrixAgreement.Product product) {
    if (product.result().contradiction() != null) {
      return product.result().contradiction();
    }
    Comparison comparison = product.result().requireComparison();
    Comparison.Difference first = comparison.requireFirst();
    return comparison.differing()
        + " of "
        + comparison.elements()
        + " elements differ, the largest by "
        + NumberText.of(comparison.maxAbsDiff())
        + "; first at "
        + Arrays.toString(first.index())
        + ": "
        + product.result().expectedFrom()
        + " has "
        + NumberText.of(first.expected())
        + ", the matrix gives "
        + NumberText.of(first.actual());
  }
}
