package io.github.padbridge.render.page;

import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.render.ComparisonWords;
import io.github.padbridge.render.LabelText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page tells of two sides.
 *
 * @param name what the pair is called; empty where it is called nothing
 * @param comparison null where there is none
 * @param faults why there is none
 */
public record PagePair(String name, @Nullable PairComparison comparison, List<Fault> faults) {
  public PagePair {
    name = Printable.line(name);
    faults = List.copyOf(faults);
  }

  /** Two sides that were compared. */
  public static PagePair of(LayerRecord.Label label, PairComparison comparison) {
    return new PagePair(LabelText.shortForm(label), comparison, List.of());
  }

  /** Two sides that could not be compared. */
  public static PagePair refused(LayerRecord.Label label, List<Fault> faults) {
    return new PagePair(LabelText.shortForm(label), null, faults);
  }

  /** The verdict in a line, or why there is none. */
  String verdict() {
    return comparison == null
        ? faults.stream().map(Fault::message).collect(Collectors.joining("; "))
        : ComparisonWords.headline(comparison);
  }

  /** The class of the verdict's style. */
  String style() {
    return comparison == null ? "unproven" : comparison.isEqual() ? "agree" : "differs";
  }
}
