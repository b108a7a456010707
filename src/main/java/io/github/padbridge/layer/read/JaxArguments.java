package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.JaxLayouts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Converts the arguments of JAX, Flax and Equinox calls to those of {@code
 * lax.conv_general_dilated} and of poolings. Reads one call.
 */
final class JaxArguments {
  private static final String NUM_SPATIAL_DIMS = "num_spatial_dims";
  private static final String TRANSPOSE_KERNEL = "transpose_kernel";

  private static final List<String> PER_AXIS =
      List.of(
          Argument.KERNEL_SIZE,
          Argument.WINDOW_SHAPE,
          Argument.WINDOW_STRIDES,
          Argument.STRIDES,
          Argument.LHS_DILATION,
          Argument.RHS_DILATION);

  private final String fullName;
  private final Map<String, JsonValue> fields;
  private final Map<String, JsonValue> options;
  private final JaxPads.Faults faults;

  /** Where new values are said to stand: at the call. */
  private final JsonValue place;

  /**
   * @param fields the arguments of the call by name; changed in place
   * @param options arguments given next to the call
   * @param faults receives what is wrong
   */
  JaxArguments(
      String fullName,
      Map<String, JsonValue> fields,
      Map<String, JsonValue> options,
      JaxPads.Faults faults) {
    this.fullName = fullName;
    this.fields = fields;
    this.options = options;
    this.faults = faults;
    this.place = Objects.requireNonNull(fields.get(Argument.OP));
  }

  /** Converts the arguments in place. */
  void complete() {
    fields.values().removeIf(JsonNull.class::isInstance);
    if (fullName.equals(FunctionNames.REDUCE_WINDOW)) {
      new ReducedWindows(fields, options, faults).complete();
      return;
    }
    int rank = rank();
    fields.remove(NUM_SPATIAL_DIMS);
    if (rank < 1 || rank > 3) {
      // The reader of the layer has the message.
      return;
    }
    if (fullName.startsWith(FunctionNames.LAX)) {
      PER_AXIS.forEach(this::requireList);
    } else {
      PER_AXIS.forEach(name -> fields.computeIfPresent(name, (n, value) -> perAxis(value, rank)));
    }
    boolean transposed = FunctionNames.bare(fullName).matches("conv_transpose|ConvTranspose.*");
    putLayouts(rank, transposed);
    JaxPads pads = new JaxPads(fullName, rank, fields, options, faults);
    if (transposed) {
      pads.transposed();
      JsonValue strides = fields.remove(Argument.WINDOW_STRIDES);
      if (strides != null) {
        fields.put(Argument.LHS_DILATION, strides);
      }
      fields.put(Argument.WINDOW_STRIDES, numbers(Collections.nCopies(rank, 1)));
    } else {
      pads.forward();
    }
  }

  /** The number of spatial axes; 0 if the call does not tell. */
  private int rank() {
    if (fields.get(NUM_SPATIAL_DIMS) instanceof JsonNumber number) {
      return number.int32().orElse(0);
    }
    char last = fullName.charAt(fullName.length() - 2);
    if (fullName.startsWith(FunctionNames.EQUINOX) && last >= '1' && last <= '3') {
      return last - '0';
    }
    JsonValue size = given(Argument.KERNEL_SIZE);
    if (size instanceof JsonNumber && fullName.startsWith(FunctionNames.FLAX)) {
      return 1;
    }
    for (String name :
        List.of(Argument.KERNEL_SIZE, Argument.WINDOW_SHAPE, Argument.WINDOW_STRIDES)) {
      if (given(name) instanceof JsonArray list) {
        return list.items().size();
      }
    }
    return given(Argument.WEIGHT_SHAPE) instanceof JsonArray shape ? shape.items().size() - 2 : 0;
  }

  private @Nullable JsonValue given(String name) {
    return options.getOrDefault(name, fields.get(name));
  }

  /** The functions of jax.lax take no number for all axes. */
  private void requireList(String name) {
    JsonValue value = fields.get(name);
    if (value instanceof JsonNumber) {
      faults.add(
          value,
          name + " must be a list, one number for each axis (got " + value.quoted() + ")",
          null);
    }
  }

  /** One number stands for all axes. */
  private static JsonValue perAxis(JsonValue value, int rank) {
    return value instanceof JsonNumber
        ? new JsonArray(value.line(), value.column(), Collections.nCopies(rank, value))
        : value;
  }

  /** The default layouts of the function; transpose_kernel exchanges the channels of the weight. */
  private void putLayouts(int rank, boolean transposed) {
    boolean exchanged = isTrue(fields.remove(TRANSPOSE_KERNEL));
    if (exchanged) {
      fields.put(Argument.WINDOW_REVERSAL, new JsonBoolean(place.line(), place.column(), true));
    }
    boolean isPooling = fields.containsKey(Argument.WINDOW_SHAPE);
    boolean isLax = fullName.startsWith(FunctionNames.LAX);
    boolean channelsLast = fullName.startsWith(FunctionNames.FLAX) || (isLax && transposed);
    if (isPooling) {
      fields.put(
          Argument.DIMENSIONS, word(JaxLayouts.ofPooling(rank, !channelsLast).dataLetters()));
      return;
    }
    JaxLayouts usual =
        channelsLast ? JaxLayouts.channelsLast(rank) : JaxLayouts.channelsFirst(rank);
    JsonValue data = word(usual.dataLetters());
    fields.computeIfAbsent(
        Argument.DIMENSIONS,
        name ->
            new JsonArray(
                place.line(), place.column(), List.of(data, word(usual.weightLetters()), data)));
    if (exchanged && fields.get(Argument.DIMENSIONS) instanceof JsonArray given) {
      fields.put(Argument.DIMENSIONS, exchanged(given));
    }
  }

  /** The same with I and O of the weight exchanged. */
  private static JsonValue exchanged(JsonArray given) {
    List<JsonValue> operands = new ArrayList<>(given.items());
    if (operands.size() == 3 && operands.get(1) instanceof JsonString weight) {
      String letters = weight.value().replace('I', '?').replace('O', 'I').replace('?', 'O');
      operands.set(1, new JsonString(weight.line(), weight.column(), letters));
    } else if (operands.size() == 3 && operands.get(1) instanceof JsonArray axes) {
      List<JsonValue> numbers = new ArrayList<>(axes.items());
      if (numbers.size() > 1) {
        Collections.swap(numbers, 0, 1);
      }
      operands.set(1, new JsonArray(axes.line(), axes.column(), numbers));
    }
    return new JsonArray(given.line(), given.column(), operands);
  }

  static boolean isTrue(@Nullable JsonValue value) {
    return value instanceof JsonBoolean truth && truth.value();
  }

  private JsonString word(String text) {
    return new JsonString(place.line(), place.column(), text);
  }

  private JsonArray numbers(List<Integer> values) {
    List<JsonValue> items = new ArrayList<>();
    for (long value : values) {
      items.add(new JsonNumber(place.line(), place.column(), value));
    }
    return new JsonArray(place.line(), place.column(), items);
  }
}
