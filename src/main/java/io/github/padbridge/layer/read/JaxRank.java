package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.shape.Shape;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The number of spatial axes of a JAX layer. The names of its ops do not tell it: the lists among
 * the arguments do, or the shapes of input and weight.
 */
final class JaxRank {
  private static final List<String> LISTS =
      List.of(
          Argument.KERNEL_SIZE,
          Argument.WINDOW_SHAPE,
          Argument.WINDOW_STRIDES,
          Argument.STRIDES,
          Argument.LHS_DILATION,
          Argument.RHS_DILATION,
          Argument.WINDOW_DILATION,
          Argument.PADDING);

  private final JaxOp op;
  private final SpecFields fields;
  private final TensorHints hints;

  JaxRank(JaxOp op, SpecFields fields, TensorHints hints) {
    this.op = op;
    this.fields = fields;
    this.hints = hints;
  }

  /** From 1 to 3; 1 with a fault if nothing tells it. */
  int read() {
    int rank =
        Stream.of(ofLists(), ofDimensionNumbers(), ofShapes())
            .filter(OptionalInt::isPresent)
            .mapToInt(OptionalInt::getAsInt)
            .findFirst()
            .orElse(0);
    if (rank >= 1 && rank <= 3) {
      return rank;
    }
    String size = op.isPooling() ? Argument.WINDOW_SHAPE : Argument.KERNEL_SIZE;
    if (rank == 0) {
      fields.fault(
          size,
          "the number of spatial axes is unknown",
          "give " + size + " as a list, one number for each spatial axis, or input_shape");
    } else {
      fields.fault(size, "layers of 1 to 3 spatial axes are translated (got " + rank + ")", null);
    }
    return 1;
  }

  private OptionalInt ofLists() {
    return LISTS.stream()
        .map(fields::get)
        .filter(JsonArray.class::isInstance)
        .mapToInt(list -> ((JsonArray) list).items().size())
        .findFirst();
  }

  private OptionalInt ofDimensionNumbers() {
    JsonValue numbers = fields.get(Argument.DIMENSIONS);
    JsonValue first =
        numbers instanceof JsonArray list && !list.items().isEmpty()
            ? list.items().get(0)
            : numbers;
    return first instanceof JsonString letters
        ? OptionalInt.of(letters.value().length() - 2)
        : OptionalInt.empty();
  }

  private OptionalInt ofShapes() {
    Shape weight = hints.weight();
    if (weight != null) {
      return OptionalInt.of(weight.rank() - 2);
    }
    JsonValue input = fields.get(Argument.INPUT_SHAPE);
    if (input instanceof JsonArray shape) {
      return OptionalInt.of(shape.items().size() - 2);
    }
    Shape x = hints.x();
    return x == null ? OptionalInt.empty() : OptionalInt.of(x.rank() - 2);
  }
}
