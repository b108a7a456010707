package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts the {@code padding} of a JAX, Flax or Equinox call to the pairs of {@code
 * lax.conv_general_dilated}; SAME of a forward layer stays.
 *
 * <p>Sources: {@code _conv_transpose_padding} in {@code jax/_src/lax/convolution.py}, {@code
 * canonicalize_padding} in {@code flax/linen/linear.py}, {@code equinox/nn/_conv.py}.
 */
final class JaxPads {
  private static final String OUTPUT_PADDING = Argument.OUTPUT_PADDING;
  private static final String CONSISTENT = "use_consistent_padding";

  /** Receives a fault with the value that it is about. */
  interface Faults {
    void add(JsonValue at, String message, @Nullable String help);
  }

  /**
   * One axis of a transposed convolution.
   *
   * @param reach the effective kernel size
   */
  private record Axis(long reach, long stride) {}

  private final String fullName;
  private final int rank;
  private final Map<String, JsonValue> fields;
  private final Map<String, JsonValue> options;
  private final Faults faults;
  private final @Nullable JsonValue padding;

  JaxPads(
      String fullName,
      int rank,
      Map<String, JsonValue> fields,
      Map<String, JsonValue> options,
      Faults faults) {
    this.fullName = fullName;
    this.rank = rank;
    this.fields = fields;
    this.options = options;
    this.faults = faults;
    this.padding = fields.get(Argument.PADDING);
  }

  private boolean isEquinox() {
    return fullName.startsWith(FunctionNames.EQUINOX);
  }

  private boolean isLax() {
    return fullName.startsWith(FunctionNames.LAX);
  }

  /** The padding of a convolution or pooling. */
  void forward() {
    if (isEquinox() && padding == null) {
      putPairs(List.of());
      return;
    }
    if (isEquinox() && fields.get(Argument.PADDING_MODE) instanceof JsonString mode) {
      // Equinox accepts any case.
      String lower = mode.value().toLowerCase(Locale.ROOT);
      fields.put(Argument.PADDING_MODE, new JsonString(mode.line(), mode.column(), lower));
    }
    boolean isFlaxConvolution =
        fullName.startsWith(FunctionNames.FLAX) && fields.containsKey(Argument.KERNEL_SIZE);
    if (!isLax() && padding != null) {
      fields.put(Argument.PADDING, inPairs(padding));
    }
    if (isFlaxConvolution && padding instanceof JsonString word) {
      flaxWord(word);
    }
  }

  /** CIRCULAR, REFLECT and CAUSAL pad the input in front of the convolution. */
  private void flaxWord(JsonString word) {
    List<Long> reaches = reaches();
    if (Set.of("CIRCULAR", "REFLECT").contains(word.value())) {
      List<long[]> pairs = new ArrayList<>();
      reaches.forEach(reach -> pairs.add(new long[] {(reach - 1) / 2, reach / 2}));
      putPairs(pairs);
      fields.put(
          Argument.PADDING_MODE,
          new JsonString(word.line(), word.column(), word.value().toLowerCase(Locale.ROOT)));
    } else if (word.value().equals("CAUSAL")) {
      if (rank != 1) {
        faults.add(word, "\"CAUSAL\" is for one spatial axis (got " + rank + ")", null);
      } else if (!reaches.isEmpty()) {
        // The zeros in front of the input get zeros between them, too.
        long between = numbers(Argument.LHS_DILATION).get(0);
        putPairs(List.of(new long[] {(reaches.get(0) - 1) * between, 0}));
      }
    }
  }

