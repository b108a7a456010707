package io.github.padbridge.proof;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement.Evidence;
import io.github.padbridge.proof.Comparison.Tolerance;
import java.util.function.Function;

/**
 * Executes a layer's definition and its plan on the same numbers, and compares the results. Where
 * that is cheap the definition is run in plain loops too, so that a fault of the engine cannot hide
 * on both sides.
 */
final class Execution {
  /** Up to here a layer is run in plain loops too. */
  private static final double LOOP_PRODUCTS = 1e7;

  /** And up to here on every draw, not just the first. */
  private static final double ALWAYS_LOOP_PRODUCTS = 1e5;

  private final VerifySettings settings;
  private final Engine engine;

  Execution(VerifySettings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /**
   * What comes of running the scope on its own numbers.
   *
   * @param tensors the numbers of the whole batch
   */
  Outcome onCase(Scope scope, Plans plans, CaseTensors tensors) {
    Layer layer = scope.layer();
    Precision precision = precision(layer, plans.of(layer));
    Tolerance own =
        settings.tolerance() == null
            ? Draws.of(layer, settings.seed(), precision).tolerance(tensors)
            : settings.tolerance();
    Tolerance tolerance = own == null ? precision.tolerance() : own;
    Vote vote =
        byParts(
            scope,
            plans,
            (part, plan, begin) -> {
              CaseTensors on =
                  part.equals(layer) ? tensors : tensors.samples(begin, begin + scope.atOnce());
              return vote(part, plan, on, precision, tolerance, true);
            });
    return new Outcome(vote, tolerance.equals(Tolerance.EXACT), Evidence.CASE, null);
  }

  /** On how many draws a layer is run, of which all sizes are known. */
  int draws(Layer layer, Plan plan) {
    if (settings.draws() != null || settings.tolerance() != null) {
      return settings.draws() != null ? settings.draws() : 1;
    }
    return Draws.of(layer, settings.seed(), precision(layer, plan)).enough();
  }

  /** What comes of running the scope on draws. */
  Outcome onDraws(Scope scope, Plans plans) {
    Layer layer = scope.layer();
    Plan plan = plans.of(layer);
    Precision precision = precision(layer, plan);
    // Every part by itself must be told from every other.
    Draws like = Draws.of(scope.smallestPart(), settings.seed(), precision);
    Tolerance given = settings.tolerance();
    boolean reals = given != null;
    int draws = draws(scope.smallestPart(), plan);
    Tolerance tolerance = given != null ? given : like.tolerance();
    Vote vote =
        byParts(
            scope,
            plans,
            (part, planned, begin) -> {
              Draws numbers = Draws.of(part, settings.seed() + begin, precision);
              return repeated(
                  draws,
                  first ->
                      vote(
                          part,
                          planned,
                          reals ? numbers.reals() : numbers.integers(),
                          precision,
                          tolerance,
                          first));
            });
    Double miss = reals ? null : like.missProbability(draws, plan);
    return new Outcome(
        vote,
        tolerance.equals(Tolerance.EXACT),
        new Evidence(settings.seed(), draws, miss),
        reals ? null : like.shortfall(draws, plan));
  }

  private interface OnePart {
    Vote vote(Layer part, Plan plan, int begin);
  }

  /** Votes on part after part of the batch, until one differs. */
  private Vote byParts(Scope scope, Plans plans, OnePart once) {
    Vote vote = null;
    for (int begin = 0; begin < scope.batch() || vote == null; begin += scope.atOnce()) {
      Layer part = scope.part(begin);
      Plan planned = plans.of(part);
      int from = begin;
      Vote next = Room.during(scope.footprint(), settings, () -> once.vote(part, planned, from));
      vote = vote == null ? next : vote.followedBy(next, begin);
      if (!vote.agree()) {
        break;
      }
    }
    return vote;
  }

  /** What both sides compute in. */
  Precision precision(Layer layer, Plan plan) {
    return settings.precision() == null ? engine.widest(layer, plan) : settings.precision();
  }

  /** Votes on each draw, told whether it is the first, until one differs. */
  private static Vote repeated(int draws, Function<Boolean, Vote> once) {
    Vote vote = once.apply(true);
    for (int draw = 1; draw < draws && vote.agree(); draw++) {
      vote = vote.and(once.apply(false));
    }
    return vote;
  }

  private static String loopsName(Layer layer) {
    return layer.framework().title() + "'s definition in plain loops";
  }

  private Vote vote(
      Layer layer,
      Plan plan,
      CaseTensors tensors,
      Precision precision,
      Tolerance tolerance,
      boolean first) {
    String definition = engine.definition(layer);
    if (tensors.x().data().length == 0) {
      // No numbers, but the shapes can still be held against each other.
      Tensor nothing = new Tensor(plan.output().toIntArray(), new double[0]);
      Tensor empty = new Tensor(layer.outputShape().toIntArray(), new double[0]);
      return tensors.y() == null
          ? Vote.of(definition, empty, nothing, tolerance)
          : Vote.of("y", tensors.y(), nothing, tolerance);
    }
    Tensor planned;
    try {
      planned = engine.run(plan, tensors, precision);
    } catch (ExecutionFault fault) {
      return Vote.contradiction(definition, "the plan cannot run: " + fault.getMessage());
    }
    Tensor defined = engine.define(layer, tensors, precision);
    Vote vote = Vote.of(definition, defined, planned, tolerance);
    double products = Workload.of(layer).products();
    if (products <= LOOP_PRODUCTS && (first || products <= ALWAYS_LOOP_PRODUCTS)) {
      Tensor loops = engine.defineInLoops(layer, tensors);
      vote = vote.and(Vote.of(loopsName(layer), loops, planned, tolerance));
    }
    return tensors.y() == null ? vote : vote.and(Vote.of("y", tensors.y(), planned, tolerance));
  }
}
