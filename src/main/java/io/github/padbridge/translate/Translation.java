package io.github.padbridge.translate;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.SizeFormula;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer, an equal plan, and the formulas of its sizes.
 *
 * @param runtime the build of TensorFlow that the plan was made for
 */
public record Translation(Layer spec, Plan plan, Runtime runtime, List<SizeFormula> formulas) {
  public Translation {
    formulas = List.copyOf(formulas);
  }

  /**
   * Warnings for writing the layer in the framework of the plan by hand, and for running the plan.
   * One sentence each, without a full stop.
   */
  public List<String> traps() {
    Target target = Targets.of(plan.target());
    List<String> traps = new ArrayList<>(target.traps(spec));
    traps.addAll(target.planTraps(plan, runtime));
    return traps;
  }

  /** The translation by pad-slice, for any CPU build of TensorFlow. */
  public static Translation of(Layer spec) {
    return of(spec, Alternative.plan(Strategy.PAD_SLICE, spec, Runtime.PORTABLE), Runtime.PORTABLE);
  }

  public static Translation of(Layer spec, Plan plan, Runtime runtime) {
    Layer computed = runtime.computed(spec);
    return new Translation(computed, plan, runtime, SizeFormulas.of(computed));
  }
}
