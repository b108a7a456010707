package io.github.padbridge.render.python;

import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** A slice as a subscript. */
final class SliceCode {
  private SliceCode() {}

  /** {@code x[:, 1:5]}, or {@code x[:, 1:-2]} on an axis of unknown size. */
  static Code of(String target, Shape shape, Slice step) {
    List<String> ranges = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      long begin = step.begin().get(axis);
      long cut = shape.size(axis).minus(step.size().get(axis)) - begin;
      String end =
          cut == 0
              ? ""
              : shape.size(axis).isKnown() ? "" + (shape.size(axis).value() - cut) : "-" + cut;
      ranges.add((begin == 0 ? "" : begin) + ":" + end);
    }
    return Code.subscript(target, ranges);
  }
}
