package io.github.padbridge.layer.read;

import io.github.padbridge.layer.Argument;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Resolves {@code output_size} to {@code output_padding}, as {@code ConvTransposeNd.forward(x,
 * output_size)} does: the sizes range from the one without output_padding to stride − 1 more,
 * whatever the dilation.
 */
final class OutputSize {
  private OutputSize() {}

  /**
   * The output_padding that gives the asked size; empty where the fields' log has the reason, or
   * where other faults leave {@code smallest} empty.
   *
   * @param smallest the output size of each axis without output_padding
   * @param inputRank the number of the input's axes, which a whole output shape has too
   */
  static Optional<List<Integer>> toOutputPadding(
      SpecFields fields, List<Size> smallest, List<Integer> stride, int inputRank) {
    int axes = smallest.size();
    List<Integer> asked = fields.integers(Argument.OUTPUT_SIZE, axes);
    if (axes == 0 || fields.isFaulty(Argument.OUTPUT_SIZE)) {
      return Optional.empty();
    }
    if (asked.size() == inputRank) {
      asked = asked.subList(inputRank - axes, inputRank);
    }
    if (asked.size() != axes) {
      fields.fault(
          Argument.OUTPUT_SIZE,
          "output_size must have "
              + axes
              + " spatial sizes, or be the whole output shape (got "
              + asked.size()
              + ")",
          null);
      return Optional.empty();
    }
    List<Integer> outputPadding = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      if (!smallest.get(axis).isKnown()) {
        fields.fault(
            Argument.OUTPUT_SIZE,
            "output_size needs the input size (input_shape leaves it open)",
            "give input_shape, or output_padding");
        return Optional.empty();
      }
      long padding = asked.get(axis) - smallest.get(axis).value();
      if (padding < 0 || padding >= stride.get(axis)) {
        long least = smallest.get(axis).value();
        fields.fault(
            Argument.OUTPUT_SIZE,
            "output_size must be from "
                + least
                + " to "
                + (least + stride.get(axis) - 1)
                + " for this input (got "
                + asked.get(axis)
                + ")",
            "output_size reaches as far as stride − 1; output_padding may go on to dilation − 1");
        return Optional.empty();
      }
      outputPadding.add((int) padding);
    }
    return Optional.of(outputPadding);
  }
}
