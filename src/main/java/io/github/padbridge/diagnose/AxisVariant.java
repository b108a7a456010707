package io.github.padbridge.diagnose;

import java.util.List;

/**
 * The windows of one axis as a port may have them.
 *
 * @param isToldOtherwise whether another change tells the same windows better: the other {@code
 *     ceil_mode}, or output_padding that is ignored. Then this is for ports that move the windows
 *     of another axis
 */
record AxisVariant(AxisWindow windows, List<AxisChange> changes, boolean isToldOtherwise) {
  AxisVariant {
    changes = List.copyOf(changes);
  }

  boolean has(Kind kind) {
    return changes.stream().anyMatch(change -> change.kind() == kind);
  }
}
