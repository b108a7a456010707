package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the {@code padding} of a JAX layer: SAME, SAME_LOWER, VALID, or a pair for each axis. */
final class JaxPaddingField {
  private static final List<String> WORDS = List.of("SAME", "SAME_LOWER", "VALID");

  private final JaxOp op;
  private final int rank;
  private final SpecFields fields;

  JaxPaddingField(JaxOp op, int rank, SpecFields fields) {
    this.op = op;
    this.rank = rank;
    this.fields = fields;
  }

  /** The padding; none if the log has a fault. */
  JaxPadding read() {
    if (!fields.has(Argument.PADDING)) {
      if (!op.isPooling()) {
        fields.missing(
            Argument.PADDING,
            "lax.conv_general_dilated has no default for it: \"SAME\", \"VALID\" or pairs");
      }
      return JaxPadding.none(rank);
    }
    if (fields.get(Argument.PADDING) instanceof JsonArray array) {
      return pairs(array);
    }
    String text = fields.text(Argument.PADDING);
    String word = text == null ? "" : text.toUpperCase(Locale.ROOT);
    if (!WORDS.contains(word)) {
      fields.fault(
          Argument.PADDING,
          "padding must be \"SAME\", \"SAME_LOWER\", \"VALID\" or a list of pairs (got "
              + fields.quoted(Argument.PADDING)
              + ")",
          SpecFields.meant(text, WORDS));
    }
    return word.startsWith("SAME")
        ? new JaxPadding.Same(word.equals("SAME_LOWER"))
        : JaxPadding.none(rank);
  }

  private JaxPadding pairs(JsonArray array) {
    List<PadAmount> amounts = new ArrayList<>();
    for (JsonValue item : array.items()) {
      List<Integer> pair = item instanceof JsonArray ends ? pair(ends) : List.of();
      if (pair.size() == 2) {
        amounts.add(new PadAmount(pair.get(0), pair.get(1)));
      }
    }
    if (amounts.size() != rank || array.items().size() != rank) {
      if (!fields.isFaulty(Argument.PADDING)) {
        fields.fault(
            Argument.PADDING,
            "padding must be a pair for each of the "
                + rank
                + " spatial axes (got "
                + array.quoted()
                + ")",
            null);
      }
      return JaxPadding.none(rank);
    }
    return new JaxPadding.Pairs(amounts);
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
