package io.github.padbridge.equivalence;

import io.github.padbridge.shape.SizeSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Where the windows of both sides begin along one axis, in elements of the input; for transposed
 * convolutions where the windows of the input begin in the output.
 *
 * @param size the input size
 * @param transposed whether both sides are transposed convolutions
 */
public record WindowStarts(
    char axis, int size, List<Integer> left, List<Integer> right, boolean transposed) {
  /** Windows that a picture of the starts should have. */
  private static final int FEW = 3;

  /** The starts at one of some sizes, the first with a few windows where there is one. */
  static Optional<WindowStarts> telling(
      char axis, List<AxisOp> left, List<AxisOp> right, SizeSet sizes) {
    int size = Math.toIntExact(sizes.first(sizes.least()).orElseThrow());
    Optional<WindowStarts> starts = of(axis, left, right, size);
    long next = size;
    while (starts.isPresent() && starts.get().isShort() && next < size + 1000) {
      OptionalLong later = sizes.first(next + 1);
      if (later.isEmpty()) {
        return starts;
      }
      next = later.getAsLong();
      starts = of(axis, left, right, Math.toIntExact(next));
    }
    return starts;
  }

  private boolean isShort() {
    return Math.min(left.size(), right.size()) < FEW;
  }

  /** The starts at a size that both sides accept; empty where a side has not one window. */
  static Optional<WindowStarts> of(char axis, List<AxisOp> left, List<AxisOp> right, int size) {
    Optional<AxisEnds> one = AxisEnds.of(left);
    Optional<AxisEnds> other = AxisEnds.of(right);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    boolean transposed = one.get().isTransposed() && other.get().isTransposed();
    return Optional.of(
        new WindowStarts(
            axis,
            size,
            starts(one.get(), left, size, transposed),
            starts(other.get(), right, size, transposed),
            transposed));
  }

  private static List<Integer> starts(
      AxisEnds ends, List<AxisOp> ops, int size, boolean transposed) {
    int first = -ends.at(size, transposed).before();
    int count = transposed ? size : AxisLength.after(ops, size);
    int step =
        transposed ? ends.windowed().window().baseDilation() : ends.windowed().window().stride();
    return IntStream.range(0, count).map(p -> first + p * step).boxed().toList();
  }
}
