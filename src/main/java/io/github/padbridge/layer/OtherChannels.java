package io.github.padbridge.layer;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;

/**
 * A layer with other numbers of channels, and an input shape to match.
 *
 * @param in input channels of all groups together, or the channels of a pooling
 * @param out output channels of all groups together; a depthwise layer of TensorFlow keeps its
 *     multiplier instead, and a pooling has no others
 * @param groups as {@link Layer#groups}
 */
public record OtherChannels(Size in, Size out, int groups) implements Layer.Visitor<Layer> {
  private Shape input(Layer layer) {
    return layer.inputShape().with(layer.channelAxis(), in);
  }

  @Override
  public Layer conv(ConvSpec spec) {
    return spec.withChannels(in, out, groups, input(spec));
  }

  @Override
  public Layer pool(PoolSpec spec) {
    return spec.withInputShape(input(spec));
  }

  @Override
  public Layer tensorFlow(TensorFlowSpec spec) {
    return spec.withChannels(in, spec.filters() == null ? null : out, groups, input(spec));
  }

  @Override
  public Layer onnx(OnnxSpec spec) {
    return spec.op().isPooling()
        ? spec.withInputShape(input(spec))
        : spec.withChannels(in, out, groups, input(spec));
  }

  @Override
  public Layer jax(JaxSpec spec) {
    return spec.op().isPooling()
        ? spec.withInputShape(input(spec))
        : spec.withChannels(new Channels(in, out, Size.of(groups)), input(spec));
  }
}
