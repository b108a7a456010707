package io.github.padbridge.render;

import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.layer.LayerRecord;
import java.util.List;

/** A comparison as text: the verdict, both sides, causes, an example, and the repair. */
public final class ComparisonText {
  /** The most lines of a side that are shown. */
  private static final int MOST_LINES = 20;

  private static final String MARGIN = "          ";

  private ComparisonText() {}

  /** The text, one paragraph. */
  public static String of(LayerRecord.Label label, PairComparison pair) {
    StringBuilder text = new StringBuilder();
    String title = LabelText.shortForm(label);
    text.append(title.isEmpty() ? "" : title + ": ")
        .append(ComparisonWords.headline(pair))
        .append('\n');
    field(text, "left", shortened(pair.leftGiven().shown()));
    field(text, "right", shortened(pair.rightGiven().shown()));
    pair.notes().forEach(note -> field(text, "note", note));
    for (String cause : ComparisonWords.causes(pair.equivalence().causes())) {
      field(text, "cause", cause);
    }
    pair.equivalence().starts().stream()
        .filter(starts -> starts.left().ends().before() != starts.right().ends().before())
        .findFirst()
        .ifPresent(starts -> field(text, "windows", ComparisonWords.windows(starts)));
    if (pair.counterexample() != null) {
      field(text, "example", ComparisonWords.seen(pair.counterexample()));
    }
    if (!pair.ran().isEmpty()) {
      field(text, "run", ComparisonWords.ran(pair));
    }
    if (pair.repair() != null) {
      field(text, "repair", pair.repair().code());
      field(text, "", ComparisonWords.repaired(pair));
    } else if (pair.equivalence().verdict() != Equivalence.Verdict.EVERY_SIZE) {
      field(text, "repair", ComparisonWords.NO_REPAIR);
    }
    return text.toString();
  }

  /** The first lines of a long text, and how many more there are. */
  private static String shortened(String code) {
    List<String> lines = code.lines().toList();
    if (lines.size() <= MOST_LINES) {
      return String.join("\n", lines);
    }
    int few = MOST_LINES - 1;
    String more = "... (" + (lines.size() - few) + " more lines)";
    return String.join("\n", lines.subList(0, few)) + "\n" + more;
  }

  private static void field(StringBuilder text, String name, String value) {
    text.append("  ").append(name).append(" ".repeat(8 - name.length()));
    text.append(ChainText.indented(value, MARGIN.length()).substring(MARGIN.length()));
  }
}
