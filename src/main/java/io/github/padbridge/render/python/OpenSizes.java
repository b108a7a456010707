package io.github.padbridge.render.python;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The sizes of a function's input that are known only when it runs, and what follows from them. */
final class OpenSizes {
  private final Shape input;

  /** The names that the code uses, by the axis of {@code x} they are read from. */
  private final TreeMap<Integer, String> used = new TreeMap<>();

  OpenSizes(Shape input) {
    this.input = input;
  }

  /** A size as Python computes it from the sizes of {@code x}. */
  String expression(Size size) {
    String variable = size.variable();
    if (variable == null) {
      return Long.toString(size.value());
    }
    String name = variable.toLowerCase(Locale.ROOT);
    used.put(axisOf(variable), name);
    return SizeExpression.of(size, name);
  }

  /** A shape as an argument, put together at run time where a size is open. */
  Code expression(Shape shape) {
    List<String> sizes = shape.sizes().stream().map(this::expression).toList();
    return shape.isKnown() ? Code.list(sizes) : Code.call("tf.stack", sizes);
  }

  /** Writes where the used names come from. */
  void read(CodeWriter code) {
    used.forEach((axis, name) -> code.line(1, name + " = tf.shape(x)[" + axis + "]"));
  }

  private int axisOf(String variable) {
    for (int axis = 0; axis < input.rank(); axis++) {
      if (variable.equals(input.size(axis).variable())) {
        return axis;
      }
    }
    throw new IllegalStateException(variable + " is no size of the input " + input);
  }
}
