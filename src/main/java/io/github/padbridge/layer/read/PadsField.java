package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxJoins;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The pads in front of the layer of a record, {@code "before": [{"op": "pad", "paddings": [[0, 0],
 * [0, 0], [3, 3], [3, 3]], "mode": "reflect"}]}, one pair for each axis of the input.
 */
final class PadsField {
  static final String BEFORE = "before";
  static final String AFTER = "after";

  private static final String HELP =
      "a pad is {\"op\": \"pad\", \"paddings\": [[before, after], ...], \"mode\": \"constant\"}";

  private final JsonObject record;
  private final FaultLog log;

  PadsField(JsonObject record, FaultLog log) {
    this.record = record;
    this.log = log;
  }

  /** The layer with the pads of the record joined; logs a fault if they cannot be joined. */
  Layer joined(Layer layer) {
    refuseAfter();
    Layer joined = layer;
    List<JsonValue> pads = items(BEFORE);
    for (int i = pads.size() - 1; i >= 0; i--) {
      String path = "/" + BEFORE + "/" + i;
      Optional<PadModule> pad = pad(pads.get(i), layer);
      if (pad.isEmpty()) {
        log.add(pads.get(i), path, "not a pad of all axes of the input", HELP);
        return layer;
      }
      Optional<? extends Layer> whole =
          joined instanceof ConvSpec convolution
              ? pad.get().joinedWith(convolution)
              : joined instanceof OnnxSpec node
                  ? OnnxJoins.padded(pad.get(), node)
                  : Optional.empty();
      if (whole.isEmpty()) {
        log.add(
            pads.get(i),
            path,
            "no single layer combines this pad with " + layer.opName(),
            "translate the pad and the layer separately");
        return layer;
      }
      joined = whole.get();
    }
    return joined;
  }

  private void refuseAfter() {
    List<JsonValue> after = items(AFTER);
    if (!after.isEmpty()) {
      log.add(
          after.get(0), "/" + AFTER, "steps after a layer are not supported", "remove \"after\"");
    }
  }

  private List<JsonValue> items(String name) {
    JsonValue value = record.fields().get(name);
    return value instanceof JsonArray array
        ? array.items()
        : value == null ? List.of() : List.of(value);
  }

  private static Optional<PadModule> pad(JsonValue value, Layer layer) {
    int rank = layer.inputShape().rank();
    if (!(value instanceof JsonObject pad)
        || !"pad".equals(text(pad, Argument.OP))
        || !(pad.fields().get("paddings") instanceof JsonArray paddings)
        || paddings.items().size() != rank) {
      return Optional.empty();
    }
    List<PadAmount> amounts = new ArrayList<>();
    paddings.items().forEach(item -> pair(item).ifPresent(amounts::add));
    int spatial = layer.spatialRank();
    String given = text(pad, "mode");
    String mode = given.equals("constant") || given.isEmpty() ? "zeros" : given;
    return amounts.size() == rank && PadAmount.areNone(amounts.subList(0, rank - spatial))
        ? PaddingMode.named(mode)
            .map(named -> new PadModule(amounts.subList(rank - spatial, rank), named, value(pad)))
        : Optional.empty();
  }

  private static String text(JsonObject object, String name) {
    return object.fields().get(name) instanceof JsonString string ? string.value() : "";
  }

  private static double value(JsonObject pad) {
    return pad.fields().get("value") instanceof JsonNumber number
        ? number.value().doubleValue()
        : pad.fields().containsKey("value") ? Double.NaN : 0;
  }

  /** {@code [before, after]} in integers of 32 bits. */
  static Optional<PadAmount> pair(JsonValue value) {
    if (!(value instanceof JsonArray sides) || sides.items().size() != 2) {
      return Optional.empty();
    }
    OptionalInt before = sides.items().get(0).int32();
    OptionalInt after = sides.items().get(1).int32();
    return before.isPresent() && after.isPresent()
        ? Optional.of(new PadAmount(before.getAsInt(), after.getAsInt()))
        : Optional.empty();
  }
}
