package io.github.padbridge.chain;

import io.github.padbridge.shape.Framework;
import java.util.List;

/**
 * How a side was written, to write another in the same way.
 *
 * @param statements whether it was statements such as {@code y = F.conv2d(x, w)}, as opposed to
 *     layers one a line
 * @param input the name of the input in statements; {@code x} where there is none
 * @param weight the name of the weight in statements; {@code w} where there is none
 * @param bias the name of the bias in statements; {@code b} where there is none
 * @param kept for each layer, what its call says beside the geometry, such as {@code ,
 *     activation="relu"}
 * @param keras whether its layers are of Keras, as opposed to {@code tf.nn}
 * @param sequential whether it was a {@code Sequential}
 */
public record Style(
    Framework framework,
    boolean statements,
    String input,
    String weight,
    String bias,
    List<String> kept,
    boolean keras,
    boolean sequential) {
  public Style {
    kept = List.copyOf(kept);
  }
}
