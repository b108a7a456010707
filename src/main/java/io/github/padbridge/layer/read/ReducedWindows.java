package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.JaxLayouts;
import io.github.padbridge.layer.JaxOp;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Converts the arguments of {@code lax.reduce_window}, which are over all axes, to those of a
 * pooling. Reads one call.
 */
final class ReducedWindows {
  static final String INIT_VALUE = "init_value";
  static final String COMPUTATION = "computation";
  private static final String WINDOW_DIMENSIONS = "window_dimensions";
  private static final String BASE_DILATION = "base_dilation";

  private final Map<String, JsonValue> fields;
  private final Map<String, JsonValue> options;
  private final JaxPads.Faults faults;

  /**
   * @param options arguments given next to the call; they may tell the order of the axes
   */
  ReducedWindows(
      Map<String, JsonValue> fields, Map<String, JsonValue> options, JaxPads.Faults faults) {
    this.fields = fields;
    this.options = options;
    this.faults = faults;
  }

  void complete() {
    JsonValue init = fields.remove(INIT_VALUE);
    JsonValue computation = fields.remove(COMPUTATION);
    JsonValue dimensions = fields.remove(WINDOW_DIMENSIONS);
    JsonValue strides = fields.remove(Argument.WINDOW_STRIDES);
    JsonValue base = fields.remove(BASE_DILATION);
    putOp(init, computation);
    if (base != null && JaxWeight.numbers(base, 1).stream().anyMatch(dilation -> dilation != 1)) {
      faults.add(
          base,
          "base_dilation of a pooling cannot be translated (got " + base.quoted() + ")",
          null);
    }
    if (!(dimensions instanceof JsonArray windows)
        || windows.items().size() < 3
        || windows.items().size() > 5) {
      JsonValue at = dimensions == null ? fields.get(Argument.OP) : dimensions;
      faults.add(
          Objects.requireNonNull(at),
          "window_dimensions must be a list of 3 to 5 sizes, one for each axis",
          null);
      return;
    }
    int axes = windows.items().size();
    boolean second = isWhole(1, windows, strides);
    boolean last = isWhole(axes - 1, windows, strides);
    if (second && last) {
      String told = options.get(Argument.DIMENSIONS) instanceof JsonString word ? word.value() : "";
      last = told.endsWith("C");
      boolean isIdentity =
          IntStream.range(0, axes).allMatch(axis -> isWhole(axis, windows, strides));
      if (told.isEmpty() && !isIdentity) {
        faults.add(
            windows,
            "the channels may be the second axis or the last: both have windows and strides of 1"
                + " (got "
                + windows.quoted()
                + ")",
            "give the layer as JSON, with dimension_numbers");
      }
    }
    if (!isWhole(0, windows, strides) || (!last && !second)) {
      faults.add(
          windows,
          "the windows must not reach over the batch, which is the first axis, nor over the channels,"
              + " which are the second or the last (got "
              + windows.quoted()
              + ")",
          null);
      return;
    }
    int rank = axes - 2;
    int first = last ? 1 : 2;
    boolean isSecond = !last;
    fields.put(Argument.WINDOW_SHAPE, spatial(windows, first, rank));
    if (strides != null) {
      fields.put(Argument.STRIDES, spatial(strides, first, rank));
    }
    fields.computeIfPresent(Argument.PADDING, (name, value) -> spatial(value, first, rank));
    fields.computeIfPresent(Argument.WINDOW_DILATION, (name, value) -> spatial(value, first, rank));
    fields.put(
        Argument.DIMENSIONS,
        new JsonString(
            windows.line(), windows.column(), JaxLayouts.ofPooling(rank, isSecond).dataLetters()));
  }

  /** The spatial items of a list over all axes. */
  private static JsonValue spatial(JsonValue value, int first, int rank) {
    return value instanceof JsonArray list && list.items().size() == rank + 2
        ? new JsonArray(value.line(), value.column(), list.items().subList(first, first + rank))
        : value;
  }

  /** Whether an axis keeps every element: its window and stride are 1 and its padding is 0. */
  private boolean isWhole(int axis, JsonArray windows, @Nullable JsonValue strides) {
    boolean isPadded =
        fields.get(Argument.PADDING) instanceof JsonArray pairs
            && axis < pairs.items().size()
            && JaxWeight.numbers(pairs.items().get(axis), 2).stream().anyMatch(a -> a != 0);
    return !isPadded && isOne(windows, axis) && (strides == null || isOne(strides, axis));
  }

  private static boolean isOne(JsonValue list, int axis) {
    return list instanceof JsonArray array
        && axis < array.items().size()
        && array.items().get(axis) instanceof JsonNumber number
        && number.int32().orElse(0) == 1;
  }

  private void putOp(@Nullable JsonValue init, @Nullable JsonValue computation) {
    if (!(computation instanceof JsonString function) || init == null) {
      return;
    }
    String start = init instanceof JsonString text ? text.value() : init.quoted();
    String bare = FunctionNames.bare(function.value());
    boolean isMax = bare.equals("max") || bare.equals("maximum");
    boolean isSum = bare.equals("add");
    boolean isUsual =
        isMax
            ? start.startsWith("-") && start.contains("inf")
            : isSum && start.matches("-?0(\\.0*)?");
    if (!isUsual) {
      faults.add(
          isMax || isSum ? init : computation,
          "reduce_window is read with lax.max from -jnp.inf and with lax.add from 0 (got "
              + function.value()
              + " from "
              + start
              + ")",
          null);
    }
    JsonValue op = Objects.requireNonNull(fields.get(Argument.OP));
    String name = (isSum ? JaxOp.SUM_POOL : JaxOp.MAX_POOL).functionName();
    fields.put(Argument.OP, new JsonString(op.line(), op.column(), name));
  }
}
