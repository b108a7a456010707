package io.github.padbridge.layer;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A valid PyTorch convolution.
 *
 * @param channels of input and output; may be unknown, like those of the input shape
 * @param outputPadding one number for each spatial axis; zeros for forward convolutions
 * @param flipKernel whether the kernel is flipped along its spatial axes first, which makes it a
 *     mathematical convolution; PyTorch itself computes the cross-correlation
 * @param inputShape {@code (N, C, spatial...)} or, unbatched, {@code (C, spatial...)}; sizes may be
 *     unknown
 */
public record ConvSpec(
    ConvOp op,
    Channels channels,
    Windows windows,
    Padding padding,
    List<Integer> outputPadding,
    boolean bias,
    PaddingMode paddingMode,
    boolean flipKernel,
    Shape inputShape)
    implements TorchSpec {
  private static final List<Layout> WEIGHT = Layout.ofEveryRank("OI", "");
  private static final List<Layout> TRANSPOSED_WEIGHT = Layout.ofEveryRank("IO", "");

  /**
   * @throws Refusal with a fault for every broken PyTorch rule
   */
  public ConvSpec(
      ConvOp op,
      Channels channels,
      Windows windows,
      Padding padding,
      List<Integer> outputPadding,
      boolean bias,
      PaddingMode paddingMode,
      boolean flipKernel,
      Shape inputShape) {
    this.op = op;
    this.channels = channels;
    this.windows = windows;
    this.padding = padding;
    this.outputPadding = List.copyOf(outputPadding);
    this.bias = bias;
    this.paddingMode = paddingMode;
    this.flipKernel = flipKernel;
    this.inputShape = inputShape;
    TorchRules.require(this);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.conv(this);
  }

  @Override
  public Layout weightLayout() {
    return (op.isTransposed() ? TRANSPOSED_WEIGHT : WEIGHT).get(spatialRank());
  }

  @Override
  public String opName() {
    return op.functionName();
  }

  @Override
  public int spatialRank() {
    return op.spatialRank();
  }

  @Override
  public Size inChannels() {
    return channels.in();
  }

  @Override
  public Size outChannels() {
    return channels.out();
  }

  @Override
  public int groups() {
    return channels.groups().intValue();
  }

  @Override
  public @Nullable Shape biasShape() {
    return bias ? new Shape(List.of(outChannels())) : null;
  }

  @Override
  public PadAmount padAmount(int axis) {
    return padding.on(axis, inputSize(axis), effectiveKernel(axis), stride().get(axis));
  }

  @Override
  public int outputPadding(int axis) {
    return outputPadding.get(axis);
  }

  @Override
  public boolean padsAtRuntime() {
    return padding instanceof Padding.RuntimeSame;
  }

  @Override
  public Size outputSize(int axis) {
    int stride = stride().get(axis);
    if (op.isTransposed()) {
      Size full = ConvArithmetic.transposedFull(inputSize(axis), effectiveKernel(axis), stride);
      return ConvArithmetic.transposedOutput(
          full, padAmount(axis).before(), outputPadding.get(axis));
    }
    if (padsAtRuntime()) {
      return ConvArithmetic.sameOutput(inputSize(axis), stride);
    }
    Size padded = ConvArithmetic.padded(inputSize(axis), padAmount(axis));
    return ConvArithmetic.forwardOutput(padded, effectiveKernel(axis), stride);
  }

  /** {@code (O, I/groups, k...)}; transposed, {@code (I, O/groups, k...)}. */
  @Override
  public Shape weightShape() {
    List<Size> sizes = new ArrayList<>();
    sizes.add(op.isTransposed() ? inChannels() : outChannels());
    sizes.add((op.isTransposed() ? outChannels() : inChannels()).dividedBy(groups()));
    kernelSize().forEach(size -> sizes.add(Size.of(size)));
    return new Shape(sizes);
  }

  @Override
  public ConvSpec withInputShape(Shape shape) {
    int axis = shape.rank() - spatialRank() - 1;
    boolean tells =
        !inChannels().isKnown() && (axis == 0 || axis == 1) && shape.size(axis).isKnown();
    Size in = tells ? shape.size(axis) : inChannels();
    return withChannels(in, outChannels(), groups(), shape);
  }

  /** This layer with another padding and another input. */
  public ConvSpec withPadding(Padding other, PaddingMode mode, Shape shape) {
    return new ConvSpec(op, channels, windows, other, outputPadding, bias, mode, flipKernel, shape);
  }

  /** This layer with other channels and groups, and an input shape to match. */
  public ConvSpec withChannels(Size in, Size out, int groups, Shape shape) {
    Channels other = new Channels(in, out, Size.of(groups));
    return new ConvSpec(
        op, other, windows, padding, outputPadding, bias, paddingMode, flipKernel, shape);
  }
}
