package io.github.padbridge.render.python;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Statements that insert zeros between the elements of a tensor: the zeros are padded in a new
 * axis, then reshaped, and those after the last element are sliced off. One axis at a time, because
 * tf.pad supports at most six axes.
 */
final class SpreadCode {
  private final String target;
  private final CodeWriter body;
  private final OpenSizes sizes;
  private Shape shape;

  /**
   * @param target the name of the tensor
   * @param before the shape of the tensor
   */
  SpreadCode(String target, Shape before, CodeWriter body, OpenSizes sizes) {
    this.target = target;
    this.shape = before;
    this.body = body;
    this.sizes = sizes;
  }

  /** Writes the statements that put the elements {@code steps} apart, from an axis on. */
  void write(int firstAxis, List<Integer> steps) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) > 1 && !shape.size(firstAxis + i).equals(Size.of(1))) {
        spread(firstAxis + i, steps.get(i));
      }
    }
  }

  private void spread(int axis, int step) {
    Size size = shape.size(axis);
    List<Size> apart = new ArrayList<>(shape.sizes());
    apart.add(axis + 1, Size.of(1));
    assign(Code.call("tf.expand_dims", target, axis + 1), new Shape(apart));
    List<List<Integer>> zeros = new ArrayList<>(Collections.nCopies(apart.size(), List.of(0, 0)));
    zeros.set(axis + 1, List.of(0, step - 1));
    apart.set(axis + 1, Size.of(step));
    assign(Code.call("tf.pad", target, zeros), new Shape(apart));
    shape = shape.with(axis, size.times(step));
    assign(Code.call("tf.reshape", target, sizes.expression(shape)), shape);
    shape = shape.with(axis, size.times(step).minus(step - 1));
    List<String> ranges = new ArrayList<>(Collections.nCopies(axis, ":"));
    ranges.add(":-" + (step - 1));
    assign(Code.subscript(target, ranges), shape);
  }

  private void assign(Code code, Shape left) {
    body.assign(1, target, code, left.toString());
  }
}
