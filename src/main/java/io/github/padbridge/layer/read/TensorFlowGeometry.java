package io.github.padbridge.layer.read;

import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.Windows;

/**
 * The windows and the axis order of a TensorFlow layer that is being read.
 *
 * @param channelsFirst whether data is {@code (N, C, spatial...)}
 * @param windows not yet validated
 */
record TensorFlowGeometry(TensorFlowOp op, boolean channelsFirst, Windows windows) {
  int rank() {
    return op.spatialRank();
  }

  /** The position of the channels in the data. */
  int channelAxis() {
    return channelsFirst ? 1 : rank() + 1;
  }

  /** The position of a spatial axis in the data. */
  int dataAxis(int axis) {
    return axis + (channelsFirst ? 2 : 1);
  }
}
