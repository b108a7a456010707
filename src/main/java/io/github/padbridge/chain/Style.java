package io.github.padbridge.chain;

import io.github.padbridge.shape.Framework;
import java.util.List;

/**
 * The style of a side, for code in the same style.
 *
 * @param statements true for statements such as {@code y = F.conv2d(x, w)}, false for layers, one
 *     on each line
 * @param input the name of the input in statements; {@code x} if there is none
 * @param weights for each layer, the name of its weight in statements
 * @param biases for each layer, the name of its bias in statements
 * @param kept for each layer, arguments that do not change the numbers, such as {@code , name="c"}
 * @param activations for each layer, its activation argument in the same way
 * @param keras true for Keras layers, false for {@code tf.nn}
 * @param sequential whether it was a {@code Sequential}
 */
public record Style(
    Framework framework,
    boolean statements,
    String input,
    List<String> weights,
    List<String> biases,
    List<String> kept,
    List<String> activations,
    boolean keras,
    boolean sequential) {
  public Style {
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
    kept = List.copyOf(kept);
    activations = List.copyOf(activations);
  }

  /** The name of the weight of a layer. */
  public String weight(int layer) {
    return layer < weights.size() ? weights.get(layer) : numbered("w", layer, layer + 1);
  }

  /** The name of the bias of a layer. */
  public String bias(int layer) {
    return layer < biases.size() ? biases.get(layer) : numbered("b", layer, layer + 1);
  }

  /** {@code w}, or {@code w1}, {@code w2} where several layers have a weight. */
  static String numbered(String name, int weight, int weights) {
    return weights <= 1 ? name : name + (weight + 1);
  }
}
