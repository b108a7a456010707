package io.github.padbridge.model;

import io.github.padbridge.layer.Padding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a printed convolution or pooling runs, as far as classes and names tell.
 *
 * @param padding what is padded in a forward beside the layer's own argument; null for nothing
 * @param doubt why the printed arguments are not all that it does, without a full stop; null where
 *     nothing says so
 * @param notes what to watch for, a sentence each without a full stop
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
