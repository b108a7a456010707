package io.github.padbridge.audit;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A convolution or pooling of a model, with the pads and crops that belong to it.
 *
 * @param row the convolution or pooling
 * @param text the pads, the layer and the crops as their framework writes them, one on each line
 * @param chain the same, for every input size; null if it cannot be compared
 * @param input the shape of the input of {@code chain} in the model, in the layout of its
 *     framework; null where a spatial size is open
 * @param failure why it cannot be compared, a sentence without a full stop; empty if it can
 */
public record AuditedLayer(
    ModelLayer row, String text, @Nullable Chain chain, @Nullable Shape input, String failure) {
  /** Its dotted name in the model. */
  public String name() {
    return row.name();
  }

  Chain requireChain() {
    return Objects.requireNonNull(chain);
  }

  /**
   * It with another chain.
   *
   * @param before the layer of its own chain
   * @param after the layer of the other chain, on an input with other sizes
   */
  AuditedLayer with(Chain other, Layer before, Layer after) {
    Shape shape = input;
    for (int axis = 0; shape != null && axis < shape.rank(); axis++) {
      Size one = before.inputShape().size(axis);
      Size size = after.inputShape().size(axis);
      if (one.isKnown() && size.isKnown() && shape.size(axis).isKnown()) {
        shape = shape.with(axis, shape.size(axis).plus(size.value() - one.value()));
      }
    }
    return new AuditedLayer(row, text, other, shape, failure);
  }

  /**
   * The convolution or pooling with the sizes of the model, even if it is in doubt whether that is
   * all that runs; null if its arguments are not known.
   */
  @Nullable Layer layer() {
    return row.layer() == null ? null : LayerChain.own(row);
  }
}
