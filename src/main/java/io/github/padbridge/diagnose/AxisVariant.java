package io.github.padbridge.diagnose;

import java.util.List;

/** The windows of one axis as a port may have them. */
record AxisVariant(AxisWindow windows, List<AxisChange> changes) {
  AxisVariant {
    changes = List.copyOf(changes);
  }

  /**
   * A difference from the layer. Axes with the same one share a clause: {@code what} along H and W
   * {@code how}.
   */
  record AxisChange(Kind kind, String what, String how) {}
}
