package io.github.padbridge.model;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * The extent of the windows of a layer.
 *
 * @param axes one for each spatial axis
 */
record WindowGeometry(List<Axis> axes) {
  /**
   * @param reach the effective kernel size
   * @param padding the padding argument, both sides together
   */
  record Axis(long reach, int stride, long padding) {
    boolean isWindow() {
      return reach > 1;
    }

    /** Whether windows overlap without padding, so that the output shrinks. */
    boolean shrinks() {
      return isWindow() && reach > stride && padding == 0;
    }
  }

  static WindowGeometry of(Layer layer) {
    return layer.accept(
        new Layer.Visitor<WindowGeometry>() {
          @Override
          public WindowGeometry conv(ConvSpec spec) {
            return of(
                spec,
                axis ->
                    new Axis(
                        spec.effectiveKernel(axis),
                        spec.stride().get(axis),
                        spec.padsAtRuntime() ? 0 : spec.padAmount(axis).total()));
          }

          @Override
          public WindowGeometry pool(PoolSpec spec) {
            return of(
                spec,
                axis ->
                    new Axis(
                        spec.effectiveKernel(axis),
                        spec.stride().get(axis),
                        2L * spec.padding().get(axis)));
          }

          @Override
          public WindowGeometry tensorFlow(TensorFlowSpec spec) {
            throw new IllegalArgumentException("no printed layer of PyTorch: " + spec);
          }

          @Override
          public WindowGeometry onnx(OnnxSpec spec) {
            throw new IllegalArgumentException("no printed layer of PyTorch: " + spec);
          }

          @Override
          public WindowGeometry jax(JaxSpec spec) {
            throw new IllegalArgumentException("no printed layer of PyTorch: " + spec);
          }
        });
  }

  private static WindowGeometry of(Layer layer, IntFunction<Axis> axis) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < layer.spatialRank(); i++) {
      axes.add(axis.apply(i));
    }
    return new WindowGeometry(axes);
  }

  boolean any(Predicate<Axis> so) {
    return axes.stream().anyMatch(so);
  }

  boolean all(Predicate<Axis> so) {
    return axes.stream().allMatch(so);
  }

  /** Whether a window has more than one element. */
  boolean isWindow() {
    return any(Axis::isWindow);
  }

  boolean isUnpadded() {
    return all(axis -> axis.padding() == 0);
  }

  /** Whether it pads half of the kernel, which keeps the input size at stride 1. */
  boolean keepsSize() {
    return all(axis -> axis.padding() == axis.reach() - 1);
  }
}
