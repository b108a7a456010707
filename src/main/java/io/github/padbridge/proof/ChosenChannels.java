package io.github.padbridge.proof;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * Channel counts for running a layer whose channels are unknown. Two different counts are run,
 * because a plan could be right for one count only.
 *
 * @param in the input channels of each group
 * @param out the output channels of each group
 */
record ChosenChannels(int in, int out) implements Layer.Visitor<Layer> {
  private static final ChosenChannels FIRST = new ChosenChannels(2, 3);
  private static final ChosenChannels SECOND = new ChosenChannels(3, 2);

  /**
   * The layer with the first and the second choice; the layer itself where its channels are known.
   */
  static List<Layer> of(Layer layer) {
    Layer first = layer.accept(FIRST);
    return first.equals(layer) ? List.of(layer) : List.of(first, layer.accept(SECOND));
  }

  private static Size known(Size channels, int inGroup, int groups) {
    return channels.isKnown() ? channels : Size.of((long) inGroup * groups);
  }

  private Shape inputShape(Layer layer, int groups) {
    int axis = layer.channelAxis();
    Shape shape = layer.inputShape();
    return shape.with(axis, known(shape.size(axis), in, groups));
  }

  @Override
  public Layer conv(ConvSpec spec) {
    int groups = spec.groups();
    return spec.withChannels(
        known(spec.inChannels(), in, groups),
        known(spec.outChannels(), out, groups),
        groups,
        inputShape(spec, groups));
  }

  @Override
  public Layer pool(PoolSpec spec) {
    return spec.withInputShape(inputShape(spec, 1));
  }

  @Override
  public Layer jax(JaxSpec spec) {
    int groups = spec.groups();
    Shape shape = inputShape(spec, groups);
    return spec.op().isPooling()
        ? spec.withInputShape(shape)
        : spec.withChannels(
            new Channels(
                known(spec.channels().in(), in, groups),
                known(spec.channels().out(), out, groups),
                spec.channels().groups()),
            shape);
  }

  @Override
  public Layer tensorFlow(TensorFlowSpec spec) {
    int groups = spec.groups();
    return spec.withChannels(
        known(spec.inChannels(), in, groups),
        spec.filters() == null ? null : known(spec.filters(), out, groups),
        groups,
        inputShape(spec, groups));
  }

  @Override
  public Layer onnx(OnnxSpec spec) {
    int group = spec.channels().group();
    return spec.op().isPooling()
        ? spec.withInputShape(inputShape(spec, 1))
        : spec.withChannels(
            known(spec.inChannels(), in, group),
            known(spec.outChannels(), out, group),
            group,
            inputShape(spec, group));
  }
}
