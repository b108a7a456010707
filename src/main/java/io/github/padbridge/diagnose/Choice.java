package io.github.padbridge.diagnose;

import java.util.List;

/**
 * One way to compute a part of the layer.
 *
 * @param changes from the layer; none for its own way
 */
record Choice<T>(T value, List<Change> changes) {
  Choice {
    changes = List.copyOf(changes);
  }

  /** The way of the layer itself. */
  static <T> Choice<T> own(T value) {
    return new Choice<>(value, List.of());
  }

  static <T> Choice<T> changed(T value, Kind kind, String message) {
    return new Choice<>(value, List.of(new Change(kind, message)));
  }
}
