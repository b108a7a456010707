package io.github.padbridge.execute;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvSpec;

/** Sizes to execute a layer with whose input shape leaves them open. */
final class ChosenSizes {
  private static final int BATCH = 2;

  private ChosenSizes() {}

  /**
   * The input shape with every unknown size chosen: small, but large enough that every part of the
   * plan has work.
   */
  static Shape of(ConvSpec spec) {
    Shape shape = spec.inputShape();
    int firstSpatial = shape.rank() - spec.spatialRank();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!shape.size(axis).isKnown()) {
        long size =
            axis >= firstSpatial
                ? spatial(spec, axis - firstSpatial)
                : axis == firstSpatial - 1 ? spec.inChannels() : BATCH;
        shape = shape.with(axis, Size.of(size));
      }
    }
    return shape;
  }

  private static long spatial(ConvSpec spec, int axis) {
    long stride = spec.stride().get(axis);
    long padding = Math.abs((long) spec.padAmount(axis).after());
    // Forward: the kernel fits several times and no mirror is too short. Transposed: more is
    // written than is cropped.
    return spec.op().isTransposed()
        ? 2 * padding / stride + 4
        : spec.effectiveKernel(axis) + 2 * stride + 2 * padding + 1;
  }
}
