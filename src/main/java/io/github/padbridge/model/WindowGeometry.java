package io.github.padbridge.model;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * How far the windows of a layer reach, axis by axis.
 *
 * @param axes one a spatial axis
 */
record WindowGeometry(List<Axis> axes) {
  /**
   * @param reach the elements from the first to the last that a window meets
   * @param padding what the layer's own argument pads on both sides together
   */
  record Axis(long reach, int stride, long padding) {
    boolean isWindow() {
      return reach > 1;
    }

    /** Whether windows overlap and nothing is padded, so that the output shrinks. */
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

  /** Whether some window meets more than one element. */
  boolean isWindow() {
    return any(Axis::isWindow);
  }

  boolean isUnpadded() {
    return all(axis -> axis.padding() == 0);
  }

  /**
   * Whether it pads half of what its windows reach, as a layer does that keeps its input's size.
   */
  boolean keepsSize() {
    return all(axis -> axis.padding() == axis.reach() - 1);
  }
}
