package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.explain.AxisSizes;
import io.github.padbridge.explain.SameOp;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The input sizes at which an op with SAME computes a layer. */
final class SameSizes {
  private SameSizes() {}

  /** Whether SAME computes the layer at its input size, or at every size where that is unknown. */
  static boolean holds(Layer layer, Computation computation) {
    boolean holds = true;
    for (int axis = 0; holds && axis < computation.rank(); axis++) {
      holds = holds(layer, computation, axis);
    }
    return holds;
  }

  /** Whether SAME computes one axis. */
  static boolean holds(Layer layer, Computation computation, int axis) {
    return equal(layer, computation, axis).filter(AxisSizes::isAlways).isPresent();
  }

  private static Optional<AxisSizes> equal(Layer layer, Computation computation, int axis) {
    return SameOp.of(computation, axis)
        .flatMap(same -> same.where(layer, axis, SameOp.Outcome.EQUAL));
  }

  /** Notes what an axis needs at a size. */
  interface AtSize {
    void note(int axis, long size);
  }

  /**
   * Notes why SAME does not compute a layer that has an op with SAME.
   *
   * @param atSize notes the need where the size is known or makes no difference
   */
  static void require(Layer layer, Computation computation, Applicability notes, AtSize atSize) {
    Map<Optional<AxisSizes>, List<Character>> open = new LinkedHashMap<>();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      if (holds(layer, computation, axis)) {
        continue;
      }
      SameOp same = SameOp.of(computation, axis).orElseThrow();
      boolean isKnown = layer.inputSize(axis).isKnown();
      Optional<AxisSizes> equal = equal(layer, computation, axis);
      if (!isKnown && (same.period() > 1 || equal.isPresent())) {
        open.computeIfAbsent(equal, sizes -> new ArrayList<>()).add(layer.axisName(axis));
        continue;
      }
      // Without a period, all sizes that are long enough are alike.
      long size = isKnown ? layer.inputSize(axis).value() : same.settled();
      if (same.at(size) == SameOp.Outcome.BUILDS) {
        notes.needsOn(
            axis,
            false,
            "an input size of which the stride leaves fewer than 2 elements over, because 3-D SAME"
                + " starts later at other sizes on some builds of TensorFlow",
            size,
            Argument.INPUT_SHAPE);
      } else {
        atSize.note(axis, size);
      }
    }
    open.forEach((sizes, axes) -> requireSizes(sizes, axes, notes));
  }

  private static void requireSizes(
      Optional<AxisSizes> equal, List<Character> axes, Applicability notes) {
    String names = WordList.and(axes.stream().map(Layer::inputName).toList());
    if (equal.isEmpty()) {
      notes.needs(
          false, "the windows of SAME", "different windows at every " + names, Argument.PADDING);
      return;
    }
    if (equal.get().kind() == AxisSizes.Kind.LISTED) {
      notes.worksOnly(equal.get().onAll(axes) + " (the sizes are open)", Argument.INPUT_SHAPE);
    } else {
      notes.needs(false, "a known " + names, "an unknown size", Argument.INPUT_SHAPE);
    }
  }
}
