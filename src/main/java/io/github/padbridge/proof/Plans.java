package io.github.padbridge.proof;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The plans of one layer at several sizes, each made once. */
final class Plans {
  private final Function<Layer, Plan> planner;
  private final Map<Layer, Plan> plans = new HashMap<>();

  Plans(Function<Layer, Plan> planner) {
    this.planner = planner;
  }

  Plan of(Layer layer) {
    return plans.computeIfAbsent(layer, planner);
  }

  /** These plans with another plan for one layer. */
  Plans with(Layer layer, Plan plan) {
    Plans others = new Plans(this::of);
    others.plans.put(layer, plan);
    return others;
  }

  /** Whether the plans of two layers have the same steps except for sizes. */
  boolean haveSameSteps(Layer one, Layer other) {
    return sizeless(of(one)).equals(sizeless(of(other)));
  }

  private static List<Object> sizeless(Plan plan) {
    return plan.steps().stream().map(traced -> traced.step().withoutSizes()).toList();
  }
}
