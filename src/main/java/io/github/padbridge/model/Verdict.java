package io.github.padbridge.model;

import io.github.padbridge.layer.Padding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a printed convolution or pooling runs, by classes and names.
 *
 * @param padding padding in a forward method, in addition to the argument; null if none
 * @param doubt why it may do more than the printed arguments, without a full stop; null if there is
 *     no doubt
 * @param notes for porting; one sentence each, without a full stop
 */
record Verdict(@Nullable Padding padding, @Nullable String doubt, List<String> notes) {
  /** It runs as it is printed. */
  static final Verdict AS_PRINTED = new Verdict(null, null, List.of());

  Verdict {
    notes = List.copyOf(notes);
  }

  static Verdict doubt(String reason) {
    return new Verdict(null, reason, List.of());
  }

  static Verdict note(String note) {
    return new Verdict(null, null, note.isEmpty() ? List.of() : List.of(note));
  }

  /** Whether it settles how the layer is padded. */
  boolean isFinal() {
    return padding != null || doubt != null;
  }

  boolean isAsPrinted() {
    return !isFinal();
  }
}
