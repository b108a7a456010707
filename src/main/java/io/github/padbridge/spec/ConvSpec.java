package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PyTorch convolution that PyTorch itself would accept. Per-axis lists hold one number a spatial
 * axis.
 *
 * @param inChannels channels of the input, over all groups; may be unknown, as that of the input
 *     shape is then
 * @param outChannels channels of the output, over all groups; may be unknown
 * @param outputPadding zeros for the forward ops, which have none
 * @param flipKernel whether the kernel is flipped over its spatial axes before it is used: the
 *     convolution of mathematics, where PyTorch computes the cross-correlation
 * @param inputShape {@code (N, C, spatial...)} or, unbatched, {@code (C, spatial...)}; sizes may be
 *     unknown
 */
public record ConvSpec(
    ConvOp op,
    Size inChannels,
    Size outChannels,
    List<Integer> kernelSize,
    List<Integer> stride,
    Padding padding,
    List<Integer> outputPadding,
    List<Integer> dilation,
    int groups,
    boolean bias,
    PaddingMode paddingMode,
    boolean flipKernel,
    Shape inputShape)
    implements Layer {
  private static final List<Layout> DATA = Layout.ofEveryRank("NC", "");
  private static final List<Layout> UNBATCHED_DATA = Layout.ofEveryRank("C", "");
  private static final List<Layout> WEIGHT = Layout.ofEveryRank("OI", "");
  private static final List<Layout> TRANSPOSED_WEIGHT = Layout.ofEveryRank("IO", "");

  /** The output channels of a layer that does not say them. */
  static final Size OPEN_OUT_CHANNELS = Size.unknown("C_out");

  /**
   * @throws Refusal with every rule of PyTorch's that is broken
   */
  public ConvSpec(
      ConvOp op,
      Size inChannels,
      Size outChannels,
      List<Integer> kernelSize,
      List<Integer> stride,
      Padding padding,
      List<Integer> outputPadding,
      List<Integer> dilation,
      int groups,
      boolean bias,
      PaddingMode paddingMode,
      boolean flipKernel,
      Shape inputShape) {
    this.op = op;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = List.copyOf(kernelSize);
    this.stride = List.copyOf(stride);
    this.padding = padding;
    this.outputPadding = List.copyOf(outputPadding);
    this.dilation = List.copyOf(dilation);
    this.groups = groups;
    this.bias = bias;
    this.paddingMode = paddingMode;
    this.flipKernel = flipKernel;
    this.inputShape = inputShape;
    TorchRules.require(this);
  }

  /**
   * A layer with known channels that uses its kernel as it is, as all PyTorch layers do.
   *
   * @throws Refusal with every rule of PyTorch's that is broken
   */
  public ConvSpec(
      ConvOp op,
      int inChannels,
      int outChannels,
      List<Integer> kernelSize,
      List<Integer> stride,
      Padding padding,
      List<Integer> outputPadding,
      List<Integer> dilation,
      int groups,
      boolean bias,
      PaddingMode paddingMode,
      Shape inputShape) {
    this(
        op,
        Size.of(inChannels),
        Size.of(outChannels),
        kernelSize,
        stride,
        padding,
        outputPadding,
        dilation,
        groups,
        bias,
        paddingMode,
        false,
        inputShape);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.conv(this);
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
  public Layout weightLayout() {
    return (op.isTransposed() ? TRANSPOSED_WEIGHT : WEIGHT).get(spatialRank());
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
  public int channelAxis() {
    return isBatched() ? 1 : 0;
  }

  @Override
  public @Nullable Shape biasShape() {
    return bias ? new Shape(List.of(outChannels)) : null;
  }

  /**
   * The shape of an input of which no more than the channels are known: {@code (N, channels, L_in)}
   * and its like.
   *
   * @param channels how many there are, or {@link #openInChannels}
   */
  public static Shape unknownInput(int spatialRank, Size channels) {
    List<Size> sizes = new ArrayList<>();
    sizes.add(Size.unknown("N"));
    sizes.add(channels);
    Layout.spatialAxes(spatialRank)
        .chars()
        .forEach(axis -> sizes.add(Size.unknown(inputName((char) axis))));
    return new Shape(sizes);
  }

  /** The input channels of a layer that does not say them. */
  static Size openInChannels() {
    return Size.unknown(inputName('C'));
  }

  /** What formulas call the input size of an axis: {@code L_in}. */
  public static String inputName(char axis) {
    return axis + "_in";
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
  public Size inputSize(int axis) {
    return inputShape.size(inputShape.rank() - spatialRank() + axis);
  }

  public long effectiveKernel(int axis) {
    return ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilation.get(axis));
  }

  /**
   * What is padded on one axis.
   *
   * @throws IllegalStateException if it {@link #isPadAmountOpen}
   */
  public PadAmount padAmount(int axis) {
    return padding.on(axis, inputSize(axis), effectiveKernel(axis), stride.get(axis));
  }

  @Override
  public boolean padsAtRuntime() {
    return padding instanceof Padding.RuntimeSame;
  }

  /** True where the padding of an axis depends on an input size that is not known. */
  public boolean isPadAmountOpen(int axis) {
    return padsAtRuntime() && !inputSize(axis).isKnown();
  }

  @Override
  public Size outputSize(int axis) {
    if (op.isTransposed()) {
      Size full =
          ConvArithmetic.transposedFull(inputSize(axis), effectiveKernel(axis), stride.get(axis));
      return ConvArithmetic.transposedOutput(
          full, padAmount(axis).before(), outputPadding.get(axis));
    }
    if (padsAtRuntime()) {
      return ConvArithmetic.sameOutput(inputSize(axis), stride.get(axis));
    }
    Size padded = ConvArithmetic.padded(inputSize(axis), padAmount(axis));
    return ConvArithmetic.forwardOutput(padded, effectiveKernel(axis), stride.get(axis));
  }

  /** {@code (N, O, spatial...)}, or {@code (O, spatial...)} where the input is unbatched. */
  @Override
  public Shape outputShape() {
    List<Size> sizes = new ArrayList<>();
    if (isBatched()) {
      sizes.add(inputShape.size(0));
    }
    sizes.add(outChannels);
    for (int axis = 0; axis < spatialRank(); axis++) {
      sizes.add(outputSize(axis));
    }
    return new Shape(sizes);
  }

  /** PyTorch's weight: {@code (O, I/groups, k...)}; transposed, {@code (I, O/groups, k...)}. */
  @Override
  public Shape weightShape() {
    List<Size> sizes = new ArrayList<>();
    sizes.add(op.isTransposed() ? inChannels : outChannels);
    sizes.add((op.isTransposed() ? outChannels : inChannels).dividedBy(groups));
    for (int size : kernelSize) {
      sizes.add(Size.of(size));
    }
    return new Shape(sizes);
  }

  @Override
  public ConvSpec withInputShape(Shape shape) {
    Size told = ShapeField.torchChannels(shape, spatialRank()).orElse(inChannels);
    return withChannels(inChannels.isKnown() ? inChannels : told, outChannels, groups, shape);
  }

  /** This layer with another padding, on another input. */
  public ConvSpec withPadding(Padding other, PaddingMode mode, Shape shape) {
    return new ConvSpec(
        op,
        inChannels,
        outChannels,
        kernelSize,
        stride,
        other,
        outputPadding,
        dilation,
        groups,
        bias,
        mode,
        flipKernel,
        shape);
  }

  /** This layer with other channels and groups, on an input of the shape that goes with them. */
  public ConvSpec withChannels(Size in, Size out, int inGroups, Shape shape) {
    return new ConvSpec(
        op,
        in,
        out,
        kernelSize,
        stride,
        padding,
        outputPadding,
        dilation,
        inGroups,
        bias,
        paddingMode,
        flipKernel,
        shape);
  }
}
