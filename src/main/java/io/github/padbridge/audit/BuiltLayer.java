package io.github.padbridge.audit;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A Keras layer names neither its input channels nor, if it is a global pooling, its input sizes:
 * it is built for the input that it gets. So a difference further up changes it, too. It is
 * compared as it would be built for the input of its partner.
 */
final class BuiltLayer {
  private BuiltLayer() {}

  /**
   * The layer for the input of its partner; the layer itself if it has that input already.
   *
   * @param changed whether an earlier difference may have changed the number of channels
   */
  static AuditedLayer forInputOf(AuditedLayer partner, AuditedLayer layer, boolean changed) {
    Layer other = partner.layer();
    Chain chain = layer.chain();
    if (other == null || chain == null || !(layer.layer() instanceof TensorFlowSpec own)) {
      return layer;
    }
    if (isGlobal(layer) && LayerChain.isSizedByInput(other)) {
      return pooling(own, other)
          .map(built -> layer.with(LayerChain.with(chain, built), own, built))
          .orElse(layer);
    }
    Size in = own.inChannels();
    Size wanted = other.inputShape().size(other.layout().indexOf('C'));
    boolean fits = !wanted.isKnown() || wanted.equals(in) || wanted.value() % own.groups() != 0;
    if (!changed || fits || own.op().isPooling()) {
      return layer;
    }
    Shape input = own.inputShape().with(own.channelAxis(), wanted);
    Layer built = own.withChannels(wanted, own.filters(), own.groups(), input);
    return layer.with(
        LayerChain.with(chain, built)
            .withNote(
                own.opName()
                    + " gets "
                    + in
                    + " input channels in the model, because an earlier layer differs"),
        own,
        built);
  }

  private static boolean isGlobal(AuditedLayer layer) {
    Layer own = layer.layer();
    String name = layer.row().className();
    return own != null
        && LayerChain.isSizedByInput(own)
        && (name.contains("Global") || name.contains("Adaptive"));
  }

  private static Optional<TensorFlowSpec> pooling(TensorFlowSpec own, Layer other) {
    if (own.spatialRank() != other.spatialRank() || own.kernelSize().equals(other.kernelSize())) {
      return Optional.empty();
    }
    Shape input = own.inputShape();
    for (int axis = 0; axis < own.spatialRank(); axis++) {
      input = input.with(own.dataAxis(axis), other.inputSize(axis));
    }
    List<Integer> kernel = new ArrayList<>(other.kernelSize());
    return Optional.of(
        new TensorFlowSpec(
            own.op(),
            own.channels(),
            new Windows(kernel, kernel, Collections.nCopies(kernel.size(), 1)),
            TensorFlowPadding.VALID,
            false,
            false,
            own.channelsFirst(),
            input,
            List.of()));
  }
}
