package io.github.padbridge.proof;

import io.github.padbridge.layer.Tensor;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of two results, element by element in plain Java.
 *
 * @param elements how many elements were compared
 * @param differing how many of them differ
 * @param maxAbsDiff the largest absolute difference, NaN where only one side is NaN
 * @param first the first element that differs; null where all are equal
 */
public record Comparison(
    long elements, long differing, double maxAbsDiff, @Nullable Difference first) {
  /**
   * One element that differs.
   *
   * @param index its index on each axis
   */
  public record Difference(int[] index, double expected, double actual) {
    private Difference after(int samples) {
      int[] later = index.clone();
      later[0] += samples;
      return new Difference(later, expected, actual);
    }
  }

  /**
   * The allowed difference of two numbers: {@code |actual - expected| <= absolute +
   * relative·|expected|}.
   */
  public record Tolerance(double relative, double absolute) {
    /** Only equal numbers agree. */
    public static final Tolerance EXACT = new Tolerance(0, 0);

    public boolean accepts(double expected, double actual) {
      return expected == actual
          || (Double.isFinite(expected)
              && Math.abs(actual - expected) <= absolute + relative * Math.abs(expected))
          || (Double.isNaN(expected) && Double.isNaN(actual));
    }
  }

  public boolean agree() {
    return differing == 0;
  }

  /** The first element that differs, where one does. */
  public Difference requireFirst() {
    return Objects.requireNonNull(first);
  }

  /**
   * Compares two tensors of the same shape.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Comparison of(Tensor expected, Tensor actual, Tolerance tolerance) {
    if (!Arrays.equals(expected.shape(), actual.shape())) {
      throw new IllegalArgumentException("shapes differ");
    }
    long differing = 0;
    double largest = 0;
    Difference first = null;
    for (int i = 0; i < expected.data().length; i++) {
      double e = expected.data()[i];
      double a = actual.data()[i];
      // Math.max keeps a NaN, which a comparison with > would lose; equal infinities differ by
      // nothing.
      largest =
          Math.max(largest, e == a || (Double.isNaN(e) && Double.isNaN(a)) ? 0 : Math.abs(a - e));
      if (!tolerance.accepts(e, a)) {
        differing++;
        first = first == null ? new Difference(indexOf(i, expected.shape()), e, a) : first;
      }
    }
    return new Comparison(expected.data().length, differing, largest, first);
  }

  /**
   * Joins this comparison with one of further samples of the same batch.
   *
   * @param samples how many of the batch came before those of {@code next}
   */
  Comparison followedBy(Comparison next, int samples) {
    return new Comparison(
        elements + next.elements,
        differing + next.differing,
        Math.max(maxAbsDiff, next.maxAbsDiff),
        first != null || next.first == null ? first : next.first.after(samples));
  }

  private static int[] indexOf(int flat, int[] shape) {
    int[] index = new int[shape.length];
    int rest = flat;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return index;
  }
}
