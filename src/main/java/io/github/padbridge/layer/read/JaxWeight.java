package io.github.padbridge.layer.read;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a JAX call tells about its weight. */
final class JaxWeight {
  private static final Set<String> MAKERS = Set.of("zeros", "ones", "empty");

  private JaxWeight() {}

  /** The kernel size by the shape of the weight and its letters; empty if unknown. */
  static List<Long> kernelSize(
      @Nullable JsonValue shape, @Nullable JsonValue dimensionNumbers, int rank) {
    List<Long> sizes = shape == null ? List.of() : numbers(shape, 0);
    if (sizes.size() != rank + 2) {
      return List.of();
    }
    if (!(dimensionNumbers instanceof JsonArray operands) || operands.items().size() != 3) {
      return List.of();
    }
    List<Long> kernel = new ArrayList<>();
    JsonValue weight = operands.items().get(1);
    if (weight instanceof JsonArray axes) {
      List<Long> places = numbers(axes, 0);
      for (int axis = 2; axis < places.size(); axis++) {
        int place = Math.toIntExact(Math.min(Math.max(places.get(axis), 0), sizes.size() - 1));
        kernel.add(sizes.get(place));
      }
      return kernel;
    }
    if (weight instanceof JsonString letters
        && operands.items().get(0) instanceof JsonString data) {
      for (char letter : data.value().replaceAll("[NC]", "").toCharArray()) {
        int place = letters.value().indexOf(letter);
        if (place < 0 || place >= sizes.size()) {
          return List.of();
        }
        kernel.add(sizes.get(place));
      }
    }
    return kernel;
  }

  /** The integers of a list, or one for each axis; empty if the value is something else. */
  static List<Long> numbers(JsonValue value, int rank) {
    if (value instanceof JsonNumber && value.int32().isPresent()) {
      return Collections.nCopies(rank, (long) value.int32().getAsInt());
    }
    List<Long> numbers = new ArrayList<>();
    if (value instanceof JsonArray list) {
      for (JsonValue item : list.items()) {
        if (item.int32().isEmpty()) {
          return List.of();
        }
        numbers.add((long) item.int32().getAsInt());
      }
    }
    return numbers;
  }

  /** The shape of a weight that the call makes: {@code jnp.zeros((3, 3, 8, 16))}; null if none. */
  static @Nullable Value shape(Value weight) {
    if (!(weight instanceof Value.Nested nested)) {
      return null;
    }
    Call call = nested.call();
    boolean isMade = call.name().contains(".") && MAKERS.contains(FunctionNames.bare(call.name()));
    if (!isMade) {
      return null;
    }
    return call.keyword("shape")
        .map(CallArgument::value)
        .orElse(call.positional().isEmpty() ? null : call.positional().get(0).value());
  }
}
