package io.github.padbridge.modelfile.keras;

import io.github.padbridge.modelfile.common.PlainJson;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The amounts of {@code ZeroPadding} and {@code Cropping} layers. */
final class KerasPads {
  private KerasPads() {}

  /** One pair a spatial axis, negative for a crop; empty where the config is none of theirs. */
  static List<PadAmount> amounts(KerasNode node, KerasClass type) {
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
      for (Object item : PlainJson.items(value)) {
        amounts.add(pair(item, crops));
      }
    }
    return amounts.size() == type.rank() && !amounts.contains(null) ? amounts : List.of();
  }

  private static PadAmount pair(@Nullable Object item, boolean crops) {
    List<Integer> ends = KerasNode.integers(item);
    return ends.size() == 2 ? pair(ends.get(0), ends.get(1), crops) : PadAmount.NONE;
  }

  private static PadAmount pair(int before, int after, boolean crops) {
    return crops ? new PadAmount(-before, -after) : new PadAmount(before, after);
  }
}
