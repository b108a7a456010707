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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A valid ONNX node: a convolution or pooling on {@code (N, C, spatial...)}. Source: the ONNX
 * operators {@code Conv}, {@code ConvTranspose}, {@code MaxPool} and {@code AveragePool} of opset
 * 22.
 *
 * @param windows of a global pooling, the input sizes
 * @param output of a transposed convolution
 * @param ceilMode whether the output size of a pooling is rounded up, except with SAME
 * @param countIncludePad whether an average counts the padding
 * @param flipKernel whether the kernel of a convolution is flipped first; a node does not say so,
 *     but the code that makes its weight may
 * @param inputShape {@code (N, C, spatial...)}; sizes may be unknown
 */
public record OnnxSpec(
    OnnxOp op,
    OnnxChannels channels,
    Windows windows,
    OnnxPadding padding,
    OnnxOutput output,
    boolean ceilMode,
    boolean countIncludePad,
    boolean flipKernel,
    Shape inputShape)
    implements Layer {
  private static final List<Layout> DATA = Layout.ofEveryRank("NC", "");
  private static final List<Layout> WEIGHT = Layout.ofEveryRank("OI", "");
  private static final List<Layout> TRANSPOSED_WEIGHT = Layout.ofEveryRank("IO", "");

  /**
   * @throws Refusal with a fault for every broken ONNX rule
   */
  public OnnxSpec(
      OnnxOp op,
      OnnxChannels channels,
      Windows windows,
      OnnxPadding padding,
      OnnxOutput output,
      boolean ceilMode,
      boolean countIncludePad,
      boolean flipKernel,
      Shape inputShape) {
    this.op = op;
    this.channels = channels;
    this.windows = windows;
    this.padding = padding;
    this.output = output;
    this.ceilMode = ceilMode;
    this.countIncludePad = countIncludePad;
    this.flipKernel = flipKernel;
    this.inputShape = inputShape;
    OnnxRules.require(this);
  }

  /**
   * A node with its weight as it is.
   *
   * @throws Refusal with a fault for every broken ONNX rule
   */
  public OnnxSpec(
      OnnxOp op,
      OnnxChannels channels,
      Windows windows,
      OnnxPadding padding,
      OnnxOutput output,
      boolean ceilMode,
      boolean countIncludePad,
      Shape inputShape) {
    this(op, channels, windows, padding, output, ceilMode, countIncludePad, false, inputShape);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.onnx(this);
  }

  @Override
  public int outputPadding(int axis) {
    return output.padding().get(axis);
  }

  @Override
  public boolean hasFixedOutput() {
    return !output.shape().isEmpty();
  }

  @Override
  public Framework framework() {
    return Framework.ONNX;
  }

  @Override
  public String opName() {
    return op.opName();
  }

  @Override
  public int spatialRank() {
    return windows.kernelSize().size();
  }

  @Override
  public Layout layout() {
    return DATA.get(spatialRank());
  }

  @Override
  public @Nullable Layout weightLayout() {
    return op.isPooling()
        ? null
        : (op.isTransposed() ? TRANSPOSED_WEIGHT : WEIGHT).get(spatialRank());
  }

  @Override
  public String argument(String torchName) {
    return switch (torchName) {
      case Argument.KERNEL_SIZE -> Argument.KERNEL_SHAPE;
      case Argument.STRIDE -> Argument.STRIDES;
      case Argument.DILATION -> Argument.DILATIONS;
      case Argument.GROUPS -> Argument.GROUP;
      case Argument.PADDING -> Argument.PADS;
      default -> torchName;
    };
  }

  @Override
  public Size inChannels() {
    return channels.in();
  }

  @Override
  public int groups() {
    return channels.group();
  }

  @Override
  public Size outChannels() {
    return channels.out();
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
    return 1;
  }

  @Override
  public int dataAxis(int axis) {
    return axis + 2;
  }

  /** {@code (O, C/group, k...)}; transposed, {@code (C, O/group, k...)}; null for a pooling. */
  @Override
  public @Nullable Shape weightShape() {
    if (op.isPooling()) {
      return null;
    }
    List<Size> sizes = new ArrayList<>();
    sizes.add(op.isTransposed() ? inChannels() : outChannels());
    sizes.add((op.isTransposed() ? outChannels() : inChannels()).dividedBy(channels.group()));
    kernelSize().forEach(size -> sizes.add(Size.of(size)));
    return new Shape(sizes);
  }

  @Override
  public @Nullable Shape biasShape() {
    return channels.bias() ? new Shape(List.of(outChannels())) : null;
  }

  /**
   * Whether the output size is rounded up. With VALID it is, as in ONNX Runtime and in the shape
   * inference of ONNX; the operator documentation has a formula that rounds down.
   */
  public boolean roundsUp() {
    return ceilMode && !(padding instanceof OnnxPadding.Same);
  }

  /**
   * The padding of one axis, without the elements that {@code ceil_mode} adds, or the crop of a
   * transposed convolution, without {@code output_padding}; empty if it depends on an unknown size.
   */
  public Optional<PadAmount> padAmount(int axis) {
    if (op.isTransposed()) {
      return Optional.of(crop(axis));
    }
    if (padding instanceof OnnxPadding.Pads pads) {
      return Optional.of(pads.amounts().get(axis));
    }
    if (padding instanceof OnnxPadding.Same same) {
      Size in = inputSize(axis);
      long stride = strides().get(axis);
      long reach = effectiveKernel(axis);
      // At stride 1 the padding does not depend on the input size.
      return in.isKnown() || stride == 1
          ? Optional.of(same.rule().amount(in.isKnown() ? in.value() : reach, reach, stride))
          : Optional.empty();
    }
    return Optional.of(PadAmount.NONE);
  }

  private PadAmount crop(int axis) {
    if (!output.shape().isEmpty()) {
      long total = full(axis).minus(Size.of(output.shape().get(axis)));
      boolean longer = total < 0 && !(padding instanceof OnnxPadding.Same);
      return longer ? new PadAmount(0, Math.toIntExact(total)) : halves(total);
    }
    if (padding instanceof OnnxPadding.Pads pads) {
      return pads.amounts().get(axis);
    }
    return padding instanceof OnnxPadding.Same
        ? halves(full(axis).minus(inputSize(axis).times(strides().get(axis))))
        : PadAmount.NONE;
  }

  /** The output size before the crop. */
  public Size full(int axis) {
    return ConvArithmetic.transposedFull(
            inputSize(axis), effectiveKernel(axis), strides().get(axis))
        .plus(output.padding().get(axis));
  }

  /**
   * The largest {@code output_shape}: zeros extend the full result at its end, by less than a
   * stride. With SAME, ONNX Runtime extends the end and the ONNX reference both ends: no zeros.
   */
  Size longest(int axis) {
    return padding instanceof OnnxPadding.Same
        ? full(axis)
        : full(axis).plus(strides().get(axis) - 1L - output.padding().get(axis));
  }

  /** Only SAME_UPPER crops an odd element at the end. */
  private PadAmount halves(long total) {
    long less = Math.floorDiv(total, 2);
    boolean upper = padding.equals(OnnxPadding.SAME_UPPER);
    return new PadAmount(
        Math.toIntExact(upper ? less : total - less), Math.toIntExact(upper ? total - less : less));
  }

  @Override
  public Size outputSize(int axis) {
    long stride = strides().get(axis);
    if (op.isTransposed()) {
      return full(axis).minus(crop(axis).total());
    }
    if (padding instanceof OnnxPadding.Same) {
      return ConvArithmetic.sameOutput(inputSize(axis), stride);
    }
    PadAmount amount = padAmount(axis).orElseThrow();
    return roundsUp()
        ? ConvArithmetic.ceilOutput(inputSize(axis), amount, effectiveKernel(axis), stride)
        : ConvArithmetic.forwardOutput(
            ConvArithmetic.padded(inputSize(axis), amount), effectiveKernel(axis), stride);
  }

  @Override
  public OnnxSpec withInputShape(Shape shape) {
    if (shape.rank() != spatialRank() + 2) {
      return with(channels, windows, shape);
    }
    Size in = shape.size(1);
    OnnxChannels own =
        op.isPooling()
            ? OnnxChannels.ofPooling(in)
            : inChannels().isKnown()
                ? channels
                : new OnnxChannels(in, channels.out(), channels.group(), channels.bias());
    return with(own, op.isGlobal() ? global(shape) : windows, shape);
  }

  private static Windows global(Shape shape) {
    return Windows.global(shape.sizes().subList(2, shape.rank()));
  }

  /** This layer with other channels and groups, and an input shape to match. */
  public OnnxSpec withChannels(Size in, Size out, int group, Shape shape) {
    return with(new OnnxChannels(in, out, group, channels.bias()), windows, shape);
  }

  private OnnxSpec with(OnnxChannels own, Windows other, Shape shape) {
    return new OnnxSpec(
        op, own, other, padding, output, ceilMode, countIncludePad, flipKernel, shape);
  }
}
