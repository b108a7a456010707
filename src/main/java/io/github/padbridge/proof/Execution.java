package io.github.padbridge.proof;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement.Evidence;
import io.github.padbridge.proof.Comparison.Tolerance;
import java.util.function.Function;

/**
 * Executes a layer's definition and its plan on the same numbers, and compares the results. Small
 * layers are also run in plain loops, so that a fault of the engine cannot hide on both sides.
 */
final class Execution {
  /** The most products of a layer that is also run in plain loops. */
  private static final double LOOP_PRODUCTS = 1e7;

  /** The most products of a layer that is run in plain loops on every draw, not just the first. */
  private static final double ALWAYS_LOOP_PRODUCTS = 1e5;

  private final VerifySettings settings;
  private final Engine engine;

  Execution(VerifySettings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /**
   * The outcome on the tensors of the case.
   *
   * @param tensors the tensors of the whole batch
   */
  Outcome onCase(ExecutionSize executed, Plans plans, CaseTensors tensors) {
    Layer layer = executed.layer();
    Precision precision = precision(layer, plans.of(layer));
    Tolerance own =
        settings.tolerance() == null
            ? Draws.of(layer, settings.seed(), precision).tolerance(tensors)
            : settings.tolerance();
    Tolerance tolerance = own == null ? precision.tolerance() : own;
    ComparisonResult result =
        byParts(
            executed,
            plans,
            (part, plan, begin) -> {
              CaseTensors on =
                  part.equals(layer) ? tensors : tensors.samples(begin, begin + executed.atOnce());
              return result(part, plan, on, precision, tolerance, true);
            });
    return new Outcome(result, tolerance.equals(Tolerance.EXACT), Evidence.CASE, null);
  }

  /** The number of draws for a layer of known sizes. */
  int draws(Layer layer, Plan plan) {
    if (settings.draws() != null || settings.tolerance() != null) {
      return settings.draws() != null ? settings.draws() : 1;
    }
    return Draws.of(layer, settings.seed(), precision(layer, plan)).enough();
  }

  /** The outcome on random draws. */
  Outcome onDraws(ExecutionSize executed, Plans plans) {
    Layer layer = executed.layer();
    Plan plan = plans.of(layer);
    Precision precision = precision(layer, plan);
    // Each part is proven by itself, so the draws must suffice for the smallest.
    Draws like = Draws.of(executed.smallestPart(), settings.seed(), precision);
    Tolerance given = settings.tolerance();
    boolean reals = given != null;
    int draws = draws(executed.smallestPart(), plan);
    Tolerance tolerance = given != null ? given : like.tolerance();
    ComparisonResult result =
        byParts(
            executed,
            plans,
            (part, planned, begin) -> {
              Draws numbers = Draws.of(part, settings.seed() + begin, precision);
              return repeated(
                  draws,
                  first ->
                      result(
                          part,
                          planned,
                          reals ? numbers.reals() : numbers.integers(),
                          precision,
                          tolerance,
                          first));
            });
    Double miss = reals ? null : like.missProbability(draws, plan);
    return new Outcome(
        result,
        tolerance.equals(Tolerance.EXACT),
        new Evidence(settings.seed(), draws, miss),
        reals ? null : like.shortfall(draws, plan));
  }

  private interface OnePart {
    ComparisonResult result(Layer part, Plan plan, int begin);
  }

  /** Runs part after part of the batch until one differs. */
  private ComparisonResult byParts(ExecutionSize executed, Plans plans, OnePart once) {
    ComparisonResult result = null;
    for (int begin = 0; begin < executed.batch() || result == null; begin += executed.atOnce()) {
      Layer part = executed.part(begin);
      Plan planned = plans.of(part);
      int from = begin;
      ComparisonResult next =
          MemoryBudget.during(
              executed.footprint(), settings, () -> once.result(part, planned, from));
      result = result == null ? next : result.followedBy(next, begin);
      if (!result.agree()) {
        break;
      }
    }
    return result;
  }

  /** The number type of both sides. */
  Precision precision(Layer layer, Plan plan) {
    return settings.precision() == null ? engine.widest(layer, plan) : settings.precision();
  }

  /** Runs draw after draw until one differs; {@code once} is told whether it is the first. */
  private static ComparisonResult repeated(int draws, Function<Boolean, ComparisonResult> once) {
    ComparisonResult result = once.apply(true);
    for (int draw = 1; draw < draws && result.agree(); draw++) {
      result = result.and(once.apply(false));
    }
    return result;
  }

  private static String loopsName(Layer layer) {
    return layer.framework().title() + "'s definition in plain loops";
  }

  private ComparisonResult result(
      Layer layer,
      Plan plan,
      CaseTensors tensors,
      Precision precision,
      Tolerance tolerance,
      boolean first) {
    String definition = engine.definition(layer);
    if (tensors.x().data().length == 0) {
      // There are no numbers, but the shapes can still be compared.
      Tensor nothing = new Tensor(plan.output().toIntArray(), new double[0]);
      Tensor empty = new Tensor(layer.outputShape().toIntArray(), new double[0]);
      return tensors.y() == null
          ? ComparisonResult.of(definition, empty, nothing, tolerance)
          : ComparisonResult.of("y", tensors.y(), nothing, tolerance);
    }
    Tensor planned;
    try {
      planned = engine.run(plan, tensors, precision);
    } catch (ExecutionFault fault) {
      return ComparisonResult.contradiction(
          definition, "the plan cannot run: " + fault.getMessage());
    }
    Tensor defined = engine.define(layer, tensors, precision);
    ComparisonResult result = ComparisonResult.of(definition, defined, planned, tolerance);
    double products = Workload.of(layer).products();
    if (products <= LOOP_PRODUCTS && (first || products <= ALWAYS_LOOP_PRODUCTS)) {
      Tensor loops = engine.defineInLoops(layer, tensors);
      result = result.and(ComparisonResult.of(loopsName(layer), loops, planned, tolerance));
    }
    return tensors.y() == null
        ? result
        : result.and(ComparisonResult.of("y", tensors.y(), planned, tolerance));
  }
}
