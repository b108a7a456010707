package io.github.padbridge.render;

import io.github.padbridge.compare.ChainProof;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.proof.Counterexample;
import java.util.Objects;
import java.util.stream.Collectors;

/** The proof of a translated chain, for people. */
public final class ChainProofText {
  private ChainProofText() {}

  /** A line, and for a difference where it was seen. */
  public static String of(LayerRecord.Label label, ChainProof proof) {
    StringBuilder text = new StringBuilder(proof.agree() ? "agree    " : "DIFFERS  ");
    String title = LabelText.shortForm(label);
    text.append(title.isEmpty() ? "" : title + ": ");
    text.append(ChainText.title(proof.translation())).append(", in ");
    text.append(proof.translation().code().target().title()).append('\n');
    String margin = " ".repeat(AgreementText.VERDICT);
    if (proof.agree()) {
      text.append(margin).append(ChainText.verdict(proof.translation())).append('\n');
      text.append(margin).append("equal on ND4J at ").append(ran(proof)).append(" on ");
      text.append(ChainProof.DRAWS).append(" draws each\n");
    } else {
      text.append(margin).append(difference(proof)).append('\n');
    }
    proof.notes().forEach(note -> text.append(margin).append(note).append('\n'));
    return text.toString();
  }

  /** {@code (H_in, W_in) = (5, 5) and (6, 6)}. */
  private static String ran(ChainProof proof) {
    String names =
        proof.translation().axes().stream()
            .map(axis -> axis.name() + "_in")
            .collect(Collectors.joining(", ", "(", ")"));
    return names + " = " + ComparisonWords.tuples(proof.ran());
  }

  /** Where the chain and its code differ, a sentence without a full stop. */
  public static String difference(ChainProof proof) {
    Counterexample seen = Objects.requireNonNull(proof.counterexample());
    return ComparisonWords.seen(seen);
  }
}
