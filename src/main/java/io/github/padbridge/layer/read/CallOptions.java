package io.github.padbridge.layer.read;

import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import java.util.List;
import java.util.Map;

/**
 * What is given beside a call.
 *
 * @param given by the names of a spec's arguments
 * @param spatialRank of the layer that is called
 */
record CallOptions(Map<String, JsonValue> given, int spatialRank) {
  /** True where an option gives the argument, or gives what tells it. */
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
    return given.get(Argument.INPUT_SHAPE) instanceof JsonArray shape
        && shape.items().size() > spatialRank
        && shape.items().get(shape.items().size() - spatialRank - 1) instanceof JsonNumber;
  }

  /** An option takes the argument's place, or says what a name here stands for. */
  boolean replace(String argument, Value value) {
    return given.containsKey(argument) || (!(value instanceof Value.Literal) && tell(argument));
  }
}
