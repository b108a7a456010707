package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import java.util.List;

/** Faults in the style of a compiler: message, place, hint. */
public final class RefusalText {
  private static final String HELP = "  help: ";

  private RefusalText() {}

  public static String of(List<Fault> faults) {
    StringBuilder text = new StringBuilder();
    for (Fault fault : faults) {
      text.append("error: ").append(fault.message()).append('\n');
      Place place = fault.place();
      if (place != null) {
        text.append("  --> ").append(place).append('\n');
      }
      if (place != null && place.excerpt() != null && !place.excerpt().isBlank()) {
        text.append(Excerpt.of(place.excerpt(), place.column()).indent(6));
      }
      if (fault.help() != null) {
        text.append(HELP)
            .append(fault.help().replace("\n", "\n" + " ".repeat(HELP.length())))
            .append('\n');
      }
    }
    return text.toString();
  }
}
