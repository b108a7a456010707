package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.SamePadNode;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Statement;
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
 * The function {@code same_pad} of emitted PyTorch and ONNX code, which pads as SAME for the next
 * layer.
 */
final class SamePads {
  private static final List<String> PARAMETERS =
      List.of("x", "kernel_size", "stride", "dilation", "value", "late_start");

  private SamePads() {}

  /** Whether a function is the emitted one. */
  static boolean isOne(Statement.Function function) {
    return function.name().equals("same_pad")
        && function.parameters().stream()
            .map(Statement.Function.Parameter::name)
            .toList()
            .equals(PARAMETERS);
  }

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
    Value kernel = new Arguments(pad.call()).at(pad.firstArgument(), "kernel_size", "kernel_shape");
    if (!numbers(kernel).equals(numbers(layer.windows().kernelSize()))) {
      throw refusal(pad, text);
    }
  }

  /** Whether an odd element of the padding goes to the start. */
  static boolean isLower(SamePadNode pad) {
    return isTrue(new Arguments(pad.call()).at(-1, "lower"));
  }

  private static boolean isTrue(@Nullable Value value) {
    return value instanceof Value.Literal literal
        && literal.value() instanceof JsonBoolean bool
        && bool.value();
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
    Arguments ofPad = new Arguments(pad.call());
    Arguments ofLayer = new Arguments(layer);
    boolean isOnnx = layer.name().startsWith("onnx.");
    boolean isPooling = layer.name().toLowerCase(Locale.ROOT).contains("pool");
    int first = pad.firstArgument();
    int stride = isOnnx ? -1 : isPooling ? 2 : 3;
    Value value = ofPad.at(first + 3, "value");
    return numbers(ofPad.at(first + 1, "stride", "strides"))
            .equals(numbers(ofLayer.at(stride, "stride", "strides")))
        && numbers(ofPad.at(first + 2, "dilation", "dilations"))
            .equals(numbers(ofLayer.at(-1, "dilation", "dilations")))
        && !(isTrue(ofPad.at(-1, "late_start")) && mayStartLate(pad))
        && (value == null || isLowest(value))
        && (value == null) != isPooling
        && ofLayer.at(-1, "padding", "pads") == null
        && ofLayer.at(-1, "auto_pad") == null
        && ofLayer.at(-1, "ceil_mode") == null;
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
    Arguments arguments = new Arguments(pad.call());
    int first = pad.firstArgument();
    List<Integer> kernel = list(arguments.at(first, "kernel_size", "kernel_shape"));
    List<Integer> strides = list(arguments.at(first + 1, "stride", "strides"));
    List<Integer> dilations = list(arguments.at(first + 2, "dilation", "dilations"));
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
