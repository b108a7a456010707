package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Pad op. */
final class OnnxPads {
  private static final Map<String, PaddingMode> MODES =
      Map.of(
          "constant", PaddingMode.ZEROS,
          "reflect", PaddingMode.REFLECT,
          "edge", PaddingMode.REPLICATE,
          "wrap", PaddingMode.CIRCULAR);

  private OnnxPads() {}

  /** All begins, then all ends, one for each axis of the input; null where they are not known. */
  static @Nullable List<Long> pads(OnnxNode node, OnnxShapes shapes, int rank) {
    List<Long> pads = OnnxAxes.list(node, shapes, "pads", 1);
    List<Long> axes = shapes.constants(node.input(3));
    if (pads == null || (node.input(3) != null && axes == null)) {
      return null;
    }
    if (axes == null) {
      return pads.size() == 2 * rank ? pads : null;
    }
    List<Long> all = new ArrayList<>(Collections.nCopies(2 * rank, 0L));
    for (int i = 0; i < axes.size() && pads.size() == 2 * axes.size(); i++) {
      int axis = OnnxAxes.axis(axes.get(i), rank);
      all.set(axis, pads.get(i));
      all.set(axis + rank, pads.get(i + axes.size()));
    }
    return pads.size() == 2 * axes.size() ? all : null;
  }

  /** What it pads of the spatial axes; empty where it pads others, or that is not known. */
  static Optional<PadModule> module(OnnxNode node, OnnxShapes shapes) {
    Shape in = shapes.shape(node.input(0));
    Shape out = shapes.shape(node.output());
    Shape either = in == null ? out : in;
    List<Long> pads = either == null ? null : pads(node, shapes, either.rank());
    PaddingMode mode = MODES.get(node.text("mode", "constant"));
    if (either == null || pads == null || mode == null || either.rank() < 3 || either.rank() > 5) {
      return Optional.empty();
    }
    int rank = either.rank();
    List<PadAmount> amounts = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      long before = pads.get(axis);
      long after = pads.get(axis + rank);
      boolean fits = before == (int) before && after == (int) after;
      if (!fits || (axis < 2 && (before != 0 || after != 0))) {
        return Optional.empty();
      }
      if (axis >= 2) {
        amounts.add(new PadAmount((int) before, (int) after));
      }
    }
    return value(node, shapes).map(value -> new PadModule(amounts, mode, value));
  }

  private static Optional<Double> value(OnnxNode node, OnnxShapes shapes) {
    if (node.input(2) == null) {
      return Optional.of(node.attributes().get("value") instanceof Double value ? value : 0.0);
    }
    List<Double> numbers = shapes.tensor(node.input(2)).numbers();
    return numbers != null && numbers.size() == 1 ? Optional.of(numbers.get(0)) : Optional.empty();
  }

  static String written(PadModule pad) {
    List<Integer> begins = pad.amounts().stream().map(PadAmount::before).toList();
    List<Integer> ends = pad.amounts().stream().map(PadAmount::after).toList();
    List<Integer> all = new ArrayList<>(List.of(0, 0));
    all.addAll(begins);
    all.addAll(List.of(0, 0));
    all.addAll(ends);
    String mode =
        MODES.entrySet().stream()
            .filter(entry -> entry.getValue() == pad.mode())
            .map(Map.Entry::getKey)
            .filter(name -> !name.equals("constant"))
            .map(name -> ", mode=\"" + name + "\"")
            .findFirst()
            .orElse("");
    String value = pad.value() == 0 ? "" : ", value=" + pad.valueText();
    return "Pad(pads=" + all + mode + value + ")";
  }
}
