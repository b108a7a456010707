package io.github.padbridge.modelfile.keras;

import io.github.padbridge.modelfile.keras.KerasGraph.Call;
import io.github.padbridge.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A separable convolution: a depthwise convolution without a bias, then a convolution with kernel
 * size 1. Its sizes are those of a convolution with its windows.
 */
final class KerasSeparable {
  private KerasSeparable() {}

  /** The convolution with the same windows and filters. */
  static KerasClass asConvolution(KerasClass type) {
    return type.kind() == KerasClass.Kind.SEPARABLE_CONV
        ? new KerasClass(KerasClass.Kind.CONV, type.rank())
        : type;
  }

  /** Both convolutions, in the order in which they run. */
  static List<Call> convolutions(Call call, KerasClass type) {
    KerasNode node = call.node;
    Map<String, @Nullable Object> depthwise = new LinkedHashMap<>(node.config());
    depthwise.remove("filters");
    depthwise.put("use_bias", false);
    Map<String, @Nullable Object> pointwise = new LinkedHashMap<>();
    for (String argument : List.of("filters", "use_bias", "data_format")) {
      pointwise.put(argument, node.config().get(argument));
    }
    pointwise.put("kernel_size", 1L);
    pointwise.put("padding", "valid");
    String rank = type.rank() + "D";
    Call first = part(call, "DepthwiseConv" + rank, depthwise, call.input);
    return List.of(first, part(call, "Conv" + rank, pointwise, first.output));
  }

  private static Call part(
      Call call, String name, Map<String, @Nullable Object> config, Optional<Shape> input) {
    KerasNode node = call.node;
    KerasNode own = new KerasNode(node.name(), name, false, config, node.calls(), Map.of(), null);
    Call part = new Call(call.name, own, input, null);
    part.output = KerasGraph.window(part, KerasClass.of(name).orElseThrow());
    return part;
  }
}
