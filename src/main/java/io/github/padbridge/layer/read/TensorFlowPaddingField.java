package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;

/** Reads the {@code padding} of a TensorFlow layer: SAME, VALID, pairs, or causal (Keras). */
final class TensorFlowPaddingField {
  private final TensorFlowGeometry geometry;
  private final SpecFields fields;

  TensorFlowPaddingField(TensorFlowGeometry geometry, SpecFields fields) {
    this.geometry = geometry;
    this.fields = fields;
  }

  /** The padding; VALID if the log has a fault. */
  TensorFlowPadding read() {
    if (!fields.has(Argument.PADDING)) {
      fields.fault(
          Argument.PADDING,
          "padding is missing",
          "tf.nn."
              + geometry.op().functionName()
              + " has no default for it: \"SAME\" or \"VALID\"");
      return TensorFlowPadding.VALID;
    }
    if (fields.get(Argument.PADDING) instanceof JsonArray array) {
      return explicit(array);
    }
    String text = fields.text(Argument.PADDING);
    if ("causal".equals(text) && geometry.op() == TensorFlowOp.CONV1D) {
      // Keras pads in front only, so that no later element is read.
      long reach = geometry.windows().effectiveKernel(0);
      boolean bounded = reach >= 1 && reach <= Integer.MAX_VALUE;
      PadAmount amount = new PadAmount(bounded ? (int) reach - 1 : 0, 0);
      return new TensorFlowPadding.Explicit(List.of(amount));
    }
    if ("SAME".equalsIgnoreCase(text)) {
      return TensorFlowPadding.SAME;
    }
    if (!"VALID".equalsIgnoreCase(text)) {
      fields.fault(
          Argument.PADDING,
          "padding must be \"SAME\", \"VALID\""
              + (geometry.op().takesExplicitPadding() ? " or a list of pairs" : "")
              + " (got "
              + fields.quoted(Argument.PADDING)
              + ")",
          "causal".equals(text)
              ? "only keras.layers.Conv1D has \"causal\""
              : SpecFields.meant(text, List.of("SAME", "VALID")));
    }
    return TensorFlowPadding.VALID;
  }

  /** {@code [[0, 0], [1, 2], [1, 2], [0, 0]]}, in the order of data_format. */
  private TensorFlowPadding explicit(JsonArray array) {
    List<PadAmount> amounts = new ArrayList<>();
    for (JsonValue item : array.items()) {
      List<Integer> pair = item instanceof JsonArray ends ? pair(ends) : List.of();
      if (pair.size() == 2) {
        amounts.add(new PadAmount(pair.get(0), pair.get(1)));
      }
    }
    int channel = geometry.channelAxis();
    boolean shaped =
        amounts.size() == geometry.rank() + 2 && array.items().size() == geometry.rank() + 2;
    if (!geometry.op().takesExplicitPadding()) {
      fields.fault(
          Argument.PADDING,
          "tf.nn." + geometry.op().functionName() + " takes no list for padding",
          "pad with tf.pad in front of it");
    } else if (!shaped || !amounts.get(0).isNone() || !amounts.get(channel).isNone()) {
      fields.fault(
          Argument.PADDING,
          "padding must be a pair for each of the "
              + (geometry.rank() + 2)
              + " axes, [0, 0] for the batch and the channels (got "
              + array.quoted()
              + ")",
          null);
    } else {
      int first = geometry.dataAxis(0);
      return new TensorFlowPadding.Explicit(amounts.subList(first, first + geometry.rank()));
    }
    return TensorFlowPadding.VALID;
  }

  private List<Integer> pair(JsonArray array) {
    List<Integer> pair = new ArrayList<>();
    for (JsonValue item : array.items()) {
      fields
          .integer(Argument.PADDING, item, fields.pathOrSpec(Argument.PADDING))
          .ifPresent(pair::add);
    }
    return pair;
  }
}
