package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.JaxLayouts;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code dimension_numbers}: the letters of input, weight and output, or their axes by number
 * as in {@code ConvDimensionNumbers}; of a pooling the letters of its data.
 *
 * <p>As in JAX, the letters of the spatial axes are free. JAX orders the windows as the axes of the
 * weight; here the input must have the same order.
 */
final class JaxLayoutsField {
  private final JaxOp op;
  private final int rank;
  private final SpecFields fields;

  JaxLayoutsField(JaxOp op, int rank, SpecFields fields) {
    this.op = op;
    this.rank = rank;
    this.fields = fields;
  }

  /** The layouts; the default ones if the log has a fault. */
  JaxLayouts read() {
    JaxLayouts usual =
        op.isPooling() ? JaxLayouts.ofPooling(rank, false) : JaxLayouts.channelsFirst(rank);
    if (!fields.has(Argument.DIMENSIONS)) {
      return usual;
    }
    List<String> given = letters(fields.valueOrSpec(Argument.DIMENSIONS));
    if (given == null || !isLayout(given.get(0), "NC")) {
      return refused(null, usual);
    }
    String input = given.get(0);
    if (!given.get(given.size() - 1).equals(input)) {
      return refused("an output in another layout is a transpose behind the layer", usual);
    }
    String spatial = input.replaceAll("[NC]", "");
    String data = named(input, spatial);
    String axes = Layout.spatialAxes(rank);
    if (!data.equals("NC" + axes) && !data.equals("N" + axes + "C")) {
      return refused(
          "the batch stands first, then the channels; or the channels stand last", usual);
    }
    if (op.isPooling()) {
      return JaxLayouts.ofPooling(rank, data.indexOf('C') == 1);
    }
    String weight = given.get(1);
    return isLayout(weight, "IO") && weight.replaceAll("[IO]", "").equals(spatial)
        ? new JaxLayouts(new Layout(data), new Layout(named(weight, spatial)))
        : refused("the spatial axes of input and weight must have the same order", usual);
  }

  private JaxLayouts refused(@Nullable String help, JaxLayouts instead) {
    String usual =
        op.isPooling()
            ? '"' + instead.dataLetters() + '"'
            : "[\"%1$s\", \"%2$s\", \"%1$s\"]"
                .formatted(instead.dataLetters(), instead.weightLetters());
    fields.fault(
        Argument.DIMENSIONS,
        "dimension_numbers must be the letters of the axes, such as "
            + usual
            + " (got "
            + fields.quoted(Argument.DIMENSIONS)
            + ")",
        help);
    return instead;
  }

  /** Whether a text has one letter for each axis, the two given ones among them. */
  private boolean isLayout(String letters, String channels) {
    return letters.length() == rank + 2
        && letters.chars().distinct().count() == letters.length()
        && channels.chars().allMatch(letter -> letters.indexOf(letter) >= 0);
  }

  /** The layout with its spatial axes in our letters. */
  private String named(String letters, String spatial) {
    StringBuilder named = new StringBuilder(letters);
    for (int axis = 0; axis < rank; axis++) {
      named.setCharAt(letters.indexOf(spatial.charAt(axis)), Layout.spatialAxes(rank).charAt(axis));
    }
    return named.toString();
  }

  /** The letters of the operands; null if the value is something else. */
  private @Nullable List<String> letters(JsonValue value) {
    if (op.isPooling()) {
      return value instanceof JsonString text ? List.of(text.value()) : null;
    }
    if (!(value instanceof JsonArray array) || array.items().size() != 3) {
      return null;
    }
    List<String> letters = new ArrayList<>();
    for (int operand = 0; operand < 3; operand++) {
      JsonValue item = array.items().get(operand);
      String text =
          item instanceof JsonString word
              ? word.value()
              : item instanceof JsonArray axes ? ofNumbers(axes, operand == 1 ? "OI" : "NC") : null;
      if (text == null) {
        return null;
      }
      letters.add(text);
    }
    return letters;
  }

  /** {@code (0, 3, 1, 2)}: where the batch, the channels and the spatial axes are. */
  private @Nullable String ofNumbers(JsonArray axes, String channels) {
    String letters = channels + "XYZ".substring(0, rank);
    char[] placed = new char[letters.length()];
    List<Long> places = JaxWeight.numbers(axes, 0);
    boolean isInOrder =
        places.size() == placed.length
            && places.subList(2, places.size()).stream()
                .sorted()
                .toList()
                .equals(places.subList(2, places.size()));
    if (!isInOrder) {
      return null;
    }
    for (int i = 0; i < placed.length; i++) {
      long at = places.get(i);
      if (at < 0 || at >= placed.length || placed[(int) at] != 0) {
        return null;
      }
      placed[(int) at] = letters.charAt(i);
    }
    return new String(placed);
  }
}