  /** The padding of a transposed convolution, of which the strides are still the own ones. */
  void transposed() {
    List<Long> reaches = reaches();
    List<Long> strides = numbers(Argument.WINDOW_STRIDES);
    JsonValue consistent = fields.remove(CONSISTENT);
    if (reaches.size() != rank || strides.size() != rank) {
      return;
    }
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      axes.add(new Axis(reaches.get(axis), strides.get(axis)));
    }
    if (isEquinox()) {
      equinox(axes);
    } else if (padding instanceof JsonString word) {
      word(word, axes);
    } else if (padding != null) {
      JsonValue pairs = isLax() ? padding : inPairs(padding);
      fields.put(Argument.PADDING, pairs);
      if (JaxArguments.isTrue(consistent)) {
        putPairs(ofForward(pairs, axes));
      }
    }
  }

  private void word(JsonString word, List<Axis> axes) {
    switch (word.value()) {
      case "SAME" -> putPairs(axes.stream().map(JaxPads::same).toList());
      case "VALID" -> putPairs(axes.stream().map(JaxPads::valid).toList());
      case "CIRCULAR" ->
          faults.add(word, "\"CIRCULAR\" of a transposed convolution cannot be translated", null);
      default -> {
        if (axes.stream().anyMatch(axis -> axis.stride() > 1)) {
          faults.add(
              word,
              "a transposed convolution with a stride takes padding \"SAME\", \"VALID\" or pairs (got "
                  + word.quoted()
                  + ")",
              SpecFields.meant(word.value(), List.of("SAME", "VALID")));
        }
      }
    }
  }

  private static long[] same(Axis axis) {
    long total = axis.reach() + axis.stride() - 2;
    long before = axis.stride() > axis.reach() - 1 ? axis.reach() - 1 : (total + 1) / 2;
    return new long[] {before, total - before};
  }

  private static long[] valid(Axis axis) {
    long total = axis.reach() + axis.stride() - 2 + Math.max(axis.reach() - axis.stride(), 0);
    return new long[] {axis.reach() - 1, total - (axis.reach() - 1)};
  }

  /** The pairs are those of the forward convolution. */
  private List<long[]> ofForward(JsonValue pairs, List<Axis> axes) {
    List<long[]> amounts = new ArrayList<>();
    for (int axis = 0; axis < axes.size(); axis++) {
      long[] pair = pair(pairs, axis);
      if (pair == null) {
        return List.of();
      }
      long last = axes.get(axis).reach() - 1;
      amounts.add(new long[] {last - pair[0], last - pair[1]});
    }
    return amounts;
  }

  /** Relationship 14 of Dumoulin and Visin, with output_padding at the end. */
  private void equinox(List<Axis> axes) {
    List<Long> more = numbers(OUTPUT_PADDING);
    JsonValue given = fields.remove(OUTPUT_PADDING);
    JsonValue mode = fields.remove(Argument.PADDING_MODE);
    if (mode instanceof JsonString word && !word.value().equalsIgnoreCase("ZEROS")) {
      faults.add(
          word,
          "padding_mode of a transposed convolution must be \"ZEROS\" (got " + word.quoted() + ")",
          null);
    }
    String word = padding instanceof JsonString text ? text.value().toUpperCase(Locale.ROOT) : "";
    List<long[]> amounts = new ArrayList<>();
    for (int axis = 0; axis < axes.size(); axis++) {
      long extra = given == null ? 0 : more.get(axis);
      if (given != null && extra >= axes.get(axis).stride()) {
        faults.add(given, "output_padding must be less than the stride (got " + extra + ")", null);
      }
      amounts.add(equinox(axes.get(axis), axis, word, extra));
    }
    putPairs(amounts);
  }

  private long[] equinox(Axis axis, int index, String word, long outputPadding) {
    long last = axis.reach() - 1;
    long extra = outputPadding;
    long[] crop = {0, 0};
    if (word.startsWith("SAME")) {
      long total = last - axis.stride() + outputPadding + 1;
      extra = Math.max(-total, 0);
      total = Math.max(total, 0);
      crop[0] = (total + (word.equals("SAME_LOWER") ? 1 : 0)) / 2;
      crop[1] = total - crop[0];
    } else if (padding != null && !word.equals("VALID")) {
      long[] pair = pair(inPairs(padding), index);
      if (pair == null) {
        faults.add(padding, "padding must be a number, pairs, \"SAME\" or \"VALID\"", null);
      } else {
        crop = pair;
      }
    }
    return new long[] {last - crop[0], last - crop[1] + extra};
  }

  /** The effective kernel sizes; empty if they are unknown. */
  private List<Long> reaches() {
    List<Long> sizes = kernelSize();
    List<Long> dilations = numbers(Argument.RHS_DILATION);
    if (sizes.size() != rank || dilations.size() != rank) {
      return List.of();
    }
    List<Long> reaches = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      reaches.add(dilations.get(axis) * (sizes.get(axis) - 1) + 1);
    }
    return reaches;
  }

  private List<Long> kernelSize() {
    JsonValue size = options.getOrDefault(Argument.KERNEL_SIZE, fields.get(Argument.KERNEL_SIZE));
    if (size != null) {
      return JaxWeight.numbers(size, rank);
    }
    JsonValue shape =
        options.getOrDefault(Argument.WEIGHT_SHAPE, fields.get(Argument.WEIGHT_SHAPE));
    return JaxWeight.kernelSize(shape, fields.get(Argument.DIMENSIONS), rank);
  }

  /** One number for each axis; 1 by default. */
  private List<Long> numbers(String name) {
    JsonValue value = fields.get(name);
    return value == null ? Collections.nCopies(rank, 1L) : JaxWeight.numbers(value, rank);
  }

  /** A pair for each axis: a number stands for both ends, one for all axes. */
  private JsonValue inPairs(JsonValue value) {
    if (value instanceof JsonNumber) {
      JsonValue pair = twice(value);
      return new JsonArray(value.line(), value.column(), Collections.nCopies(rank, pair));
    }
    if (!(value instanceof JsonArray list)) {
      return value;
    }
    List<JsonValue> pairs = new ArrayList<>();
    list.items().forEach(item -> pairs.add(item instanceof JsonNumber ? twice(item) : item));
    return new JsonArray(list.line(), list.column(), pairs);
  }

  private static JsonValue twice(JsonValue number) {
    return new JsonArray(number.line(), number.column(), List.of(number, number));
  }

  private static long @Nullable [] pair(JsonValue pairs, int axis) {
    boolean isPair =
        pairs instanceof JsonArray list
            && axis < list.items().size()
            && JaxWeight.numbers(list.items().get(axis), 2).size() == 2;
    if (!isPair) {
      return null;
    }
    List<Long> pair = JaxWeight.numbers(((JsonArray) pairs).items().get(axis), 2);
    return new long[] {pair.get(0), pair.get(1)};
  }

  /** Puts pairs; none on every axis where the list is empty. */
  private void putPairs(List<long[]> amounts) {
    JsonValue at = padding == null ? fields.get(Argument.OP) : padding;
    int line = at == null ? 0 : at.line();
    int column = at == null ? 0 : at.column();
    List<JsonValue> pairs = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      long[] amount = amounts.isEmpty() ? new long[2] : amounts.get(axis);
      pairs.add(
          new JsonArray(
              line,
              column,
              List.of(
                  new JsonNumber(line, column, amount[0]),
                  new JsonNumber(line, column, amount[1]))));
    }
    fields.put(Argument.PADDING, new JsonArray(line, column, pairs));
  }
}
