package io.github.padbridge.shape;

import java.util.Arrays;
import java.util.List;

/**
 * The order of the axes of a tensor, one letter per axis, such as {@code NCL}, {@code NHWC} or
 * {@code HWIO}. Permutations are always computed from two layouts.
 */
public record Layout(String axes) {
  public Layout {
    for (int i = 0; i < axes.length(); i++) {
      if (axes.indexOf(axes.charAt(i)) != i) {
        throw new IllegalArgumentException("an axis occurs twice in " + axes);
      }
    }
  }

  /** The letters of 1, 2 or 3 spatial axes: L, HW or DHW, as in PyTorch. */
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

  /** The layouts of 1, 2 and 3 spatial axes at the indexes 1, 2 and 3. */
  public static List<Layout> ofEveryRank(String prefix, String suffix) {
    return Arrays.asList(null, of(prefix, 1, suffix), of(prefix, 2, suffix), of(prefix, 3, suffix));
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
    int[] permutation = new int[axes.length()];
    for (int i = 0; i < permutation.length; i++) {
      permutation[i] = indexOf(target.axes.charAt(i));
    }
    return permutation;
  }

  /**
   * The axes reordered: axis {@code i} of the result is axis {@code permutation[i]} of this one.
   */
  public Layout permuted(int[] permutation) {
    StringBuilder permuted = new StringBuilder();
    for (int axis : permutation) {
      permuted.append(axes.charAt(axis));
    }
    return new Layout(permuted.toString());
  }

  @Override
  public String toString() {
    return axes;
  }
}
