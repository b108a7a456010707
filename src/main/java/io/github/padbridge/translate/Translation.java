package io.github.padbridge.translate;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.SizeFormula;
import io.github.padbridge.spec.ConvSpec;
import java.util.List;

/** A spec, the plan that computes the same, and the arithmetic of its sizes. */
public record Translation(ConvSpec spec, Plan plan, List<SizeFormula> formulas) {
  public Translation {
    formulas = List.copyOf(formulas);
  }

  public static Translation of(ConvSpec spec) {
    return new Translation(spec, TorchToTensorFlow.padSlice(spec), SizeFormulas.of(spec));
  }
}
