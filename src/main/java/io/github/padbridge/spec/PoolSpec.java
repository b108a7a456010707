package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A pooling that PyTorch accepts. Per-axis lists hold one number a spatial axis.
 *
 * @param padding on both sides: for the largest element less than every number, for an average zero
 * @param dilation ones for the averages, which have none
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
    List<Integer> kernelSize,
    List<Integer> stride,
    List<Integer> padding,
    List<Integer> dilation,
    boolean ceilMode,
    boolean countIncludePad,
    @Nullable Integer divisorOverride,
    boolean padsSame,
    Shape inputShape)
    implements Layer {
  private static final List<Layout> DATA = Layout.ofEveryRank("NC", "");
  private static final List<Layout> UNBATCHED_DATA = Layout.ofEveryRank("C", "");

  /**
   * @throws Refusal with every rule of PyTorch's that is broken
   */
  public PoolSpec(
      PoolOp op,
      List<Integer> kernelSize,
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> dilation,
      boolean ceilMode,
      boolean countIncludePad,
      @Nullable Integer divisorOverride,
      boolean padsSame,
      Shape inputShape) {
    this.op = op;
    this.kernelSize = List.copyOf(kernelSize);
    this.stride = List.copyOf(stride);
    this.padding = List.copyOf(padding);
    this.dilation = List.copyOf(dilation);
    this.ceilMode = ceilMode;
    this.countIncludePad = countIncludePad;
    this.divisorOverride = divisorOverride;
    this.padsSame = padsSame;
    this.inputShape = inputShape;
    PoolRules.require(this);
  }

  /**
   * A pooling that pads by its padding argument, as PyTorch's own do.
   *
   * @throws Refusal with every rule of PyTorch that is broken
   */
  public PoolSpec(
      PoolOp op,
      List<Integer> kernelSize,
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> dilation,
      boolean ceilMode,
      boolean countIncludePad,
      @Nullable Integer divisorOverride,
      Shape inputShape) {
    this(
        op,
        kernelSize,
        stride,
        padding,
        dilation,
        ceilMode,
        countIncludePad,
        divisorOverride,
        false,
        inputShape);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.pool(this);
  }

  @Override
  public Computation computation() {
    return TorchComputation.of(this);
  }

  @Override
  public Layout layout() {
    return (isBatched() ? DATA : UNBATCHED_DATA).get(spatialRank());
  }

  @Override
  public @Nullable Layout weightLayout() {
    return null;
  }

  @Override
  public Framework framework() {
    return Framework.PYTORCH;
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
  public boolean isBatched() {
    return inputShape.rank() == spatialRank() + 2;
  }

  @Override
  public int channelAxis() {
    return isBatched() ? 1 : 0;
  }

  @Override
  public Size inputSize(int axis) {
    return inputShape.size(inputShape.rank() - spatialRank() + axis);
  }

  /** Whether elements of a window stand apart on some axis. */
  public boolean isDilated() {
    return IntStream.range(0, spatialRank())
        .anyMatch(axis -> dilation.get(axis) > 1 && kernelSize.get(axis) > 1);
  }

  /** How far a window reaches. */
  public long effectiveKernel(int axis) {
    return ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilation.get(axis));
  }

  @Override
  public boolean padsAtRuntime() {
    return padsSame;
  }

  /** True where the padding of an axis depends on an input size that is not known. */
  public boolean isPadAmountOpen(int axis) {
    return padsSame && !inputSize(axis).isKnown();
  }

  /**
   * What is padded on one axis, without what ceil_mode reaches past it.
   *
   * @throws IllegalStateException if it {@link #isPadAmountOpen}
   */
  public PadAmount padAmount(int axis) {
    return padsSame
        ? ConvArithmetic.tensorFlowSame(
            inputSize(axis).value(), effectiveKernel(axis), stride.get(axis))
        : new PadAmount(padding.get(axis), padding.get(axis));
  }

  @Override
  public Size outputSize(int axis) {
    if (padsSame) {
      return ConvArithmetic.sameOutput(inputSize(axis), stride.get(axis));
    }
    return ConvArithmetic.poolOutput(
        inputSize(axis), padding.get(axis), effectiveKernel(axis), stride.get(axis), ceilMode);
  }

  @Override
  public Shape outputShape() {
    Shape shape = inputShape;
    for (int axis = 0; axis < spatialRank(); axis++) {
      shape = shape.with(channelAxis() + 1 + axis, outputSize(axis));
    }
    return shape;
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
        op,
        kernelSize,
        stride,
        padding,
        dilation,
        ceilMode,
        countIncludePad,
        divisorOverride,
        same,
        shape);
  }
}
