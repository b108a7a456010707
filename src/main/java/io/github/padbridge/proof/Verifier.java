package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.TensorFlowLimits;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement.Evidence;
import io.github.padbridge.proof.Agreement.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Proves layers by running their definitions and plans on the same numbers, at chosen sizes where
 * sizes are unknown. Safe for several threads.
 */
public final class Verifier {
  private final VerifySettings settings;
  private final Engine engine;
  private final Function<Layer, Plan> planner;
  private final Execution execution;
  private final Outcomes outcomes = new Outcomes();

  /**
   * @param planner makes the plan of the layer that is run
   * @throws Refusal if the engine cannot be started on this machine
   */
  public Verifier(VerifySettings settings, Engine engine, Function<Layer, Plan> planner) {
    this.settings = settings;
    this.engine = engine;
    this.planner = planner;
    this.execution = new Execution(settings, engine);
    engine.start();
  }

  /**
   * Verifies one layer, on its own tensors if it has them.
   *
   * @throws Refusal if the layer is too large to run
   */
  public Agreement verify(LayerRecord layer) {
    return verify(layer, new Plans(planner));
  }

  /**
   * Verifies one layer with a given plan.
   *
   * @throws Refusal if the layer is too large to run
   */
  public Agreement verify(LayerRecord layer, Plan plan) {
    return verify(layer, new Plans(planner).with(layer.spec(), plan));
  }

  private Agreement verify(LayerRecord layer, Plans plans) {
    engine.start();
    if (!layer.isAsExpected()) {
      ComparisonResult result =
          ComparisonResult.contradiction(
              "expected_output_shape",
              "expected_output_shape is "
                  + layer.expectedOutputShape()
                  + ", the layer gives "
                  + layer.spec().outputShape());
      return new Agreement(layer.spec(), result, true, Evidence.CASE, Sizes.GIVEN, null);
    }
    return layer.tensors() == null
        ? onDraws(layer.spec(), plans)
        : onCase(layer.spec(), layer.tensors(), plans);
  }

  private Agreement onCase(Layer layer, CaseTensors tensors, Plans plans) {
    ExecutionSize executed = new ExecutionSizeFinder(plans, settings, any -> 1).whole(layer);
    Outcome outcome = execution.onCase(executed, plans, tensors);
    List<String> notes = notes();
    notes.addAll(executed.notes());
    return agreement(layer, outcome, notes);
  }

  private static Agreement agreement(Layer layer, Outcome outcome, List<String> notes) {
    if (layer instanceof TensorFlowSpec spec) {
      notes.addAll(TensorFlowLimits.of(spec));
    }
    String note = notes.isEmpty() ? null : String.join("; ", notes);
    return new Agreement(
        layer, outcome.result(), outcome.exact(), outcome.evidence(), Sizes.GIVEN, note);
  }

  private Agreement onDraws(Layer asked, Plans plans) {
    ExecutionSizeFinder finder =
        new ExecutionSizeFinder(plans, settings, layer -> execution.draws(layer, plans.of(layer)));
    if (ChosenSizes.areKnown(asked)) {
      return onDraws(finder.of(asked, 1), plans, notes());
    }
    Layer layer = asked;
    ChosenSizes chosen = ChosenSizes.of(layer);
    Layer longest = chosen.longest();
    String channels = "";
    if (!settings.full() && !finder.isQuickForAChoice(longest, chosen.layers().size())) {
      layer = Workload.reduced(layer);
      chosen = ChosenSizes.of(layer);
      longest = chosen.longest();
      channels = ExecutionSize.channels(layer);
    }
    chosen = chosen.first(finder.affordableSizes(longest, chosen.layers().size()));
    // One plan for all sizes: it is run for every remainder by the stride.
    Plan plan = plans.of(layer);
    Optional<Boolean> always = EverySize.holds(layer, plan);
    String note =
        (always.equals(Optional.of(true)) ? "proven equal at every size; " : "")
            + "run with chosen sizes: "
            + channels
            + chosen.note();
    Agreement agreement = null;
    for (Layer sized : chosen.layers()) {
      ExecutionSize executed = finder.of(sized, chosen.layers().size());
      List<String> notes = notes();
      notes.add(note);
      // Another batch or other channels need another plan.
      Agreement next =
          onDraws(
              executed, executed.layer().equals(sized) ? plans.with(sized, plan) : plans, notes);
      agreement = agreement == null || !next.agree() ? next : agreement;
      if (!next.agree()) {
        break;
      }
    }
    Agreement numbers = Objects.requireNonNull(agreement);
    if (always.isEmpty() || !numbers.agree()) {
      return numbers.of(Sizes.CHOSEN);
    }
    return always.get()
        ? numbers.of(Sizes.EVERY)
        : numbers
            .of(Sizes.EVERY)
            .contradicted(engine.definition(layer), "the plan is not equal at every size");
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (engine.note() != null) {
      notes.add(engine.note());
    }
    return notes;
  }

  private Agreement onDraws(ExecutionSize executed, Plans plans, List<String> notes) {
    Layer layer = executed.layer();
    // Layers that differ only in channels are often equal once reduced to few of them.
    Outcome outcome = outcomes.of(layer, plans.of(layer), () -> execution.onDraws(executed, plans));
    notes.addAll(executed.notes());
    if (outcome.shortfall() != null) {
      notes.add(outcome.shortfall());
    }
    return agreement(layer, outcome, notes);
  }
}
