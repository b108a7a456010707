package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Slice leaves of an axis.
 *
 * @param size how much it leaves
 * @param before how much it cuts off at the start; negative where it is no crop
 * @param after how much it cuts off at the end; negative likewise
 * @param first the first element that is left, where the axis is known
 * @param step from one element that is left to the next; 0 where it is not known
 */
record OnnxCut(int axis, Size size, long before, long after, long first, long step) {

  /** Its axes; null where they are not known. */
  static @Nullable List<OnnxCut> of(OnnxNode node, OnnxShapes shapes, Shape in) {
    List<Long> starts = OnnxAxes.list(node, shapes, "starts", 1);
    List<Long> ends = OnnxAxes.list(node, shapes, "ends", 2);
    List<Long> axes = OnnxAxes.list(node, shapes, "axes", 3);
    List<Long> steps = shapes.constants(node.input(4));
    if (starts == null || ends == null || starts.size() != ends.size()) {
      return null;
    }
    List<OnnxCut> cuts = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int axis = OnnxAxes.axis(axes == null ? i : axes.get(i), in.rank());
      long step = steps == null ? node.input(4) == null ? 1 : 0 : steps.get(i);
      cuts.add(of(axis, in.size(axis), starts.get(i), ends.get(i), step));
    }
    return cuts;
  }

  private static OnnxCut of(int axis, Size in, long start, long end, long step) {
    if (in.isKnown() && step > 0) {
      long size = in.value();
      long first = Math.max(0, Math.min(start < 0 ? start + size : start, size));
      long last = Math.max(0, Math.min(end < 0 ? end + size : end, size));
      long left = Math.max(0, (last - first + step - 1) / step);
      return step == 1 && left > 0
          ? new OnnxCut(axis, Size.of(left), first, size - last, first, step)
          : new OnnxCut(axis, Size.of(left), -1, -1, first, step);
    }
    if (in.isKnown() && step < 0) {
      long size = in.value();
      long first = Math.max(-1, Math.min(start < 0 ? start + size : start, size - 1));
      long last = Math.max(-1, Math.min(end < 0 ? end + size : end, size - 1));
      long left = Math.max(0, (first - last - step - 1) / -step);
      return new OnnxCut(axis, Size.of(left), -1, -1, first, step);
    }
    boolean isCrop = step == 1 && start >= 0 && (end < 0 || end > Integer.MAX_VALUE);
    if (!isCrop) {
      return new OnnxCut(axis, Size.unknown(OnnxShapes.UNKNOWN), -1, -1, 0, 0);
    }
    long after = end < 0 ? -end : 0;
    return new OnnxCut(axis, in.minus(start).minus(after), start, after, start, step);
  }

  boolean isCrop() {
    return before >= 0 && after >= 0 && before <= Integer.MAX_VALUE && after <= Integer.MAX_VALUE;
  }

  /** What of the axes is a crop of spatial ones; empty where something else is cut too. */
  static Optional<List<OnnxCut>> crops(@Nullable List<OnnxCut> cuts, int rank) {
    if (cuts == null) {
      return Optional.empty();
    }
    boolean all =
        cuts.stream()
            .allMatch(
                cut -> cut.isCrop() && (cut.axis >= rank || (cut.before == 0 && cut.after == 0)));
    return all ? Optional.of(cuts) : Optional.empty();
  }
}
