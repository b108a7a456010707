package io.github.padbridge.equivalence;

import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Where the windows of both sides start along one axis, in input elements; for transposed
 * convolutions, where the kernel of each input element starts in the output.
 *
 * @param size the input size
 * @param transposed whether both sides are transposed convolutions
 */
public record WindowStarts(char axis, int size, Side left, Side right, boolean transposed) {
  /** The number of windows that a picture should show. */
  private static final int FEW = 3;

  /** How many larger sizes are tried to get more windows. */
  private static final int MORE = 1000;

  /**
   * The windows of one side.
   *
   * @param starts in order of the outputs; transposed, in order of the inputs
   * @param ends the padding before and after the input; transposed, the crop of the full result
   * @param output the output size
   */
  public record Side(List<Integer> starts, Window window, PadAmount ends, int output) {
    public Side {
      starts = List.copyOf(starts);
    }
  }

  /**
   * The starts at the first of some sizes, or at the first of them with enough windows for a
   * picture.
   *
   * @param sizes that both sides accept
   * @param examined some size is at most this, unless there are none
   */
  static Optional<WindowStarts> telling(
      char axis, List<AxisOp> left, List<AxisOp> right, IntPredicate sizes, long examined) {
    Optional<WindowStarts> starts = Optional.empty();
    long end = examined;
    for (int size = 1; size <= end; size++) {
      if (sizes.test(size)) {
        if (starts.isEmpty()) {
          end = (long) size + MORE;
        }
        starts = of(axis, left, right, size);
        if (starts.isEmpty() || !starts.get().isShort()) {
          return starts;
        }
      }
    }
    return starts;
  }

  private boolean isShort() {
    return Math.min(left.starts().size(), right.starts().size()) < FEW;
  }

  /** The starts at a size that both sides accept; empty where they have no windows to compare. */
  static Optional<WindowStarts> of(char axis, List<AxisOp> left, List<AxisOp> right, int size) {
    Optional<AxisEnds> one = AxisEnds.of(left);
    Optional<AxisEnds> other = AxisEnds.of(right);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    boolean transposed = one.get().isTransposed() && other.get().isTransposed();
    if (!transposed && (one.get().spreads() || other.get().spreads())) {
      return Optional.empty();
    }
    return Optional.of(
        new WindowStarts(
            axis,
            size,
            side(one.get(), left, size, transposed),
            side(other.get(), right, size, transposed),
            transposed));
  }

  private static Side side(AxisEnds ends, List<AxisOp> ops, int size, boolean transposed) {
    PadAmount amount = ends.at(size, transposed);
    int output = AxisLength.after(ops, size);
    Window window = ends.windowed().window();
    int step = transposed ? window.baseDilation() : window.stride();
    List<Integer> starts =
        IntStream.range(0, transposed ? size : output)
            .map(p -> p * step - amount.before())
            .boxed()
            .toList();
    return new Side(starts, window, amount, output);
  }
}
