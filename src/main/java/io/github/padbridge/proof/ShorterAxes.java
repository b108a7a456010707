package io.github.padbridge.proof;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;

/**
 * A layer on an input with shorter spatial axes and the same geometry: every axis is long enough
 * for all parts of the plan to have work, and has the same remainder by the stride.
 */
final class ShorterAxes {
  private ShorterAxes() {}

  /**
   * The layer on the shortest such input; the layer itself where its axes are already short, or
   * where its {@code output_shape} is for its own input.
   */
  static Layer of(Layer layer) {
    if (layer instanceof OnnxSpec && layer.hasFixedOutput()) {
      return layer;
    }
    Shape shape = layer.inputShape();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      int dataAxis = ChosenSizes.dataAxis(layer, axis);
      long size = shape.size(dataAxis).value();
      long enough = ChosenSizes.enough(layer, axis);
      long stride = ChosenSizes.period(layer, axis);
      long shorter = enough + Math.floorMod(size - enough, stride);
      shape = shape.with(dataAxis, Size.of(Math.min(shorter, size)));
    }
    return layer.withInputShape(shape);
  }
}
