package io.github.padbridge.audit;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.shape.Shape;
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

  /** The convolution or pooling with the sizes of the model; null if it cannot be compared. */
  @Nullable Layer layer() {
    return chain == null ? null : LayerChain.own(row);
  }
}
