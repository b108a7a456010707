package io.github.padbridge.notation;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The padding of a tensor.
 *
 * @param axes one for each axis of the tensor, in order
 * @param layout the meaning of the axes; null if unknown
 * @param value the value of constant padding; zero in other modes
 * @param input the shape before padding; sizes may be unknown
 */
public record TensorPadding(
    List<AxisPadding> axes,
    @Nullable DataLayout layout,
    FillMode mode,
    FillValue value,
    Shape input) {
  public TensorPadding {
    axes = List.copyOf(axes);
    value = mode == FillMode.CONSTANT ? value : FillValue.ZERO;
    if (input.rank() != axes.size() || (layout != null && layout.rank() != axes.size())) {
      throw new IllegalArgumentException(axes + " on " + layout + " " + input);
    }
  }

  public int rank() {
    return axes.size();
  }

  public AxisPadding axis(int index) {
    return axes.get(index);
  }

  /** {@code axis H}, or {@code axis 2} if the layout is unknown. */
  public String axisName(int index) {
    return "axis " + (layout == null ? String.valueOf(index) : String.valueOf(layout.axis(index)));
  }

  /** The first axis that satisfies a condition. */
  @Nullable Integer firstAxis(Predicate<AxisPadding> so) {
    return IntStream.range(0, rank())
        .boxed()
        .filter(i -> so.test(axis(i)))
        .findFirst()
        .orElse(null);
  }

  boolean anyAxis(Predicate<AxisPadding> so) {
    return axes.stream().anyMatch(so);
  }

  /** The largest amount. */
  int largest() {
    return axes.stream().mapToInt(AxisPadding::largest).max().orElse(0);
  }

  /** The amounts of the spatial axes; the layout must be known. */
  List<AxisPadding> spatial() {
    DataLayout known = Objects.requireNonNull(layout);
    int first = known.firstSpatial();
    return axes.subList(first, first + known.spatialRank());
  }

  /** The padding of the transposed tensor; unchanged if the layout is unknown. */
  TensorPadding in(DataLayout target) {
    if (layout == null) {
      return this;
    }
    int[] permutation = layout.permutationTo(target);
    List<AxisPadding> permuted = IntStream.of(permutation).mapToObj(axes::get).toList();
    return new TensorPadding(permuted, target, mode, value, input.permuted(permutation));
  }

  TensorPadding channelsFirst() {
    return layout == null ? this : in(layout.asChannelsFirst());
  }

  /**
   * The input index of each element of the padded axis; -1 for the constant.
   *
   * @param size the size of the axis before padding
   */
  public int[] sources(int axis, int size) {
    return IndexMap.of(axis(axis), mode, size);
  }

  TensorPadding withMode(FillMode other) {
    return new TensorPadding(axes, layout, other, value, input);
  }

  /** The shape after padding. */
  public Shape output() {
    List<Size> sizes = new ArrayList<>();
    for (int i = 0; i < rank(); i++) {
      Size size = input.size(i);
      if (axis(i).interior() > 0 && !(size.isKnown() && size.value() == 0)) {
        size = size.minus(1).times(axis(i).interior() + 1L).plus(1);
      }
      sizes.add(size.plus((long) axis(i).before() + axis(i).after()));
    }
    return new Shape(sizes);
  }
}
