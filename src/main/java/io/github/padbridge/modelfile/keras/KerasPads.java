package io.github.padbridge.modelfile.keras;

import io.github.padbridge.modelfile.common.PlainJson;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The amounts of {@code ZeroPadding} and {@code Cropping} layers. */
final class KerasPads {
  private KerasPads() {}

  /** One pair for each spatial axis, negative for a crop; empty if the config has no such pairs. */
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
        List<Integer> ends = KerasNode.integers(item);
        if (ends.size() != 2) {
          return List.of();
        }
        amounts.add(pair(ends.get(0), ends.get(1), crops));
      }
    }
    return amounts.size() == type.rank() ? amounts : List.of();
  }

  private static PadAmount pair(int before, int after, boolean crops) {
    return crops ? new PadAmount(-before, -after) : new PadAmount(before, after);
  }
}
