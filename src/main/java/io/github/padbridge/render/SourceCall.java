package io.github.padbridge.render;

import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A convolution or pooling as a Python call without default arguments: {@code Conv1d(80, 64, 7,
 * padding=3)}.
 */
final class SourceCall {
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          Argument.STRIDE,
          1,
          Argument.PADDING,
          0,
          Argument.OUTPUT_PADDING,
          0,
          Argument.DILATION,
          1,
          Argument.GROUPS,
          1,
          Argument.BIAS,
          true,
          Argument.PADDING_MODE,
          "zeros",
          Argument.CEIL_MODE,
          false,
          Argument.COUNT_INCLUDE_PAD,
          true);

  /** In the order of the signatures, those without a name first. */
  private static final List<String> POSITIONAL =
      List.of(Argument.IN_CHANNELS, Argument.OUT_CHANNELS, Argument.KERNEL_SIZE);

  private static final Set<String> LEFT_OUT =
      Set.of(Argument.OP, Argument.RUNTIME_PADDING, Argument.FLIP_KERNEL, Argument.INPUT_SHAPE);

  private SourceCall() {}

  /**
   * @param className the class name
   */
  static String of(String className, Layer layer) {
    Map<String, @Nullable Object> all = SpecArguments.of(layer);
    List<String> arguments = new ArrayList<>();
    all.forEach(
        (name, value) -> {
          // A lazy layer takes unknown channels from its first input.
          boolean told = value != null && !(value instanceof Size size && !size.isKnown());
          Object given = told ? oneForAll(value) : null;
          if (given != null && POSITIONAL.contains(name)) {
            arguments.add(python(given));
          } else if (given != null
              && !LEFT_OUT.contains(name)
              && !given.equals(usual(name, layer, all))) {
            arguments.add(name + "=" + python(given));
          }
        });
    return className + "(" + String.join(", ", arguments) + ")";
  }

  /** The PyTorch default; the stride of a pooling is its kernel size. */
  private static @Nullable Object usual(
      String name, Layer layer, Map<String, @Nullable Object> all) {
    return name.equals(Argument.STRIDE) && !(layer instanceof ConvSpec)
        ? oneForAll(Objects.requireNonNull(all.get(Argument.KERNEL_SIZE)))
        : DEFAULTS.get(name);
  }

  /** One number where it is the same on every axis. */
  private static Object oneForAll(Object value) {
    return value instanceof List<?> list && list.stream().distinct().count() == 1
        ? list.get(0)
        : value;
  }

  private static String python(Object value) {
    if (value instanceof List<?> list) {
      String items = list.toString();
      return "(" + items.substring(1, items.length() - 1) + ")";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    return value instanceof String text ? "'" + text + "'" : value.toString();
  }
}
