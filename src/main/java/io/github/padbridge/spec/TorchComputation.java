package io.github.padbridge.spec;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/** What PyTorch layers compute. Source: the documentation of {@code torch.nn}. */
final class TorchComputation {
  private TorchComputation() {}

  static Computation of(ConvSpec spec) {
    List<WindowDimension> axes = new ArrayList<>();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Window window = window(spec, axis);
      axes.add(
          new WindowDimension(
              window, edges(spec, axis, window), spec.inputSize(axis), spec.outputSize(axis)));
    }
    boolean transposed = spec.op().isTransposed();
    return new Computation.Convolution(
        axes,
        new Channels(spec.inChannels(), spec.outChannels(), Size.of(spec.groups())),
        Border.valueOf(spec.paddingMode().name()),
        transposed,
        transposed != spec.flipKernel(),
        spec.bias());
  }

  private static Window window(ConvSpec spec, int axis) {
    int size = spec.kernelSize().get(axis);
    int stride = spec.stride().get(axis);
    int dilation = spec.dilation().get(axis);
    return spec.op().isTransposed()
        ? Window.transposed(size, stride, dilation)
        : Window.forward(size, stride, dilation);
  }

  private static Edges edges(ConvSpec spec, int axis, Window window) {
    if (spec.padsAtRuntime()) {
      return new Edges.Same(false);
    }
    PadAmount padding = spec.padAmount(axis);
    if (!spec.op().isTransposed()) {
      return new Edges.Fixed(padding);
    }
    PadAmount crop =
        new PadAmount(padding.before(), padding.before() - spec.outputPadding().get(axis));
    return new Edges.Fixed(WindowDimension.cropOrPadding(crop, window.reach()));
  }

  static Computation of(PoolSpec spec) {
    List<WindowDimension> axes = new ArrayList<>();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Window window =
          Window.forward(
              spec.kernelSize().get(axis), spec.stride().get(axis), spec.dilation().get(axis));
      axes.add(
          new WindowDimension(
              window, edges(spec, axis), spec.inputSize(axis), spec.outputSize(axis)));
    }
    return spec.op().isMax()
        ? new Computation.MaxPooling(axes)
        : new Computation.AveragePooling(axes, divisor(spec));
  }

  private static Edges edges(PoolSpec spec, int axis) {
    int padding = spec.padding().get(axis);
    if (spec.padsSame()) {
      return new Edges.Same(false);
    }
    return spec.ceilMode()
        ? new Edges.Ceil(padding)
        : new Edges.Fixed(new PadAmount(padding, padding));
  }

  private static Divisor divisor(PoolSpec spec) {
    if (spec.divisorOverride() != null) {
      return new Divisor.Constant(spec.divisorOverride());
    }
    return spec.countIncludePad() ? new Divisor.Padded() : new Divisor.Elements();
  }
}
