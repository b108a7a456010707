package io.github.padbridge.layer;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A valid JAX convolution or pooling, as {@code lax.conv_general_dilated} and {@code
 * lax.reduce_window} compute it. Layers of Flax and Equinox are such convolutions and poolings.
 *
 * @param channels each channel of a pooling is a group
 * @param bias whether a bias follows, as in a layer of Flax or Equinox
 * @param countIncludePad whether an average counts the padding; true for other ops
 * @param inputShape in the layout of the data; sizes may be unknown
 */
public record JaxSpec(
    JaxOp op,
    JaxLayouts layouts,
    Channels channels,
    JaxWindows reading,
    boolean bias,
    boolean countIncludePad,
    Shape inputShape)
    implements Layer {

  /**
   * @throws Refusal with a fault for every broken rule of JAX
   */
  public JaxSpec(
      JaxOp op,
      JaxLayouts layouts,
      Channels channels,
      JaxWindows reading,
      boolean bias,
      boolean countIncludePad,
      Shape inputShape) {
    this.op = op;
    this.layouts = layouts;
    this.channels = channels;
    this.reading = reading;
    this.bias = bias;
    this.countIncludePad = countIncludePad;
    this.inputShape = inputShape;
    JaxRules.require(this);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.jax(this);
  }

  @Override
  public Framework framework() {
    return Framework.JAX;
  }

  @Override
  public String opName() {
    return op.functionName();
  }

  @Override
  public int spatialRank() {
    return windows().kernelSize().size();
  }

  @Override
  public Windows windows() {
    return reading.windows();
  }

  public JaxPadding padding() {
    return reading.padding();
  }

  public List<Integer> strides() {
    return windows().stride();
  }

  public List<Integer> dilations() {
    return windows().dilation();
  }

  @Override
  public Size inChannels() {
    return channels.in();
  }

  @Override
  public int groups() {
    return op.isPooling() ? 1 : channels.groups().intValue();
  }

  @Override
  public Layout layout() {
    return layouts.data();
  }

  @Override
  public @Nullable Layout weightLayout() {
    return layouts.weight();
  }

  @Override
  public String argument(String torchName) {
    return switch (torchName) {
      case Argument.KERNEL_SIZE -> op.isPooling() ? Argument.WINDOW_SHAPE : Argument.KERNEL_SIZE;
      case Argument.STRIDE -> op.isPooling() ? Argument.STRIDES : Argument.WINDOW_STRIDES;
      case Argument.DILATION -> op.isPooling() ? Argument.WINDOW_DILATION : Argument.RHS_DILATION;
      case Argument.GROUPS -> Argument.FEATURE_GROUP_COUNT;
      case Argument.OUTPUT_PADDING -> Argument.PADDING;
      default -> torchName;
    };
  }

  @Override
  public String whyFlipped() {
    return reading.reversal()
        ? "the layer reads the kernel in reverse"
        : "a transposed convolution reads the kernel in reverse, the layer does not";
  }

  @Override
  public boolean isBatched() {
    return true;
  }

  @Override
  public int channelAxis() {
    return layout().indexOf('C');
  }

  @Override
  public int dataAxis(int axis) {
    return layout().indexOf(axisName(axis));
  }

  @Override
  public Size outChannels() {
    return channels.out();
  }

  /** The padding of an axis; empty if it depends on an unknown size. */
  public Optional<PadAmount> padAmount(int axis) {
    return reading.padAmount(inputSize(axis), axis);
  }

  /** The input size with the zeros between the elements. */
  public Size dilatedSize(int axis) {
    return reading.dilated(inputSize(axis), axis);
  }

  @Override
  public Size outputSize(int axis) {
    return reading.outputSize(inputSize(axis), axis);
  }

  @Override
  public @Nullable Shape weightShape() {
    Layout layout = layouts.weight();
    if (layout == null) {
      return null;
    }
    return new Shape(layout.axes().chars().mapToObj(letter -> weightSize((char) letter)).toList());
  }

  private Size weightSize(char letter) {
    return switch (letter) {
      case 'I' -> channels.in().dividedBy(groups());
      case 'O' -> channels.out();
      default -> Size.of(kernelSize().get(Layout.spatialAxes(spatialRank()).indexOf(letter)));
    };
  }

  @Override
  public @Nullable Shape biasShape() {
    return bias ? new Shape(List.of(outChannels())) : null;
  }

  @Override
  public JaxSpec withInputShape(Shape shape) {
    boolean free = op.isPooling() || !channels.in().isKnown();
    if (!free || shape.rank() <= channelAxis()) {
      return new JaxSpec(op, layouts, channels, reading, bias, countIncludePad, shape);
    }
    Size in = shape.size(channelAxis());
    return withChannels(
        op.isPooling() ? ofPooling(in) : new Channels(in, channels.out(), channels.groups()),
        shape);
  }

  /** This layer with other channels, and an input shape to match. */
  public JaxSpec withChannels(Channels other, Shape shape) {
    return new JaxSpec(op, layouts, other, reading, bias, countIncludePad, shape);
  }

  /** The channels of a pooling: each by itself. */
  public static Channels ofPooling(Size channels) {
    return new Channels(channels, channels, channels);
  }
}
