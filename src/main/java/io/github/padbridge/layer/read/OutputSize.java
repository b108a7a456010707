package io.github.padbridge.layer.read;

import io.github.padbridge.layer.Argument;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Converts {@code output_size} to {@code output_padding}, as {@code ConvTransposeNd.forward(x,
 * output_size)} does. The sizes range from the size without output_padding to stride - 1 more.
 */
final class OutputSize {
  private OutputSize() {}

  /**
   * The output_padding for the requested size; empty if the log has faults.
   *
   * @param smallest the output size of each axis without output_padding; empty after other faults
   * @param inputRank the number of axes of the input and of a whole output shape
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
              + " spatial sizes or be the whole output shape (got "
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
            "output_size needs the input size",
            "add input_shape, or give output_padding instead");
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
            "for a larger output with dilation, give output_padding");
        return Optional.empty();
      }
      outputPadding.add((int) padding);
    }
    return Optional.of(outputPadding);
  }
}
