package io.github.padbridge.translate;

import io.github.padbridge.explain.AxisSizes;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Optional;

/**
 * The only geometry of a forward convolution for which TensorFlow returns wrong numbers: one input
 * channel, one column of output, and a stride along the columns only. See FrameworkFaultsTest.
 */
final class NarrowOutput {
  private NarrowOutput() {}

  /**
   * The warning for a convolution with one input channel.
   *
   * @param stride one per spatial axis
   * @param enough an input size of the last axis with more than one output column
   */
  static Optional<String> trap(Layer layer, List<Integer> stride, long enough) {
    int last = layer.spatialRank() - 1;
    if (last == 0 || stride.get(last - 1) != 1 || stride.get(last) == 1) {
      return Optional.empty();
    }
    Size columns = layer.outputSize(last);
    return AxisSizes.of(layer, last, size -> columns.at(size).value() == 1, enough, 1)
        .map(sizes -> sentence(sizes.onAny(List.of(layer.axisName(last)))));
  }

  private static String sentence(String where) {
    return "TensorFlow returns wrong numbers "
        + where
        + " in float32 with oneDNN, the default on x86 (measured with 2.18 and 2.21 on AVX-512):"
        + " one input channel, a stride along the last axis only, and one column of output;"
        + " set TF_ENABLE_ONEDNN_OPTS=0 before TensorFlow starts";
  }
}
