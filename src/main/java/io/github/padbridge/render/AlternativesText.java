package io.github.padbridge.render;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The strategies for a layer: the number of ops of each, or why it does not apply. */
public final class AlternativesText {
  private AlternativesText() {}

  /** A remark for each strategy; none for targets that have only one. */
  public static Map<String, String> of(Translation translation) {
    Map<String, String> remarks = new LinkedHashMap<>();
    if (translation.plan().target().equals(TensorFlowOpSet.OPS)) {
      for (Alternative alternative :
          Alternative.all(
              translation.spec(), Targets.of(translation.plan().target()), translation.runtime())) {
        remarks.put(alternative.strategy().id(), remark(alternative, translation.plan()));
      }
    }
    return remarks;
  }

  private static String remark(Alternative alternative, Plan taken) {
    if (!alternative.holds()) {
      return alternative.reason() == null ? "" : alternative.reason();
    }
    int ops = alternative.requirePlan().ops();
    if (alternative.strategy().id().equals(taken.strategy())) {
      return ops + " ops, used here: " + alternative.strategy().reason();
    }
    int fewer = taken.ops() - ops;
    return ops
        + " ops"
        + (fewer == 0 ? "" : ", " + Math.abs(fewer) + (fewer > 0 ? " fewer" : " more"));
  }
}
