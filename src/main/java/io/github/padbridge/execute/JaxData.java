package io.github.padbridge.execute;

import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.PaddingMode;

/**
 * What the windows of a JAX layer move over, along each axis: the input with zeros between its
 * elements, padded or cropped at both ends. Missing axes have size 1.
 *
 * <p>Computes every size itself, from the operation semantics of XLA (Conv, ReduceWindow) and
 * {@code lax.padtype_to_pads}.
 */
final class JaxData {
  /** Stands for a zero, or for minus infinity under a max pooling. */
  static final int NONE = -1;

  /** For each axis and place the input element that stands there, or {@link #NONE}. */
  final int[][] elements = new int[3][];

  /** The number of windows along each axis. */
  final int[] windows = new int[3];

  final int[] kernel;
  final int[] strides;
  final int[] dilations;

  /**
   * @param shape the shape of the input
   */
  JaxData(JaxSpec spec, int[] shape) {
    kernel = ThreeAxes.of(spec.kernelSize(), 1);
    strides = ThreeAxes.of(spec.strides(), 1);
    dilations = ThreeAxes.of(spec.dilations(), 1);
    int missing = 3 - spec.spatialRank();
    for (int axis = 0; axis < 3; axis++) {
      int spatial = axis - missing;
      elements[axis] =
          spatial < 0 ? new int[] {0} : along(spec, spatial, shape[spec.dataAxis(spatial)], axis);
      int last = elements[axis].length - 1 - (kernel[axis] - 1) * dilations[axis];
      windows[axis] = last < 0 ? 0 : last / strides[axis] + 1;
    }
  }

  private int[] along(JaxSpec spec, int spatial, int size, int axis) {
    int between = spec.reading().baseDilation().get(spatial);
    int[] ends = ends(spec.padding(), spatial, size, axis);
    int spread = (size - 1) * between + 1;
    int[] places = new int[ends[0] + spread + ends[1]];
    for (int place = 0; place < places.length; place++) {
      int at = place - ends[0];
      places[place] =
          at < 0 || at >= spread
              ? beyond(spec.reading().paddingMode(), at, size)
              : at % between == 0 ? at / between : NONE;
    }
    return places;
  }

  /** The padding at the start and at the end. */
  private int[] ends(JaxPadding padding, int spatial, int size, int axis) {
    if (padding instanceof JaxPadding.Pairs pairs) {
      return new int[] {
        pairs.amounts().get(spatial).before(), pairs.amounts().get(spatial).after()
      };
    }
    int outputs = (size + strides[axis] - 1) / strides[axis];
    int read = (outputs - 1) * strides[axis] + (kernel[axis] - 1) * dilations[axis] + 1;
    int total = Math.max(read - size, 0);
    int less = total / 2;
    boolean lower = ((JaxPadding.Same) padding).lower();
    return lower ? new int[] {total - less, less} : new int[] {less, total - less};
  }

  private static int beyond(PaddingMode border, int at, int size) {
    return switch (border) {
      case ZEROS -> NONE;
      case REPLICATE -> at < 0 ? 0 : size - 1;
      case REFLECT -> at < 0 ? -at : 2 * (size - 1) - at;
      case CIRCULAR -> at < 0 ? at + size : at - size;
    };
  }

  /** The input element under element {@code k} of a window, or {@link #NONE}. */
  int element(int axis, int window, int k) {
    return elements[axis][window * strides[axis] + k * dilations[axis]];
  }
}
