package io.github.padbridge.layer;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * Converts a layer to a {@link Computation}. Source: the documentation of {@code torch.nn}, of
 * {@code tf.nn} and of the ONNX operators.
 */
public final class LayerComputation implements Layer.Visitor<Computation> {
  private static final LayerComputation VISITOR = new LayerComputation();

  private LayerComputation() {}

  public static Computation of(Layer layer) {
    return layer.accept(VISITOR);
  }

  @Override
  public Computation conv(ConvSpec spec) {
    boolean transposed = spec.op().isTransposed();
    return new Computation.Convolution(
        axes(spec, transposed, (axis, window) -> edges(spec, axis, window)),
        spec.channels(),
        Border.valueOf(spec.paddingMode().name()),
        transposed,
        transposed != spec.flipKernel(),
        spec.bias());
  }

  private static Edges edges(ConvSpec spec, int axis, Window window) {
    if (spec.padsAtRuntime()) {
      return new Edges.Same(SameRule.UPPER);
    }
    PadAmount padding = spec.padAmount(axis);
    if (!spec.op().isTransposed()) {
      return new Edges.Fixed(padding);
    }
    int after = padding.before() - spec.outputPadding().get(axis);
    return cropped(padding.before(), after, window);
  }

  /** The crop of a transposed convolution. */
  private static Edges cropped(int before, int after, Window window) {
    return new Edges.Fixed(
        WindowDimension.cropOrPadding(new PadAmount(before, after), window.reach()));
  }

  @Override
  public Computation pool(PoolSpec spec) {
    List<WindowDimension> axes = axes(spec, false, (axis, window) -> edges(spec, axis));
    return spec.op().isMax()
        ? new Computation.MaxPooling(axes)
        : new Computation.AveragePooling(axes, divisor(spec));
  }

  private static Edges edges(PoolSpec spec, int axis) {
    int padding = spec.padding().get(axis);
    if (spec.padsSame()) {
      return new Edges.Same(SameRule.UPPER);
    }
    return spec.ceilMode()
        ? new Edges.Ceil(new PadAmount(padding, padding))
        : new Edges.Fixed(new PadAmount(padding, padding));
  }

  private static Divisor divisor(PoolSpec spec) {
    if (spec.divisorOverride() != null) {
      return new Divisor.Constant(spec.divisorOverride());
    }
    return spec.countIncludePad() ? new Divisor.Padded() : new Divisor.Elements();
  }

  @Override
  public Computation tensorFlow(TensorFlowSpec spec) {
    boolean transposed = spec.op().isTransposed();
    boolean same = spec.padding() instanceof TensorFlowPadding.Same;
    List<WindowDimension> axes =
        axes(
            spec,
            transposed,
            (axis, window) -> transposed ? cropped(spec, axis, window) : edges(spec, axis));
    return switch (spec.op().kind()) {
      case MAX_POOL -> new Computation.MaxPooling(axes);
      case AVG_POOL ->
          new Computation.AveragePooling(axes, same ? new Divisor.Elements() : new Divisor.Whole());
      case CONV, CONV_TRANSPOSE, DEPTHWISE_CONV ->
          new Computation.Convolution(
              axes,
              channels(spec),
              Border.ZEROS,
              transposed,
              transposed != spec.flipKernel(),
              spec.bias());
    };
  }

  @Override
  public Computation onnx(OnnxSpec spec) {
    boolean transposed = spec.op().isTransposed();
    List<WindowDimension> axes =
        axes(
            spec,
            transposed,
            (axis, window) -> transposed ? cropped(spec, axis, window) : edges(spec, axis));
    if (!spec.op().isPooling()) {
      OnnxChannels channels = spec.channels();
      return new Computation.Convolution(
          axes,
          new Channels(channels.in(), channels.out(), Size.of(channels.group())),
          Border.ZEROS,
          transposed,
          transposed != spec.flipKernel(),
          channels.bias());
    }
    return spec.op().isMax()
        ? new Computation.MaxPooling(axes)
        : new Computation.AveragePooling(
            axes, spec.countIncludePad() ? new Divisor.Padded() : new Divisor.Elements());
  }

  private static Edges edges(OnnxSpec spec, int axis) {
    if (spec.padding() instanceof OnnxPadding.Same same) {
      return new Edges.Same(same.rule());
    }
    PadAmount amount = spec.padAmount(axis).orElseThrow();
    return spec.roundsUp() ? new Edges.Ceil(amount) : new Edges.Fixed(amount);
  }

