package io.github.padbridge.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The sizes of a tensor's axes, any of which may be unknown. */
public record Shape(List<Size> sizes) {
  public Shape {
    sizes = List.copyOf(sizes);
  }

  public static Shape of(int... sizes) {
    List<Size> list = new ArrayList<>(sizes.length);
    for (int size : sizes) {
      list.add(Size.of(size));
    }
    return new Shape(list);
  }

  public int rank() {
    return sizes.size();
  }

  public Size size(int axis) {
    return sizes.get(axis);
  }

  public boolean isKnown() {
    for (int axis = 0; axis < rank(); axis++) {
      if (!size(axis).isKnown()) {
        return false;
      }
    }
    return true;
  }

  /** The sizes as ints; every one must be known. */
  public int[] toIntArray() {
    return sizes.stream().mapToInt(Size::intValue).toArray();
  }

  /** The number of elements; every size must be known. Saturates at {@link Long#MAX_VALUE}. */
  public long elements() {
    long product = 1;
    for (Size size : sizes) {
      long high = Math.multiplyHigh(product, size.value());
      long low = product * size.value();
      product = high == 0 && low >= 0 ? low : Long.MAX_VALUE;
      if (size.value() == 0) {
        return 0;
      }
    }
    return product;
  }

  /** Whether two shapes are equal in all sizes that both know. */
  public boolean agreesWith(Shape other) {
    boolean same = rank() == other.rank();
    for (int axis = 0; same && axis < rank(); axis++) {
      same =
          !size(axis).isKnown()
              || !other.size(axis).isKnown()
              || size(axis).equals(other.size(axis));
    }
    return same;
  }

  /** This shape with another size on one axis. */
  public Shape with(int axis, Size size) {
    Size[] changed = sizes.toArray(Size[]::new);
    changed[axis] = size;
    return new Shape(List.of(changed));
  }

  /**
   * The axes reordered: axis {@code i} of the result is axis {@code permutation[i]} of this shape.
   */
  public Shape permuted(int[] permutation) {
    Size[] permuted = new Size[permutation.length];
    for (int axis = 0; axis < permuted.length; axis++) {
      permuted[axis] = sizes.get(permutation[axis]);
    }
    return new Shape(List.of(permuted));
  }

  /** {@code (2, 258, L_in)}. */
  @Override
  public String toString() {
    return sizes.stream()
        .map(Size::toString)
        .collect(Collectors.joining(", ", "(", sizes.size() == 1 ? ",)" : ")"));
  }

  /** Written by hand: the methods that a record generates cost a tenth of a short run. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && sizes.equals(shape.sizes);
  }

  @Override
  public int hashCode() {
    return sizes.hashCode();
  }
}
