package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement.Evidence;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.spec.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a layer's definition and its plan on the same numbers and compares. Where it is cheap the
 * definition is run in plain loops too, so that a fault of ND4J's cannot hide on both sides. It may
 * be asked by several threads at once.
 */
public final class Verifier {
  /** Up to here a layer is run in plain loops too. */
  private static final double LOOP_PRODUCTS = 1e7;

  /** And up to here on every draw, not just the first. */
  private static final double ALWAYS_LOOP_PRODUCTS = 1e5;

  private final VerifySettings settings;
  private final Engine engine;
  private final Function<Layer, Plan> planner;
  private final Outcomes outcomes = new Outcomes();

  /**
   * @param planner finds the plan of the layer that is really run
   * @throws Refusal if the engine cannot be started on this machine
   */
  public Verifier(VerifySettings settings, Engine engine, Function<Layer, Plan> planner) {
    this.settings = settings;
    this.engine = engine;
    this.planner = planner;
    engine.start();
  }

  /**
   * Verifies one layer, on its own tensors where it brings them.
   *
   * @throws Refusal if the layer is too large to run
   */
  public Agreement verify(LayerRecord layer) {
    engine.start();
    if (!layer.isAsExpected()) {
      Vote vote =
          Vote.contradiction(
              "expected_output_shape",
              "expected_output_shape is "
                  + layer.expectedOutputShape()
                  + ", the layer gives "
                  + layer.spec().outputShape());
      return new Agreement(layer.spec(), vote, true, Evidence.CASE, null);
    }
    return layer.tensors() == null ? onDraws(layer.spec()) : onCase(layer.spec(), layer.tensors());
  }

  private Agreement onCase(Layer layer, CaseTensors tensors) {
    Scope scope = Scope.whole(layer, planner, settings);
    Precision precision = precision(layer, planner.apply(layer));
    Tolerance own =
        settings.tolerance() == null
            ? Draws.of(layer, settings.seed(), precision).tolerance(tensors)
            : settings.tolerance();
    Tolerance tolerance = own == null ? precision.tolerance() : own;
    Vote vote =
        byParts(
            scope,
            planner.apply(layer),
            (part, plan, begin) -> {
              CaseTensors on =
                  part.equals(layer) ? tensors : tensors.samples(begin, begin + scope.atOnce());
              return vote(part, plan, on, precision, tolerance, true);
            });
    List<String> notes = notes();
    notes.addAll(scope.notes());
    return new Agreement(
        layer, vote, tolerance.equals(Tolerance.EXACT), Evidence.CASE, joined(notes));
  }

  private Agreement onDraws(Layer asked) {
    if (asked.inputShape().isKnown()) {
      Scope scope = Scope.of(asked, planner, settings);
      return onDraws(scope, planner.apply(scope.layer()), notes());
    }
    Layer layer = asked;
    List<Shape> shapes = ChosenSizes.of(layer);
    Layer longest = layer.withInputShape(shapes.get(shapes.size() - 1));
    String channels = "";
    if (!settings.full() && Scope.isLargeForAChoice(longest, planner.apply(longest))) {
      layer = Workload.reduced(layer);
      shapes = ChosenSizes.of(layer);
      channels = Scope.channels(layer);
    }
    // One plan for all sizes: it is run for every remainder that a stride can leave.
    Plan plan = planner.apply(layer);
    String note =
        "the spec leaves sizes open: run with "
            + channels
            + "input_shape "
            + shapes.get(0)
            + (shapes.size() > 1 ? " and " + (shapes.size() - 1) + " longer" : "");
    Agreement agreement = onDraws(layer.withInputShape(shapes.get(0)), plan, note);
    for (int i = 1; i < shapes.size() && agreement.agree(); i++) {
      Agreement next = onDraws(layer.withInputShape(shapes.get(i)), plan, note);
      agreement = next.agree() ? agreement : next;
    }
    return agreement;
  }

  private Agreement onDraws(Layer sized, Plan plan, String note) {
    List<String> notes = notes();
    notes.add(note);
    Scope scope = Scope.of(sized, planner, settings);
    // Another batch or other channels are another plan's.
    Plan own = scope.layer().equals(sized) ? plan : planner.apply(scope.layer());
    return onDraws(scope, own, notes);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (engine.note() != null) {
      notes.add(engine.note());
    }
    return notes;
  }

  private Agreement onDraws(Scope scope, Plan plan, List<String> notes) {
    Layer layer = scope.layer();
    // Layers that are the same but for channels are often the same on few of them.
    Outcome outcome = outcomes.of(layer, plan, () -> outcome(scope, plan));
    notes.addAll(scope.notes());
    if (outcome.shortfall() != null) {
      notes.add(outcome.shortfall());
    }
    return new Agreement(layer, outcome.vote(), outcome.exact(), outcome.evidence(), joined(notes));
  }

  private Outcome outcome(Scope scope, Plan plan) {
    Layer layer = scope.layer();
    Precision precision = precision(layer, plan);
    // Every part by itself must be told from every other.
    Draws like = Draws.of(scope.smallestPart(), settings.seed(), precision);
    Tolerance given = settings.tolerance();
    boolean reals = given != null;
    int draws = settings.draws() != null ? settings.draws() : reals ? 1 : like.enough();
    Tolerance tolerance = given != null ? given : like.tolerance();
    Vote vote =
        byParts(
            scope,
            plan,
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
  private Vote byParts(Scope scope, Plan plan, OnePart once) {
    Vote vote = null;
    for (int begin = 0; begin < scope.batch() || vote == null; begin += scope.atOnce()) {
      Layer part = scope.part(begin);
      Plan planned = part.equals(scope.layer()) ? plan : planner.apply(part);
      int from = begin;
      Vote next = Room.during(scope.bytes(), settings, () -> once.vote(part, planned, from));
      vote = vote == null ? next : vote.followedBy(next, begin);
      if (!vote.agree()) {
        break;
      }
    }
    return vote;
  }

  private Precision precision(Layer layer, Plan plan) {
    return settings.precision() == null ? engine.widest(layer, plan) : settings.precision();
  }

  private static @Nullable String joined(List<String> notes) {
    return notes.isEmpty() ? null : String.join("; ", notes);
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
