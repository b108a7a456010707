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
 * A pooling that PyTorch accepts.
 *
 * @param windows with dilation 1 for the averages, which have none
 * @param padding on both sides, one number a spatial axis: for the largest element less than every
 *     number, for an average zero
 * @param ceilMode whether a window may start wherever there is an element or padding before it
 * @param countIncludePad whether an average counts the padding; true for the largest element
 * @param divisorOverride what sums are divided by, or null for the size of the window
 * @param padsSame whether a class built on a max pooling pads minus infinity as TensorFlow's SAME
 *     when it runs, as timm's {@code MaxPool2dSame}; its own padding is 0 then
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
   * @throws Refusal with every PyTorch rule that is broken
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

  /** Whether elements of a window stand apart on some axis. */
  public boolean isDilated() {
    return IntStream.range(0, spatialRank())
        .anyMatch(axis -> dilation().get(axis) > 1 && kernelSize().get(axis) > 1);
  }

  /** Without what ceil_mode reaches past it. */
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

  /** This layer as one that pads as TensorFlow's SAME when it runs. */
  public PoolSpec withRuntimeSame() {
    return with(true, inputShape);
  }

  private PoolSpec with(boolean same, Shape shape) {
    return new PoolSpec(
        op, windows, padding, ceilMode, countIncludePad, divisorOverride, same, shape);
  }
}
