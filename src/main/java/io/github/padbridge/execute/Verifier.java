package io.github.padbridge.execute;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Agreement.Evidence;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.proof.Vote;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.spec.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs PyTorch's definition and the plan on the same numbers and compares. Where it is cheap the
 * definition is run in plain loops too, so that a fault of ND4J's cannot hide on both sides.
 */
public final class Verifier {
  private static final String DEFINITION = "PyTorch's definition";

  /** Up to here a layer is run whole unasked: about a second on a slow core. */
  private static final double WHOLE_PRODUCTS = 2e8;

  /** And up to here, by the estimate of what both sides allocate. */
  private static final double WHOLE_BYTES = 1e9;

  /** Every group is a call of its own. */
  private static final int WHOLE_GROUPS = 4096;

  /** Up to here a layer is run in plain loops too. */
  private static final double LOOP_PRODUCTS = 1e7;

  private final VerifySettings settings;
  private final Function<ConvSpec, Plan> planner;

  /**
   * @param planner finds the plan of the layer that is really run
   * @throws Refusal if ND4J cannot be started on this machine
   */
  public Verifier(VerifySettings settings, Function<ConvSpec, Plan> planner) {
    this.settings = settings;
    this.planner = planner;
    NativeRuntime.start();
  }

  /**
   * Verifies one layer, on its own tensors where it brings them.
   *
   * @throws Refusal if the layer is too large to run
   */
  public Agreement verify(LayerRecord layer) {
    return layer.tensors() == null ? onDraws(layer.spec()) : onCase(layer.spec(), layer.tensors());
  }

  private Agreement onCase(ConvSpec spec, CaseTensors tensors) {
    requireMemory(spec);
    boolean exact = settings.tolerance() == null && Draws.isExactOn(spec, tensors);
    Vote vote = vote(spec, tensors, exact ? Tolerance.EXACT : tolerance());
    return new Agreement(spec, vote, exact, Evidence.CASE, null);
  }

  private Agreement onDraws(ConvSpec asked) {
    ConvSpec spec = asked;
    String note = null;
    if (!spec.inputShape().isKnown()) {
      spec = spec.withInputShape(ChosenSizes.of(spec));
      note = "the spec leaves sizes open: run with input_shape " + spec.inputShape();
    } else if (spec.isBatched() && spec.inputShape().size(0).value() == 0) {
      spec = spec.withInputShape(Workload.withBatchOfOne(spec));
      note = "a batch of 0 has no numbers to compare: run with a batch of 1";
    }
    if (!settings.full() && isLarge(spec)) {
      spec = Workload.reduced(spec);
      note =
          (note == null ? "" : note + "; ")
              + "large: run with in_channels "
              + spec.inChannels()
              + ", out_channels "
              + spec.outChannels()
              + ", groups "
              + spec.groups()
              + ", input_shape "
              + spec.inputShape()
              + "; --full runs it whole";
    }
    requireMemory(spec);
    return settings.tolerance() == null ? onIntegers(spec, note) : onReals(spec, note);
  }

  private boolean isLarge(ConvSpec spec) {
    return Workload.products(spec) > WHOLE_PRODUCTS
        || Workload.bytes(spec) > WHOLE_BYTES
        || Workload.bytes(planner.apply(spec)) > WHOLE_BYTES
        || spec.groups() > WHOLE_GROUPS;
  }

  private Agreement onIntegers(ConvSpec spec, String note) {
    int draws = settings.draws() == null ? Draws.enoughFor(spec) : settings.draws();
    Draws numbers = new Draws(spec, settings.seed());
    Vote vote = repeated(draws, () -> vote(spec, numbers.integers(), Tolerance.EXACT));
    Evidence evidence = new Evidence(settings.seed(), draws, Draws.missProbability(spec, draws));
    return new Agreement(spec, vote, true, evidence, note);
  }

  private Agreement onReals(ConvSpec spec, String note) {
    int draws = settings.draws() == null ? 1 : settings.draws();
    Draws numbers = new Draws(spec, settings.seed());
    Vote vote = repeated(draws, () -> vote(spec, numbers.reals(settings.precision()), tolerance()));
    return new Agreement(spec, vote, false, new Evidence(settings.seed(), draws, null), note);
  }

  private static Vote repeated(int draws, Supplier<Vote> once) {
    Vote vote = once.get();
    for (int draw = 1; draw < draws && vote.agree(); draw++) {
      vote = vote.and(once.get());
    }
    return vote;
  }

  private Tolerance tolerance() {
    return settings.tolerance() != null ? settings.tolerance() : settings.precision().tolerance();
  }

  private Vote vote(ConvSpec spec, CaseTensors tensors, Tolerance tolerance) {
    Plan plan = planner.apply(spec);
    if (tensors.x().data().length == 0) {
      // No numbers, but the shapes can still be held against each other.
      Tensor nothing = new Tensor(plan.output().toIntArray(), new double[0]);
      Tensor empty = new Tensor(spec.outputShape().toIntArray(), new double[0]);
      return tensors.y() == null
          ? Vote.of(DEFINITION, empty, nothing, tolerance)
          : Vote.of("y", tensors.y(), nothing, tolerance);
    }
    Tensor bias = tensors.bias();
    Tensor planned;
    try {
      planned = PlanOnNd4j.run(plan, tensors.x(), tensors.weight(), bias, settings.precision());
    } catch (PlanFault fault) {
      return Vote.contradiction(DEFINITION, "the plan cannot run: " + fault.getMessage());
    }
    Tensor definition =
        TorchOnNd4j.run(spec, tensors.x(), tensors.weight(), bias, settings.precision());
    Vote vote = Vote.of(DEFINITION, definition, planned, tolerance);
    if (Workload.products(spec) <= LOOP_PRODUCTS) {
      Tensor loops = TorchInLoops.run(spec, tensors.x(), tensors.weight(), bias);
      vote = vote.and(Vote.of(DEFINITION + " in plain loops", loops, planned, tolerance));
    }
    return tensors.y() == null ? vote : vote.and(Vote.of("y", tensors.y(), planned, tolerance));
  }

  /**
   * Both sides live partly on Java's heap and mostly off it, which JavaCPP bounds to a multiple of
   * the heap.
   */
  private void requireMemory(ConvSpec spec) {
    double limit = 2.0 * Runtime.getRuntime().maxMemory();
    double needed = Math.max(Workload.bytes(spec), Workload.bytes(planner.apply(spec)));
    boolean tooLong =
        spec.inputShape().elements() > Integer.MAX_VALUE - 8
            || spec.weightShape().elements() > Integer.MAX_VALUE - 8
            || spec.outputShape().elements() > Integer.MAX_VALUE - 8;
    if (tooLong || needed > limit) {
      throw new Refusal(
          new Fault(
              String.format(
                  Locale.ROOT,
                  "too large to execute: about %.1f GB for input %s and weight %s (limit %.1f GB)",
                  needed / 1e9,
                  spec.inputShape(),
                  spec.weightShape(),
                  limit / 1e9),
              "a smaller input_shape proves the same geometry",
              List.of(Argument.INPUT_SHAPE),
              null));
    }
  }
}
