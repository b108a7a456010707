package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.SamePadNode;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The function {@code same_pad} of emitted PyTorch code, which pads as SAME in TensorFlow for the
 * next layer.
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
   * @throws io.github.padbridge.diagnostic.Refusal if the next step is not a layer
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
      throw text.refusal(
          pad.line(),
          pad.column(),
          "this same_pad does not fit the next layer",
          "its kernel_size, stride and dilation must be those of the layer");
    }
  }

  private static Node layer(SamePadNode pad, Node node, SourceText text) {
    boolean isSame =
        node instanceof LayerNode layer
            && !layer.call().name().contains("avg")
            && agrees(pad.call(), layer.call());
    if (!isSame) {
      refuse(pad, text);
    }
    LayerNode layer = (LayerNode) node;
    return new LayerNode(layer.call(), layer.weight(), layer.bias(), layer.outputShape(), true);
  }

  private static boolean agrees(Call pad, Call layer) {
    Arguments ofPad = new Arguments(pad);
    Arguments ofLayer = new Arguments(layer);
    boolean isPooling = layer.name().contains("pool");
    Value kernel = isPooling ? ofLayer.at(1, "kernel_size") : null;
    return numbers(ofPad.at(2, "stride")).equals(numbers(ofLayer.at(isPooling ? 2 : 3, "stride")))
        && numbers(ofPad.at(3, "dilation")).equals(numbers(ofLayer.at(-1, "dilation")))
        && (kernel == null || numbers(ofPad.at(1, "kernel_size")).equals(numbers(kernel)))
        && ofPad.at(5, "late_start") == null
        && (ofPad.at(4, "value") == null) != isPooling
        && ofLayer.at(-1, "padding") == null
        && ofLayer.at(-1, "ceil_mode") == null;
  }

  /** Numbers of which each is 1 where nothing is said, one where all are the same. */
  private static List<Integer> numbers(@Nullable Value value) {
    if (value == null) {
      return List.of();
    }
    Optional<List<Integer>> numbers = Literals.integers(Literals.spread(List.of(value)));
    List<Integer> given = numbers.orElse(List.of(-1));
    List<Integer> different = given.stream().distinct().toList();
    return different.equals(List.of(1)) ? List.of() : different.size() == 1 ? different : given;
  }
}
