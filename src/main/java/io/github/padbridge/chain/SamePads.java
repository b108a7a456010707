package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.SamePadNode;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.SameRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The function {@code same_pad} of emitted PyTorch, TensorFlow and ONNX code, which pads as SAME
 * for the next layer.
 */
final class SamePads {
  private SamePads() {}

  /**
   * The steps with each of these pads joined with the next layer.
   *
   * @throws Refusal if the next step is not a layer
   */
  static List<Node> joined(List<Node> nodes, SourceText text) {
    List<Node> joined = new ArrayList<>();
    SamePadNode pad = null;
    for (Node node : nodes) {
      if (node instanceof SamePadNode next) {
        refuse(pad, text);
        pad = next;
      } else if (pad != null) {
        joined.add(layer(pad, node, text));
        pad = null;
      } else {
        joined.add(node);
      }
    }
    refuse(pad, text);
    return joined;
  }

  private static void refuse(@Nullable SamePadNode pad, SourceText text) {
    if (pad != null) {
      throw refusal(pad, text);
    }
  }

  private static Refusal refusal(SamePadNode pad, SourceText text) {
    return text.refusal(
        pad.line(),
        pad.column(),
        "this same_pad does not fit the next layer",
        "its kernel_size, stride and dilation must be those of the layer");
  }

  /**
   * Requires that a pad is for the kernel of its layer.
   *
   * @throws Refusal if it is not
   */
  static void requireKernel(SamePadNode pad, Layer layer, SourceText text) {
    if (!numbers(kernel(pad)).equals(numbers(layer.windows().kernelSize()))) {
      throw refusal(pad, text);
    }
  }

  /** Whether an odd element of the padding goes to the start. */
  static boolean isLower(SamePadNode pad) {
    return !isFalse(pad.argument("lower", "odd_first"));
  }

  private static @Nullable Value kernel(SamePadNode pad) {
    return pad.argument("kernel_size", "kernel_shape");
  }

  private static @Nullable Value strides(SamePadNode pad) {
    return pad.argument("stride", "strides");
  }

  private static @Nullable Value dilations(SamePadNode pad) {
    return pad.argument("dilation", "dilations");
  }

  private static boolean isFalse(@Nullable Value value) {
    return value == null || isTruth(value, false);
  }

  private static boolean isTruth(Value value, boolean truth) {
    return value instanceof Value.Literal literal
        && literal.value() instanceof JsonBoolean bool
        && bool.value() == truth;
  }

  private static Node layer(SamePadNode pad, Node node, SourceText text) {
    boolean isSame =
        node instanceof LayerNode layer
            && !layer.call().name().toLowerCase(Locale.ROOT).contains("av")
            && agrees(pad, layer.call());
    if (!isSame) {
      refuse(pad, text);
    }
    return ((LayerNode) node).padded(pad);
  }

  private static boolean agrees(SamePadNode pad, Call layer) {
    Arguments ofLayer = new Arguments(layer);
    boolean isPooling = layer.name().toLowerCase(Locale.ROOT).contains("pool");
    Value value = pad.argument("value");
    Value lower = pad.argument("lower", "odd_first");
    return isFor(pad, layer)
        && numbers(strides(pad)).equals(strides(layer))
        && numbers(dilations(pad)).equals(numbers(ofLayer.at(-1, "dilation", "dilations")))
        && (isFalse(pad.argument("late_start")) || !mayStartLate(pad))
        && (isFalse(lower) || (lower != null && isTruth(lower, true) && isOnnx(layer)))
        && (value == null || isLowest(value))
        && (value == null) != isPooling
        && isUnpadded(layer);
  }

  /** Whether the function pads data of the framework of the layer. */
  private static boolean isFor(SamePadNode pad, Call layer) {
    boolean isOfNodes = pad.parameters().contains("y");
    boolean isTensorFlow = pad.parameters().contains("odd_first");
    return isOfNodes == isOnnx(layer) && isTensorFlow == layer.name().startsWith("tf.");
  }

  private static boolean isOnnx(Call layer) {
    return layer.name().startsWith("onnx.");
  }

  private static List<Integer> strides(Call layer) {
    boolean isTorch = !isOnnx(layer) && !layer.name().startsWith("tf.");
    boolean isPooling = layer.name().toLowerCase(Locale.ROOT).contains("pool");
    int position = isTorch ? isPooling ? 2 : 3 : -1;
    return numbers(new Arguments(layer).at(position, "stride", "strides"));
  }

  private static boolean isUnpadded(Call layer) {
    Arguments arguments = new Arguments(layer);
    Value padding = arguments.at(-1, "padding", "pads");
    boolean isValid =
        layer.name().startsWith("tf.")
            ? padding instanceof Value.Literal literal
                && literal.value() instanceof JsonString name
                && name.value().equals("VALID")
            : padding == null;
    return isValid && arguments.at(-1, "auto_pad") == null && arguments.at(-1, "ceil_mode") == null;
  }

  /** {@code float("-inf")} or {@code -np.inf}. */
  private static boolean isLowest(Value value) {
    if (value instanceof Value.Nested nested) {
      return nested.call().name().equals("float")
          && new Arguments(nested.call()).at(0) instanceof Value.Literal literal
          && literal.value() instanceof JsonString text
          && text.value().equals("-inf");
    }
    return value instanceof Value.Negated negated
        && negated.operand() instanceof Value.Name name
        && name.dotted().endsWith(".inf");
  }

  /** Whether the first window may start after the first element. */
  private static boolean mayStartLate(SamePadNode pad) {
    List<Integer> kernel = list(kernel(pad));
    List<Integer> strides = list(strides(pad));
    List<Integer> dilations = list(dilations(pad));
    boolean isWhole = kernel.size() == strides.size() && kernel.size() == dilations.size();
    return !isWhole
        || IntStream.range(0, kernel.size())
            .anyMatch(
                axis ->
                    SameRule.UPPER_STARTING_LATE.mayStartLate(
                        (kernel.get(axis) - 1) * dilations.get(axis) + 1, strides.get(axis)));
  }

  private static List<Integer> list(@Nullable Value value) {
    return value == null
        ? List.of()
        : Literals.integers(Literals.spread(List.of(value))).orElse(List.of());
  }

  private static List<Integer> numbers(List<Integer> given) {
    List<Integer> different = given.stream().distinct().toList();
    return different.equals(List.of(1)) ? List.of() : different.size() == 1 ? different : given;
  }

  /** Numbers of which each is 1 where nothing is said, one where all are the same. */
  private static List<Integer> numbers(@Nullable Value value) {
    if (value == null) {
      return List.of();
    }
    Optional<List<Integer>> numbers = Literals.integers(Literals.spread(List.of(value)));
    return numbers(numbers.orElse(List.of(-1)));
  }
}
