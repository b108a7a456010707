package io.github.padbridge.render.python;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The unknown sizes of a plan, which a function reads from its tensors when it runs. */
final class OpenSizes {
  private final Set<String> used = new HashSet<>();

  private static String name(String variable) {
    return variable.toLowerCase(Locale.ROOT);
  }

  /** A size as a Python expression of the variables that {@link #read} writes. */
  String expression(Size size) {
    String variable = size.variable();
    if (variable == null) {
      return Long.toString(size.value());
    }
    used.add(variable);
    return SizeExpression.of(size, name(variable));
  }

  /** A shape as an argument; computed at run time where a size is unknown. */
  Code expression(Shape shape) {
    List<String> sizes = shape.sizes().stream().map(this::expression).toList();
    return shape.isKnown() ? Code.list(sizes) : Code.call("tf.stack", sizes);
  }

  /**
   * Writes a line for every variable that was used, such as {@code c_in = x.shape[1]}.
   *
   * @param shapes the shapes of the function's tensors, by the code that reads them, such as {@code
   *     x.shape}; a variable is read from the first that determines it
   * @throws IllegalStateException if no shape determines a variable
   */
  void read(CodeWriter code, Map<String, Shape> shapes) {
    Set<String> missing = new HashSet<>(used);
    shapes.forEach(
        (shape, sizes) -> {
          for (int axis = 0; axis < sizes.rank(); axis++) {
            Size size = sizes.size(axis);
            String variable = size.variable();
            if (variable != null && tells(size) && missing.remove(variable)) {
              String times = size.divisor() == 1 ? "" : size.divisor() + " * ";
              String over = size.factor() == 1 ? "" : " // " + size.factor();
              code.line(1, name(variable) + " = " + times + shape + "[" + axis + "]" + over);
            }
          }
        });
    if (!missing.isEmpty()) {
      throw new IllegalStateException(missing + " are no sizes of " + shapes);
    }
  }

  /** Whether a shape determines the variable of a size; true for a known size. */
  static boolean isDetermined(Size size, @Nullable Shape shape) {
    return size.isKnown()
        || (shape != null
            && shape.sizes().stream()
                .anyMatch(each -> tells(each) && Objects.equals(each.variable(), size.variable())));
  }

  /** Whether the size is its variable, an exact fraction or a multiple of it. */
  private static boolean tells(Size size) {
    boolean whole = size.divisor() == 1 || size.exact();
    return whole && size.offset() == 0;
  }
}
