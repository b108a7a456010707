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
 * @param alone why it is no pair, if it is a layer without a partner; empty otherwise
 * @param faults why there is no comparison
 */
public record PagePair(
    String name, @Nullable PairComparison comparison, String alone, List<Fault> faults) {
  public PagePair {
    name = Printable.line(name);
    faults = List.copyOf(faults);
  }

  /** Two sides that were compared. */
  public static PagePair of(LayerRecord.Label label, PairComparison comparison) {
    return new PagePair(LabelText.shortForm(label), comparison, "", List.of());
  }

  /** Two sides that could not be compared. */
  public static PagePair refused(LayerRecord.Label label, List<Fault> faults) {
    return new PagePair(LabelText.shortForm(label), null, "", faults);
  }

  /**
   * A layer without a partner.
   *
   * @param why a sentence without a full stop
   */
  public static PagePair alone(LayerRecord.Label label, String why) {
    return new PagePair(LabelText.shortForm(label), null, Printable.line(why), List.of());
  }

  /** The verdict in a line, or why there is none. */
  String verdict() {
    if (comparison != null) {
      return ComparisonWords.headline(comparison);
    }
    return alone.isEmpty()
        ? faults.stream().map(Fault::message).collect(Collectors.joining("; "))
        : alone;
  }

  /** The class of the verdict's style. */
  String style() {
    if (comparison != null) {
      return comparison.isEqual() ? "agree" : "differs";
    }
    return alone.isEmpty() ? "unproven" : "differs";
  }
}
