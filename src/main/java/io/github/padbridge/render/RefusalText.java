package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import java.util.List;

/** Faults the way a compiler reports them: what, where, how to mend. */
public final class RefusalText {
  private RefusalText() {}

  public static String of(List<Fault> faults) {
    StringBuilder text = new StringBuilder();
    for (Fault fault : faults) {
      text.append("error: ").append(fault.message()).append('\n');
      if (fault.place() != null) {
        text.append("  --> ").append(fault.place()).append('\n');
      }
      if (fault.help() != null) {
        text.append("  help: ").append(fault.help()).append('\n');
      }
    }
    return text.toString();
  }
}
