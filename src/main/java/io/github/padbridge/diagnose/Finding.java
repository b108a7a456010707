package io.github.padbridge.diagnose;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A computation that gives the numbers of the port.
 *
 * @param changes from the layer; none for the layer itself
 * @param maxAbsDiff the largest difference between its result and the numbers of the port
 */
public record Finding(List<Change> changes, double maxAbsDiff) {
  public Finding {
    changes = List.copyOf(changes);
  }

  /** What differs; {@link Kind#SAME} alone for the layer itself. */
  public List<Kind> kinds() {
    return changes.isEmpty()
        ? List.of(Kind.SAME)
        : changes.stream().map(Change::kind).distinct().toList();
  }

  /** One clause without a full stop. */
  public String message() {
    return changes.isEmpty() ? "the output is that of the layer" : message(changes);
  }

  /** All changes in one clause. */
  public static String message(List<Change> changes) {
    return changes.stream().map(Change::message).collect(Collectors.joining(", and "));
  }
}
