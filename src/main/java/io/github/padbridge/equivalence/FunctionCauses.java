package io.github.padbridge.equivalence;

import io.github.padbridge.chain.AppliedFunction;
import io.github.padbridge.chain.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** In which activations and normalizations two chains differ. */
final class FunctionCauses {
  private FunctionCauses() {}

  /** One cause for each place; none for chains of different numbers of layers. */
  static List<Cause> of(Chain left, Chain right) {
    List<List<AppliedFunction>> ones = LayerFunctions.of(left);
    List<List<AppliedFunction>> others = LayerFunctions.of(right);
    List<Cause> causes = new ArrayList<>();
    for (int i = 0; ones.size() == others.size() && i < ones.size(); i++) {
      if (!ones.get(i).equals(others.get(i))) {
        String one = text(ones.get(i));
        String other = text(others.get(i));
        String message =
            place(i, ones.size() - 1)
                + " the left side applies "
                + one
                + ", the right side "
                + other;
        causes.add(new Cause(CauseKind.OPERATION, null, one, other, null, message));
      }
    }
    return causes;
  }

  private static String place(int index, int layers) {
    if (index == 0) {
      return layers == 1 ? "before the layer" : "before layer 1";
    }
    return layers == 1 ? "after the layer" : "after layer " + index;
  }

  private static String text(List<AppliedFunction> functions) {
    return functions.isEmpty()
        ? "nothing"
        : functions.stream().map(AppliedFunction::toString).collect(Collectors.joining(", then "));
  }
}
