package io.github.padbridge.layer;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A valid PyTorch pooling.
 *
 * @param windows with dilation 1 for average poolings
 * @param padding on both sides, one number for each spatial axis: minus infinity for max pooling,
 *     zeros for average pooling
 * @param ceilMode whether the output size is rounded up
 * @param countIncludePad whether an average counts the padding; true for max pooling
 * @param divisorOverride the divisor of sums; null for the size of the window
 * @param padsSame whether a subclass of a max pooling adds TensorFlow SAME padding of minus
 *     infinity at run time, as {@code timm.layers.MaxPool2dSame}; {@code padding} is then 0
 * @param inputShape {@code (N, C, spatial...)} or, unbatched, {@code (C, spatial...)}; sizes may be
 *     unknown
 */
public record PoolSpec(
    PoolOp op,
    Windows windows,
    List<Integer> padding,
    boolean ceilMode,
    boolean countIncludePad,
    @Nullable Integer divisorOverride,
    boolean padsSame,
    Shape inputShape)
    implements TorchSpec {

  /**
   * @throws Refusal with a fault for every broken PyTorch rule
   */
  public PoolSpec(
      PoolOp op,
      Windows windows,
      List<Integer> padding,
      boolean ceilMode,
      boolean countIncludePad,
      @Nullable Integer divisorOverride,
      boolean padsSame,
      Shape inputShape) {
    this.op = op;
    this.windows = windows;
    this.padding = List.copyOf(padding);
    this.ceilMode = ceilMode;
    this.countIncludePad = countIncludePad;
    this.divisorOverride = divisorOverride;
    this.padsSame = padsSame;
    this.inputShape = inputShape;
    PoolRules.require(this);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.pool(this);
  }

  @Override
  public @Nullable Layout weightLayout() {
    return null;
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
  public boolean padsAtRuntime() {
    return padsSame;
  }

  @Override
  public Size outChannels() {
    return inputShape.size(channelAxis());
  }

  /** Whether the window is dilated on some axis. */
  public boolean isDilated() {
    return IntStream.range(0, spatialRank())
        .anyMatch(axis -> dilation().get(axis) > 1 && kernelSize().get(axis) > 1);
  }

  /** The padded input size, without the elements that ceil_mode adds. */
  @Override
  public PadAmount padAmount(int axis) {
    return padsSame
        ? ConvArithmetic.tensorFlowSame(
            inputSize(axis).value(), effectiveKernel(axis), stride().get(axis))
        : new PadAmount(padding.get(axis), padding.get(axis));
  }

  @Override
  public Size outputSize(int axis) {
    int stride = stride().get(axis);
    return padsSame
        ? ConvArithmetic.sameOutput(inputSize(axis), stride)
        : ConvArithmetic.poolOutput(
            inputSize(axis), padding.get(axis), effectiveKernel(axis), stride, ceilMode);
  }

  @Override
  public @Nullable Shape weightShape() {
    return null;
  }

  @Override
  public @Nullable Shape biasShape() {
    return null;
  }

  @Override
  public PoolSpec withInputShape(Shape shape) {
    return with(padsSame, shape);
  }

  /** This layer with TensorFlow SAME padding at run time. */
  public PoolSpec withRuntimeSame() {
    return with(true, inputShape);
  }

  private PoolSpec with(boolean same, Shape shape) {
    return new PoolSpec(
        op, windows, padding, ceilMode, countIncludePad, divisorOverride, same, shape);
  }
}