  private static Edges cropped(OnnxSpec spec, int axis, Window window) {
    PadAmount crop = spec.padAmount(axis).orElseThrow();
    return cropped(crop.before(), crop.after() - spec.output().padding().get(axis), window);
  }

  @Override
  public Computation jax(JaxSpec spec) {
    List<WindowDimension> axes = new ArrayList<>();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      axes.add(
          new WindowDimension(
              window(spec, axis), edges(spec, axis), spec.inputSize(axis), spec.outputSize(axis)));
    }
    return switch (spec.op()) {
      case MAX_POOL -> new Computation.MaxPooling(axes);
      case AVG_POOL ->
          new Computation.AveragePooling(
              axes, spec.countIncludePad() ? new Divisor.Whole() : new Divisor.Elements());
      case SUM_POOL -> new Computation.AveragePooling(axes, new Divisor.Constant(1));
      case CONV ->
          new Computation.Convolution(
              axes,
              spec.channels(),
              Border.valueOf(spec.reading().paddingMode().name()),
              isTransposed(spec),
              spec.reading().reversal(),
              spec.bias());
    };
  }

  private static Window window(JaxSpec spec, int axis) {
    Windows windows = spec.windows();
    return new Window(
        windows.kernelSize().get(axis),
        windows.stride().get(axis),
        windows.dilation().get(axis),
        spec.reading().baseDilation().get(axis));
  }

  private static Edges edges(JaxSpec spec, int axis) {
    return spec.padding() instanceof JaxPadding.Same same
        ? new Edges.Same(same.lower() ? SameRule.LOWER : SameRule.UPPER)
        : new Edges.Fixed(spec.padAmount(axis).orElseThrow());
  }

  /**
   * Whether it is a transposed convolution of the other frameworks: with zeros between the input
   * elements, windows at every place, one group, and no padding past the full result.
   */
  private static boolean isTransposed(JaxSpec spec) {
    boolean everywhere = spec.strides().stream().allMatch(stride -> stride == 1);
    if (!spec.reading().isBaseDilated() || !everywhere || spec.groups() > 1) {
      return false;
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (spec.padAmount(axis).orElseThrow().before() >= spec.effectiveKernel(axis)) {
        return false;
      }
    }
    return true;
  }

  private static Channels channels(TensorFlowSpec spec) {
    boolean depthwise = spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV;
    Size groups = depthwise ? spec.inChannels() : Size.of(spec.groups());
    return new Channels(spec.inChannels(), spec.outChannels(), groups);
  }

  private static Edges edges(TensorFlowSpec spec, int axis) {
    if (spec.padding() instanceof TensorFlowPadding.Explicit explicit) {
      return new Edges.Fixed(explicit.amounts().get(axis));
    }
    return spec.padding() instanceof TensorFlowPadding.Same
        ? new Edges.Same(spec.startsLate() ? SameRule.UPPER_STARTING_LATE : SameRule.UPPER)
        : new Edges.Fixed(PadAmount.NONE);
  }

  /** In TensorFlow, the output starts in the full result where the padding ends. */
  private static Edges cropped(TensorFlowSpec spec, int axis, Window window) {
    int before = spec.padAmount(axis).orElseThrow().before();
    Size full =
        ConvArithmetic.transposedFull(spec.inputSize(axis), window.reach(), window.baseDilation());
    long after = full.minus(spec.outputSize(axis)) - before;
    return cropped(before, Math.toIntExact(after), window);
  }

  private interface EdgesOfAxis {
    Edges edges(int axis, Window window);
  }

  private static List<WindowDimension> axes(Layer layer, boolean transposed, EdgesOfAxis edges) {
    List<WindowDimension> axes = new ArrayList<>();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      Window window = window(layer.windows(), axis, transposed);
      axes.add(
          new WindowDimension(
              window, edges.edges(axis, window), layer.inputSize(axis), layer.outputSize(axis)));
    }
    return axes;
  }

  private static Window window(Windows windows, int axis, boolean transposed) {
    int size = windows.kernelSize().get(axis);
    int stride = windows.stride().get(axis);
    int dilation = windows.dilation().get(axis);
    return transposed
        ? Window.transposed(size, stride, dilation)
        : Window.forward(size, stride, dilation);
  }
}
