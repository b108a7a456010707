package io.github.padbridge.translate;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.KernelOrder;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The layouts in which a plan takes its data and weight.
 *
 * @param data of input and output, such as {@code NCHW}; without N where there is no batch
 * @param weight null where the layer has none
 */
public record OperandLayouts(Layout data, @Nullable Layout weight) {
  /** The layouts of the layer. */
  public static OperandLayouts of(Layer layer) {
    return new OperandLayouts(layer.layout(), layer.weightLayout());
  }

  /** Data with the channels after the batch, and the weight of the layer. */
  public static OperandLayouts channelsFirst(Layer layer) {
    String batch = layer.isBatched() ? "N" : "";
    return new OperandLayouts(
        Layout.of(batch + "C", layer.spatialRank(), ""), layer.weightLayout());
  }

  /**
   * Data with the channels last, and the weight in the order that TensorFlow and Flax have: that of
   * a PyTorch layer in {@link KernelOrder}.
   */
  public static OperandLayouts channelsLast(Layer layer) {
    String batch = layer.isBatched() ? "N" : "";
    Layout own = layer.weightLayout();
    return new OperandLayouts(
        Layout.of(batch, layer.spatialRank(), "C"),
        own != null && layer.framework() == Framework.PYTORCH
            ? own.permuted(KernelOrder.permutation(own.axes().length()))
            : own);
  }

  /** The input shape of the layer in this layout. */
  Shape inputShape(Layer layer) {
    return layer.inputShape().permuted(layer.layout().permutationTo(data));
  }

  /** The weight shape of the layer in this layout; null where it has no weight. */
  @Nullable Shape weightShape(Layer layer) {
    Shape shape = layer.weightShape();
    return shape == null
        ? null
        : shape.permuted(
            Objects.requireNonNull(layer.weightLayout())
                .permutationTo(Objects.requireNonNull(weight)));
  }
}
