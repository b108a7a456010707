package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import java.util.Comparator;
import java.util.List;

/** Moves the faults of a record to their places in the source text. */
final class InText {
  private InText() {}

  static Refusal refusal(Refusal refusal, SourceText text) {
    List<Fault> faults =
        refusal.faults().stream()
            .map(fault -> fault(fault, text))
            .sorted(Comparator.comparing(InText::line).thenComparing(InText::column))
            .toList();
    return new Refusal(faults);
  }

  static Fault fault(Fault fault, SourceText text) {
    Place place = fault.place();
    return place == null || place.line() == 0
        ? fault
        : fault.locatedAt(text.place(place.line(), place.column()));
  }

  /** Faults without a place come last. */
  private static int line(Fault fault) {
    return fault.place() == null ? Integer.MAX_VALUE : fault.place().line();
  }

  private static int column(Fault fault) {
    return fault.place() == null ? Integer.MAX_VALUE : fault.place().column();
  }
}
