package io.github.padbridge.shape;

/**
 * The order of a tensor's axes as a string of one letter an axis, such as {@code NCL}, {@code NHWC}
 * or {@code HWIO}. Permutations are computed from two layouts, never typed.
 */
public record Layout(String axes) {
  public Layout {
    if (axes.chars().distinct().count() != axes.length()) {
      throw new IllegalArgumentException("an axis stands twice in " + axes);
    }
  }

  /** The spatial axes' letters for 1, 2 or 3 spatial axes: PyTorch's L, HW and DHW. */
  public static String spatialAxes(int spatialRank) {
    return switch (spatialRank) {
      case 1 -> "L";
      case 2 -> "HW";
      case 3 -> "DHW";
      default ->
          throw new IllegalArgumentException("no convolution has " + spatialRank + " spatial axes");
    };
  }

  public static Layout of(String prefix, int spatialRank, String suffix) {
    return new Layout(prefix + spatialAxes(spatialRank) + suffix);
  }

  /** The position of an axis. */
  public int indexOf(char axis) {
    int index = axes.indexOf(axis);
    if (index < 0) {
      throw new IllegalArgumentException("no axis " + axis + " in " + axes);
    }
    return index;
  }

  /**
   * The permutation that takes this layout to {@code target}, as {@code numpy.transpose} and {@code
   * tf.transpose} read it.
   */
  public int[] permutationTo(Layout target) {
    if (axes.length() != target.axes.length()) {
      throw new IllegalArgumentException(axes + " and " + target.axes + " have different axes");
    }
    return target.axes.chars().map(axis -> indexOf((char) axis)).toArray();
  }

  @Override
  public String toString() {
    return axes;
  }
}
