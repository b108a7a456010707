package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.model.Extent;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes paddings and crops of calls of {@code aten.pad}, {@code aten.slice} and similar calls. */
final class TorchPads {
  private TorchPads() {}

  /**
   * What a call pads; empty where that is computed when it runs.
   *
   * @param rank over how many of the last axes, at least
   */
  static Optional<PadModule> pad(ExportedNode node, int rank) {
    PaddingMode mode = mode(node);
    List<Integer> numbers;
    try {
      numbers = node.integers(node.has("pad") ? "pad" : "padding");
    } catch (ExportedNode.UnreadableArgument e) {
      return Optional.empty();
    }
    List<PadAmount> amounts = new ArrayList<>();
    for (int i = 0; i + 1 < numbers.size(); i += 2) {
      amounts.add(0, new PadAmount(numbers.get(i), numbers.get(i + 1)));
    }
    while (amounts.size() > rank && amounts.get(0).isNone()) {
      amounts.remove(0);
    }
    while (amounts.size() < rank) {
      amounts.add(0, PadAmount.NONE);
    }
    double value = mode == PaddingMode.ZEROS ? value(node) : 0;
    return amounts.size() > 3 ? Optional.empty() : Optional.of(new PadModule(amounts, mode, value));
  }

  private static PaddingMode mode(ExportedNode node) {
    String mode =
        node.arguments().get("mode") instanceof String word
            ? word
            : node.op().startsWith("reflection")
                ? "reflect"
                : node.op().startsWith("replication") ? "replicate" : "constant";
    return PaddingMode.named(mode).orElse(PaddingMode.ZEROS);
  }

  private static double value(ExportedNode node) {
    Object value = node.arguments().get("value");
    return value instanceof Number number
        ? number.doubleValue()
        // Numbers that JSON does not have are written as words.
        : "-Infinity".equals(value)
            ? Double.NEGATIVE_INFINITY
            : "Infinity".equals(value) ? Double.POSITIVE_INFINITY : value == null ? 0 : Double.NaN;
  }

  /** {@code F.pad(x, (0, 1, 0, 1))}, with what is not usual. */
  static String written(ExportedNode node, PadModule pad) {
    List<PadAmount> amounts = new ArrayList<>(pad.amounts());
    Collections.reverse(amounts);
    List<Integer> numbers = new ArrayList<>();
    amounts.forEach(side -> Collections.addAll(numbers, side.before(), side.after()));
    while (numbers.size() > 2
        && numbers.get(numbers.size() - 1) == 0
        && numbers.get(numbers.size() - 2) == 0) {
      numbers.subList(numbers.size() - 2, numbers.size()).clear();
    }
    String inside = numbers.toString();
    String mode = pad.mode() == PaddingMode.ZEROS ? "" : ", mode='" + pad.mode().torchName() + "'";
    String value = pad.value() == 0 ? "" : ", value=" + pad.valueText();
    return "F.pad(x, (" + inside.substring(1, inside.length() - 1) + ")" + mode + value + ")";
  }

  /** What is cut off an axis; the axis is negative where nothing is. */
  record Cut(int axis, PadAmount amount) {}

  /**
   * What a slice crops; empty where it is no crop, or computed when it runs.
   *
   * @param in the shape of its input
   * @param out the shape of its output
   */
  static Optional<Cut> slice(ExportedNode node, List<Extent> in, List<Extent> out) {
    int dim = node.integer("dim").orElse(0);
    int axis = dim < 0 ? dim + in.size() : dim;
    if (axis < 0
        || axis >= in.size()
        || out.size() != in.size()
        || node.integer("step").orElse(1) != 1) {
      return Optional.empty();
    }
    long start = node.arguments().get("start") instanceof Long given ? given : 0;
    long end = node.arguments().get("end") instanceof Long given ? given : Long.MAX_VALUE;
    Long size = in.get(axis).value();
    Long left = out.get(axis).value();
    long before;
    long after;
    if (size != null && left != null) {
      before = start < 0 ? Math.max(0, size + start) : Math.min(start, size);
      after = size - before - left;
    } else if (in.get(axis).equals(out.get(axis))) {
      before = 0;
      after = 0;
    } else if (start >= 0 && (end < 0 || end == Long.MAX_VALUE) && !isOpen(node)) {
      before = start;
      after = end < 0 ? -end : 0;
    } else {
      return Optional.empty();
    }
    boolean fits =
        before >= 0 && after >= 0 && before <= Integer.MAX_VALUE && after <= Integer.MAX_VALUE;
    return fits
        ? Optional.of(new Cut(axis, new PadAmount((int) before, (int) after)))
        : Optional.empty();
  }

  private static boolean isOpen(ExportedNode node) {
    return node.arguments().get("start") instanceof ExportedNode.Symbolic
        || node.arguments().get("end") instanceof ExportedNode.Symbolic;
  }
}
