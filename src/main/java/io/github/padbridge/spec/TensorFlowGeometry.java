package io.github.padbridge.spec;

import java.util.List;

/**
 * What a spec of TensorFlow's says of its windows and of the order of its axes, while it is read.
 *
 * @param channelsFirst whether data is {@code (N, C, spatial...)}
 * @param kernelSize one a spatial axis, as are strides and dilations; not yet validated
 */
record TensorFlowGeometry(
    TensorFlowOp op,
    boolean channelsFirst,
    List<Integer> kernelSize,
    List<Integer> strides,
    List<Integer> dilations) {

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
