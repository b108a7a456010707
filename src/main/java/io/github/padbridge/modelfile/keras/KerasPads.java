package io.github.padbridge.modelfile.keras;

import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.modelfile.common.PlainJson;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code ZeroPadding} and {@code Cropping} layers and {@code keras.ops.pad} pad. */
final class KerasPads {
  private static final Map<String, PaddingMode> MODES =
      Map.of(
          "constant", PaddingMode.ZEROS,
          "reflect", PaddingMode.REFLECT,
          "edge", PaddingMode.REPLICATE,
          "symmetric", PaddingMode.REPLICATE,
          "wrap", PaddingMode.CIRCULAR);

  private KerasPads() {}

  /**
   * The pad, negative for a crop; empty if the config has no amounts, or if no such pad has its
   * mode.
   *
   * @param channelsFirst the layout of the input of an op, which names none
   */
  static Optional<PadModule> module(KerasNode node, KerasClass type, boolean channelsFirst) {
    boolean isOp = type.kind() == KerasClass.Kind.PAD;
    List<PadAmount> amounts = isOp ? spatial(node, channelsFirst) : amounts(node, type);
    if (amounts.isEmpty()) {
      return Optional.empty();
    }
    if (!isOp) {
      return Optional.of(new PadModule(amounts, PaddingMode.ZEROS, 0));
    }
    PaddingMode mode = MODES.get(String.valueOf(node.config().get("mode")));
    Object value = node.keywords().get("constant_values");
    boolean isNumber = value == null || value instanceof Number;
    boolean repeatsBorder =
        !"symmetric".equals(node.config().get("mode"))
            || amounts.stream().allMatch(pad -> pad.before() <= 1 && pad.after() <= 1);
    return mode == null || !isNumber || !repeatsBorder
        ? Optional.empty()
        : Optional.of(
            new PadModule(
                amounts, mode, value instanceof Number number ? number.doubleValue() : 0));
  }

  /** The spatial axes of an op; 0 if it has no pair for each axis. */
  static int rank(KerasNode node) {
    int axes = pairs(node.config().get("pad_width"), false).size();
    return axes >= 3 && axes <= 5 ? axes - 2 : 0;
  }

  /** One pair for each axis of the input; empty if the config has no such pairs. */
  static List<PadAmount> all(KerasNode node, KerasClass type) {
    if (type.kind() == KerasClass.Kind.PAD) {
      return pairs(node.config().get("pad_width"), false);
    }
    List<PadAmount> amounts = amounts(node, type);
    if (amounts.isEmpty()) {
      return amounts;
    }
    List<PadAmount> all = new ArrayList<>(amounts);
    all.add(0, PadAmount.NONE);
    all.add(node.isChannelsFirst() ? 0 : all.size(), PadAmount.NONE);
    return all;
  }

  /** The pairs of the spatial axes of an op; empty if it pads others. */
  private static List<PadAmount> spatial(KerasNode node, boolean channelsFirst) {
    List<PadAmount> all = pairs(node.config().get("pad_width"), false);
    int first = channelsFirst ? 2 : 1;
    List<PadAmount> spatial = all.subList(first, first + all.size() - 2);
    PadAmount channels = all.get(channelsFirst ? 1 : all.size() - 1);
    return PadAmount.areNone(List.of(all.get(0), channels)) ? spatial : List.of();
  }

  /** One pair for each spatial axis, negative for a crop; empty if the config has no such pairs. */
  private static List<PadAmount> amounts(KerasNode node, KerasClass type) {
    boolean crops = type.kind() == KerasClass.Kind.CROPPING;
    Object value = node.config().get(crops ? "cropping" : "padding");
    List<PadAmount> amounts = new ArrayList<>();
    List<Integer> numbers = KerasNode.integers(value);
    if (value instanceof Long && numbers.size() == 1) {
      amounts.addAll(Collections.nCopies(type.rank(), pair(numbers.get(0), numbers.get(0), crops)));
    } else if (numbers.size() == 2 && type.rank() == 1) {
      amounts.add(pair(numbers.get(0), numbers.get(1), crops));
    } else if (numbers.size() == type.rank()) {
      numbers.forEach(number -> amounts.add(pair(number, number, crops)));
    } else {
      amounts.addAll(pairs(value, crops));
    }
    return amounts.size() == type.rank() ? amounts : List.of();
  }

  private static List<PadAmount> pairs(@Nullable Object value, boolean crops) {
    List<PadAmount> pairs = new ArrayList<>();
    for (Object item : PlainJson.items(value)) {
      List<Integer> ends = KerasNode.integers(item);
      if (ends.size() != 2) {
        return List.of();
      }
      pairs.add(pair(ends.get(0), ends.get(1), crops));
    }
    return pairs;
  }

  private static PadAmount pair(int before, int after, boolean crops) {
    return crops ? new PadAmount(-before, -after) : new PadAmount(before, after);
  }
}
