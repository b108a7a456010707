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

  /** The translation by the canonical strategy, for any CPU build of TensorFlow. */
  public static Translation of(ConvSpec spec) {
    return of(spec, Strategy.PAD_SLICE.plan(spec, Runtime.PORTABLE));
  }

  public static Translation of(ConvSpec spec, Plan plan) {
    return new Translation(spec, plan, SizeFormulas.of(spec));
  }
}
