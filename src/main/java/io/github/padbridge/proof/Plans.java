package io.github.padbridge.proof;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.spec.Layer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The plans of one layer at the sizes at which it is looked at, each made once. */
final class Plans {
  private final Function<Layer, Plan> planner;
  private final Map<Layer, Plan> plans = new HashMap<>();

  Plans(Function<Layer, Plan> planner) {
    this.planner = planner;
  }

  Plan of(Layer layer) {
    return plans.computeIfAbsent(layer, planner);
  }

  /** These plans, but for one layer another. */
  Plans with(Layer layer, Plan plan) {
    Plans others = new Plans(this::of);
    others.plans.put(layer, plan);
    return others;
  }

  /** Whether the plans of two layers have the same steps, whose numbers differ in sizes at most. */
  boolean haveSameSteps(Layer one, Layer other) {
    return SizelessSteps.of(of(one)).equals(SizelessSteps.of(of(other)));
  }
}
