package io.github.padbridge.render;

import io.github.padbridge.diagnose.Diagnosis;
import io.github.padbridge.diagnose.Finding;
import io.github.padbridge.diagnose.Kind;
import io.github.padbridge.diagnose.Nearest;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.repair.ChainTranslation;
import java.util.List;
import java.util.Locale;

/** A diagnosis as text: what the port computed, why, and what it should compute. */
public final class DiagnosisText {
  private static final String MARGIN = "            ";

  private DiagnosisText() {}

  /** The text, one paragraph. */
  public static String of(LayerRecord.Label label, DiagnosedLayer layer) {
    Diagnosis diagnosis = layer.diagnosis();
    StringBuilder text = new StringBuilder();
    String title = LabelText.shortForm(label);
    text.append(title.isEmpty() ? "" : title + ": ").append(headline(layer)).append('\n');
    field(text, "layer", SpecText.of(diagnosis.layer()));
    if (!diagnosis.isLayer()) {
      boolean isOnly = diagnosis.findings().size() == 1;
      diagnosis.findings().forEach(finding -> finding(text, finding, isOnly));
    }
    Nearest nearest = diagnosis.nearest();
    if (nearest != null) {
      nearest(text, nearest);
    }
    checked(text, diagnosis);
    if (diagnosis.isLayer()) {
      also(text, diagnosis.findings());
    }
    ChainTranslation repair = layer.repair();
    if (repair != null) {
      repair(text, repair);
    }
    return text.toString();
  }

  /** The verdict in one line without a full stop. */
  public static String headline(DiagnosedLayer layer) {
    Diagnosis diagnosis = layer.diagnosis();
    if (diagnosis.isLayer()) {
      return "SAME: the output is that of the layer";
    }
    if (diagnosis.isExplained()) {
      List<Finding> findings = diagnosis.findings();
      return "DIFFERS: "
          + findings.get(0).message()
          + (findings.size() > 1
              ? ", or one of " + (findings.size() - 1) + " other explanations"
              : "");
    }
    return "DIFFERS, and no known mistake explains it, nor a pair of them: output "
        + diagnosis.outputShape()
        + ", the layer gives "
        + diagnosis.layer().outputShape();
  }

  private static void finding(StringBuilder text, Finding finding, boolean isOnly) {
    if (!isOnly) {
      field(text, "computed", finding.message());
    }
    for (Kind kind : finding.kinds()) {
      field(text, "rule", DiagnosisWords.why(kind));
    }
  }

  private static void nearest(StringBuilder text, Nearest nearest) {
    String changes =
        nearest.changes().isEmpty() ? "the layer itself" : Finding.message(nearest.changes());
    field(
        text,
        "nearest",
        changes
            + ": equal at "
            + nearest.fitting()
            + " of "
            + nearest.checked()
            + " elements, first different at "
            + nearest.index()
            + ": "
            + NumberText.of(nearest.expected())
            + ", the port has "
            + NumberText.of(nearest.given()));
    field(text, "note", "nearest has one mistake at most: pairs of mistakes are not ranked");
  }

  /** What these numbers do not tell from the layer. */
  private static void also(StringBuilder text, List<Finding> findings) {
    findings.stream().skip(1).forEach(finding -> field(text, "also", finding.message()));
    if (findings.size() > 1) {
      field(
          text,
          "note",
          "these numbers do not tell them apart: give random x, weight and bias, in float32 or wider");
    }
  }

  private static void repair(StringBuilder text, ChainTranslation repair) {
    field(text, "repair", repair.code().text().stripTrailing());
    repair
        .weightOrder(0)
        .ifPresent(
            order ->
                field(
                    text,
                    "weight",
                    "transpose"
                        + WordList.call(order.stream().mapToInt(axis -> axis).toArray())
                        + " brings it into the order of this code"));
  }

  private static void checked(StringBuilder text, Diagnosis diagnosis) {
    if (!diagnosis.isExplained()) {
      return;
    }
    long all = diagnosis.outputShape().elements();
    String largest = String.format(Locale.ROOT, "%.2g", diagnosis.findings().get(0).maxAbsDiff());
    field(
        text,
        "checked",
        (diagnosis.checked() == all ? "all " + all : diagnosis.checked() + " of " + all)
            + " elements, largest difference "
            + largest
            + " ("
            + diagnosis.tolerance().name()
            + ")");
  }

  private static void field(StringBuilder text, String name, String value) {
    text.append("  ").append(name).append(" ".repeat(10 - name.length()));
    text.append(value.replace("\n", "\n" + MARGIN)).append('\n');
  }
}
