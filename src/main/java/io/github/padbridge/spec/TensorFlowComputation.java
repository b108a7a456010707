package io.github.padbridge.spec;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/** What TensorFlow layers compute. Source: the documentation of {@code tf.nn}. */
final class TensorFlowComputation {
  private TensorFlowComputation() {}

  static Computation of(TensorFlowSpec spec) {
    List<WindowDimension> axes = new ArrayList<>();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      axes.add(
          spec.op().isTransposed()
              ? transposed(spec, axis)
              : forward(spec, axis, edges(spec, axis)));
    }
    return switch (spec.op().kind()) {
      case MAX_POOL -> new Computation.MaxPooling(axes);
      case AVG_POOL ->
          new Computation.AveragePooling(
              axes,
              spec.padding() instanceof TensorFlowPadding.Same
                  ? new Divisor.Elements()
                  : new Divisor.Whole());
      case CONV, CONV_TRANSPOSE, DEPTHWISE_CONV -> convolution(spec, axes);
    };
  }

  private static Computation convolution(TensorFlowSpec spec, List<WindowDimension> axes) {
    boolean depthwise = spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV;
    boolean transposed = spec.op().isTransposed();
    return new Computation.Convolution(
        axes,
        new Channels(
            spec.inChannels(),
            spec.outChannels(),
            depthwise ? spec.inChannels() : Size.of(spec.groups())),
        Border.ZEROS,
        transposed,
        transposed != spec.flipKernel(),
        spec.bias());
  }

  private static WindowDimension forward(TensorFlowSpec spec, int axis, Edges edges) {
    Window window =
        Window.forward(
            spec.kernelSize().get(axis), spec.strides().get(axis), spec.dilations().get(axis));
    return new WindowDimension(window, edges, spec.inputSize(axis), spec.outputSize(axis));
  }

  private static Edges edges(TensorFlowSpec spec, int axis) {
    if (spec.padding() instanceof TensorFlowPadding.Explicit explicit) {
      return new Edges.Fixed(explicit.amounts().get(axis));
    }
    return spec.padding() instanceof TensorFlowPadding.Same
        ? new Edges.Same(spec.startsLate())
        : new Edges.Fixed(PadAmount.NONE);
  }

  /** TensorFlow takes the output from where its padding ends in the full result. */
  private static WindowDimension transposed(TensorFlowSpec spec, int axis) {
    Window window =
        Window.transposed(
            spec.kernelSize().get(axis), spec.strides().get(axis), spec.dilations().get(axis));
    Size input = spec.inputSize(axis);
    Size output = spec.outputSize(axis);
    int before = spec.padAmount(axis).orElseThrow().before();
    Size full = ConvArithmetic.transposedFull(input, window.reach(), window.baseDilation());
    long after = full.minus(output) - before;
    PadAmount crop = new PadAmount(before, Math.toIntExact(after));
    PadAmount padding = WindowDimension.cropOrPadding(crop, window.reach());
    return new WindowDimension(window, new Edges.Fixed(padding), input, output);
  }
}
