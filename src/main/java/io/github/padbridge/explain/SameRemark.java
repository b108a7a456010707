package io.github.padbridge.explain;

import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import java.util.Optional;

/** A remark on TensorFlow's SAME for an axis of a PyTorch or ONNX layer of known size. */
final class SameRemark {
  private SameRemark() {}

  /** A sentence; empty where TensorFlow has no op with SAME for the layer, or refuses it. */
  static Optional<String> of(Layer layer, int axis) {
    return SameOp.of(layer, axis)
        .flatMap(
            same ->
                LayerComputation.of(layer) instanceof Convolution convolution
                        && convolution.transposed()
                    ? transposed(same, layer, axis)
                    : Optional.of(forward(same, layer, axis)));
  }

  private static String forward(SameOp same, Layer layer, int axis) {
    long size = layer.inputSize(axis).value();
    PadAmount amount = same.same(size);
    String pads = "TensorFlow's SAME pads " + amount.before() + " + " + amount.after() + " here";
    return switch (same.at(size)) {
      case SHAPE ->
          pads
              + " and gives "
              + ConvArithmetic.sameOutput(size, same.period())
              + " instead of "
              + layer.outputSize(axis)
              + ".";
      case NUMBERS -> pads + ": the same size, but " + other(same, size);
      case BUILDS ->
          pads + ", which gives the same numbers, except on builds where 3-D ops start later.";
      case EQUAL -> pads + ", which gives the same numbers.";
    };
  }

  private static String other(SameOp same, long size) {
    long shift = same.own(size) - same.same(size).before();
    return shift == 0
        ? "the average does not count the padding."
        : "every window starts "
            + Remarks.elements(Math.abs(shift))
            + (shift > 0 ? " later." : " earlier.");
  }

  private static Optional<String> transposed(SameOp same, Layer layer, int axis) {
    long size = layer.inputSize(axis).value();
    PadAmount amount = same.same(size);
    String cuts = "TensorFlow's SAME crops " + amount.before() + " + " + amount.after() + " here";
    long shift = same.own(size) - amount.before();
    return switch (same.at(size)) {
      case SHAPE -> Optional.empty();
      case EQUAL -> Optional.of(cuts + ", which gives the same numbers.");
      case NUMBERS, BUILDS ->
          Optional.of(
              cuts
                  + ": the same size, but every value is shifted by "
                  + Remarks.elements(Math.abs(shift))
                  + (shift > 0 ? " towards the end." : " towards the start."));
    };
  }
}
