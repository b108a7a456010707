package io.github.padbridge.render;

import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.DataLayout;
import io.github.padbridge.notation.NotationResult;
import io.github.padbridge.notation.TensorPadding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes on common mistakes, where they apply to a padding. */
final class PaddingNotes {
  private PaddingNotes() {}

  static List<String> of(TensorPadding padding, List<NotationResult> notations) {
    List<String> notes = new ArrayList<>();
    String layouts = layouts(padding.rank());
    if (padding.layout() == null && !layouts.isEmpty()) {
      notes.add(
          "the axes are taken in the given order; set --layout to name the spatial ones: "
              + layouts
              + ".");
    }
    DataLayout layout = padding.layout();
    if (layout != null && layout.spatialRank() > 1) {
      String order = order(padding, layout, notations);
      if (order != null) {
        notes.add(order);
      }
    }
    return notes;
  }

  /** The layouts that a tensor of this rank may have. */
  private static String layouts(int rank) {
    return String.join(
        ", ", DataLayout.names().stream().filter(name -> name.length() == rank).toList());
  }

  /** Why {@code padding=(1, 0)} is {@code F.pad(x, (0, 0, 1, 1))}. */
  private static @Nullable String order(
      TensorPadding padding, DataLayout layout, List<NotationResult> notations) {
    String functional = expression(notations, "F.pad");
    String layer = expression(notations, "nn.Conv" + layout.spatialRank() + "d");
    boolean isUnpadded = padding.axes().stream().allMatch(AxisPadding::isNone);
    if (functional == null || isUnpadded) {
      return null;
    }
    String axes = String.join(", ", layout.spatialAxes().split("", 0));
    String lastFirst = "F.pad lists the last axis first, with two numbers per axis";
    return layer == null
        ? lastFirst + "; tf.pad, Keras and ONNX list the axes in order."
        : "the padding argument of a layer has the order "
            + axes
            + ", with one number per axis; "
            + lastFirst
            + ".";
  }

  private static @Nullable String expression(List<NotationResult> notations, String notation) {
    return notations.stream()
        .filter(written -> written.notation().equals(notation) && written.isSaid())
        .findFirst()
        .map(NotationResult::expression)
        .orElse(null);
  }
}
