package io.github.padbridge.layer.read;

import io.github.padbridge.layer.Argument;
import io.github.padbridge.shape.Shape;
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
   * The input with its unknown spatial sizes computed: for every output size there is one input
   * size for which output_padding is below the stride.
   *
   * @param smallest as in {@link #toOutputPadding}, of an input with unknown sizes
   */
  static Shape inputFor(SpecFields fields, Shape input, List<Size> smallest, List<Integer> stride) {
    List<Integer> asked = asked(fields, smallest.size(), input.rank());
    Shape known = input;
    for (int axis = 0; axis < asked.size(); axis++) {
      int dataAxis = input.rank() - asked.size() + axis;
      if (!smallest.get(axis).isKnown()) {
        long atOne = smallest.get(axis).at(input.size(dataAxis).variableAt(1)).value();
        if (asked.get(axis) < Math.max(atOne, 1)) {
          fields.fault(
              Argument.OUTPUT_SIZE,
              "output_size must be at least "
                  + Math.max(atOne, 1)
                  + " (got "
                  + asked.get(axis)
                  + ")",
              null);
          return input;
        }
        known = known.with(dataAxis, Size.of(1 + (asked.get(axis) - atOne) / stride.get(axis)));
      }
    }
    return known;
  }

  /** The requested spatial sizes; empty if the log has faults. */
  private static List<Integer> asked(SpecFields fields, int axes, int inputRank) {
    List<Integer> asked = fields.integers(Argument.OUTPUT_SIZE, axes);
    if (axes == 0 || fields.isFaulty(Argument.OUTPUT_SIZE)) {
      return List.of();
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
      return List.of();
    }
    return asked;
  }

  /**
   * The output_padding for the requested size; empty if the log has faults.
   *
   * @param smallest the output size of each axis without output_padding; empty after other faults
   * @param inputRank the number of axes of the input and of a whole output shape
   */
  static Optional<List<Integer>> toOutputPadding(
      SpecFields fields, List<Size> smallest, List<Integer> stride, int inputRank) {
    int axes = smallest.size();
    List<Integer> asked = asked(fields, axes, inputRank);
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> outputPadding = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
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
