package io.github.padbridge.layer;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A valid TensorFlow convolution or pooling.
 *
 * @param bias whether a bias follows, as in a Keras layer
 * @param flipKernel whether the kernel is flipped along its spatial axes first
 * @param channelsFirst whether the layout is {@code (N, C, spatial...)}
 * @param inputShape {@code (N, spatial..., C)} or {@code (N, C, spatial...)}; sizes may be unknown
 * @param outputSize spatial output sizes of a transposed convolution; empty for other layers
 */
public record TensorFlowSpec(
    TensorFlowOp op,
    TensorFlowChannels channels,
    Windows windows,
    TensorFlowPadding padding,
    boolean bias,
    boolean flipKernel,
    boolean channelsFirst,
    Shape inputShape,
    List<Size> outputSize)
    implements Layer {
  private static final List<Layout> WEIGHT = Layout.ofEveryRank("", "IO");
  private static final List<Layout> TRANSPOSED_WEIGHT = Layout.ofEveryRank("", "OI");
  private static final List<Layout> DEPTHWISE_WEIGHT = Layout.ofEveryRank("", "IM");

  /**
   * @throws Refusal with a fault for every broken TensorFlow rule
   */
  public TensorFlowSpec(
      TensorFlowOp op,
      TensorFlowChannels channels,
      Windows windows,
      TensorFlowPadding padding,
      boolean bias,
      boolean flipKernel,
      boolean channelsFirst,
      Shape inputShape,
      List<Size> outputSize) {
    this.op = op;
    this.channels = channels;
    this.windows = windows;
    this.padding = padding;
    this.bias = bias;
    this.flipKernel = flipKernel;
    this.channelsFirst = channelsFirst;
    this.inputShape = inputShape;
    this.outputSize = List.copyOf(outputSize);
    TensorFlowRules.require(this);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.tensorFlow(this);
  }

  @Override
  public @Nullable Layout weightLayout() {
    return switch (op.kind()) {
      case CONV -> WEIGHT.get(spatialRank());
      case CONV_TRANSPOSE -> TRANSPOSED_WEIGHT.get(spatialRank());
      case DEPTHWISE_CONV -> DEPTHWISE_WEIGHT.get(spatialRank());
      case MAX_POOL, AVG_POOL -> null;
    };
  }

  @Override
  public String argument(String torchName) {
    return switch (torchName) {
      case Argument.STRIDE -> Argument.STRIDES;
      case Argument.DILATION -> Argument.DILATIONS;
      case Argument.OUTPUT_PADDING -> Argument.OUTPUT_SHAPE;
      default -> torchName;
    };
  }

  @Override
  public boolean hasFixedOutput() {
    return op.isTransposed();
  }

  @Override
  public Framework framework() {
    return Framework.TENSORFLOW;
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

  public @Nullable Size filters() {
    return channels.filters();
  }

  public int depthMultiplier() {
    return channels.depthMultiplier();
  }

  @Override
  public int groups() {
    return channels.groups();
  }

  public List<Integer> strides() {
    return windows.stride();
  }

  public List<Integer> dilations() {
    return windows.dilation();
  }

  @Override
  public boolean isBatched() {
    return true;
  }

  @Override
  public int channelAxis() {
    return channelsFirst ? 1 : spatialRank() + 1;
  }

  @Override
  public Layout layout() {
    return layout(spatialRank(), channelsFirst);
  }

  public static Layout layout(int spatialRank, boolean channelsFirst) {
    return channelsFirst ? Layout.of("NC", spatialRank, "") : Layout.of("N", spatialRank, "C");
  }

  /** The TensorFlow name of the layout: {@code NWC}, {@code NHWC}, {@code NCDHW}... */
  public String dataFormat() {
    return layout().axes().replace('L', 'W');
  }

  @Override
  public int dataAxis(int axis) {
    return axis + (channelsFirst ? 2 : 1);
  }

  @Override
  public Size outChannels() {
    return switch (op.kind()) {
      case CONV, CONV_TRANSPOSE -> Objects.requireNonNull(filters());
      case DEPTHWISE_CONV -> inChannels().times(depthMultiplier());
      case MAX_POOL, AVG_POOL -> inChannels();
    };
  }

  /**
   * The padding of one axis, or the crop of a transposed convolution; empty if it depends on an
   * unknown size.
   */
  public Optional<PadAmount> padAmount(int axis) {
    if (padding instanceof TensorFlowPadding.Explicit explicit) {
      return Optional.of(explicit.amounts().get(axis));
    }
    if (padding instanceof TensorFlowPadding.Valid) {
      return Optional.of(PadAmount.NONE);
    }
    long reach = effectiveKernel(axis);
    long stride = strides().get(axis);
    if (op.isTransposed()) {
      Size full = ConvArithmetic.transposedFull(inputSize(axis), reach, stride);
      return Optional.of(ConvArithmetic.transposedSame(full.minus(outputSize.get(axis))));
    }
    if (!inputSize(axis).isKnown() && stride > 1) {
      return Optional.empty();
    }
    // At stride 1 SAME does not depend on the input size.
    long in = inputSize(axis).isKnown() ? inputSize(axis).value() : reach;
    return Optional.of(
        startsLate()
            ? ConvArithmetic.tensorFlowSame3d(in, reach, stride)
            : ConvArithmetic.tensorFlowSame(in, reach, stride));
  }

  /** Whether SAME skips elements at the start if two or more remain after the last window. */
  public boolean startsLate() {
    return mayStartLate() && padding instanceof TensorFlowPadding.Same same && same.skips();
  }

  /**
   * Whether SAME does that in some TensorFlow builds: 3-D ops on CPU do, except in float32 with
   * oneDNN. The op that does refuses dilations and groups.
   */
  public boolean mayStartLate() {
    boolean dilated = dilations().stream().anyMatch(dilation -> dilation > 1);
    return spatialRank() == 3
        && !op.isTransposed()
        && padding instanceof TensorFlowPadding.Same
        && groups() == 1
        && !dilated;
  }

  @Override
  public Size outputSize(int axis) {
    if (op.isTransposed()) {
      return outputSize.get(axis);
    }
    if (padding instanceof TensorFlowPadding.Same) {
      return ConvArithmetic.sameOutput(inputSize(axis), strides().get(axis));
    }
    return ConvArithmetic.forwardOutput(
        ConvArithmetic.padded(inputSize(axis), padAmount(axis).orElseThrow()),
        effectiveKernel(axis),
        strides().get(axis));
  }

  /**
   * {@code (k..., I/groups, O)}; transposed, {@code (k..., O, I)}; depthwise, {@code (k..., I,
   * multiplier)}.
   */
  @Override
  public @Nullable Shape weightShape() {
    if (op.isPooling()) {
      return null;
    }
    List<Size> sizes = new ArrayList<>();
    kernelSize().forEach(size -> sizes.add(Size.of(size)));
    switch (op.kind()) {
      case CONV_TRANSPOSE -> sizes.addAll(List.of(outChannels(), inChannels()));
      case DEPTHWISE_CONV -> sizes.addAll(List.of(inChannels(), Size.of(depthMultiplier())));
      default -> sizes.addAll(List.of(inChannels().dividedBy(groups()), outChannels()));
    }
    return new Shape(sizes);
  }

  @Override
  public @Nullable Shape biasShape() {
    return bias ? new Shape(List.of(outChannels())) : null;
  }

  /**
   * This layer with another input shape. The output size of a transposed convolution keeps its
   * difference from {@code input·stride}.
   */
  @Override
  public TensorFlowSpec withInputShape(Shape shape) {
    boolean free = op.isPooling() || !inChannels().isKnown();
    return free && shape.rank() > channelAxis()
        ? withChannels(shape.size(channelAxis()), filters(), groups(), shape)
        : with(channels, padding, shape);
  }

  /** This layer with other channels and groups, and an input shape to match. */
  public TensorFlowSpec withChannels(Size in, @Nullable Size filters, int groups, Shape shape) {
    return with(new TensorFlowChannels(in, filters, depthMultiplier(), groups), padding, shape);
  }

  /** This layer with another padding. */
  public TensorFlowSpec withPadding(TensorFlowPadding other) {
    return with(channels, other, inputShape);
  }

  private TensorFlowSpec with(TensorFlowChannels own, TensorFlowPadding other, Shape shape) {
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; axis < outputSize.size(); axis++) {
      long stride = strides().get(axis);
      long more = outputSize.get(axis).minus(inputSize(axis).times(stride));
      sizes.add(shape.size(dataAxis(axis)).times(stride).plus(more));
    }
    return new TensorFlowSpec(
        op, own, windows, other, bias, flipKernel, channelsFirst, shape, sizes);
  }
}
