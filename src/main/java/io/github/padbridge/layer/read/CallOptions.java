package io.github.padbridge.layer.read;

import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import java.util.List;
import java.util.Map;

/**
 * Options given next to a call.
 *
 * @param given values by argument name
 * @param spatialRank the number of spatial axes of the called layer
 */
record CallOptions(Map<String, JsonValue> given, int spatialRank) {
  /** Whether an option gives the argument, or implies it. */
  boolean tell(String argument) {
    boolean byWeight =
        List.of(
                Argument.KERNEL_SIZE,
                Argument.IN_CHANNELS,
                Argument.OUT_CHANNELS,
                Argument.FILTERS,
                Argument.DEPTH_MULTIPLIER)
            .contains(argument);
    return given.containsKey(argument)
        || (byWeight && given.containsKey(Argument.WEIGHT_SHAPE))
        || (argument.equals(Argument.IN_CHANNELS) && isToldByInput());
  }

  private boolean isToldByInput() {
    return spatialRank > 0
        && given.get(Argument.INPUT_SHAPE) instanceof JsonArray shape
        && shape.items().size() > spatialRank
        && shape.items().get(shape.items().size() - spatialRank - 1) instanceof JsonNumber;
  }

  /** Whether an option replaces the argument or gives the value of its name. */
  boolean replace(String argument, Value value) {
    return given.containsKey(argument) || (!(value instanceof Value.Literal) && tell(argument));
  }
}
