package io.github.padbridge.execute;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Agreement.Evidence;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.proof.Vote;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.spec.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Runs a layer's definition and its plan on the same numbers and compares. Where it is cheap the
 * definition is run in plain loops too, so that a fault of ND4J's cannot hide on both sides. It may
 * be asked by several threads at once.
 */
public final class Verifier {
  /** Up to here a layer is run whole unasked: about a second on a slow core. */
  private static final double WHOLE_PRODUCTS = 2e8;

  /** And up to here with fewer channels: a minute or so. */
  private static final double MOST_PRODUCTS = 1e10;

  /** And up to here, by the estimate of what both sides allocate. */
  private static final double WHOLE_BYTES = 1e9;

  /** And up to here: every group is calls of its own, which take longer than what they compute. */
  private static final int WHOLE_GROUPS = 64;

  /** Up to here a layer is run in plain loops too. */
  private static final double LOOP_PRODUCTS = 1e7;

  /** And up to here on every draw, not just the first. */
  private static final double ALWAYS_LOOP_PRODUCTS = 1e5;

  private final VerifySettings settings;
  private final Engine engine;
  private final Function<Layer, Plan> planner;

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
   * On ND4J.
   *
   * @param planner finds the plan of the layer that is really run
   * @throws Refusal if ND4J cannot be started on this machine
   */
  public Verifier(VerifySettings settings, Function<Layer, Plan> planner) {
    this(settings, new Nd4jEngine(), planner);
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
    Plan plan = planner.apply(layer);
    double bytes = requireMemory(layer, plan);
    Precision precision = precision(layer, plan);
    Tolerance own =
        settings.tolerance() == null
            ? Draws.of(layer, settings.seed(), precision).tolerance(tensors)
            : settings.tolerance();
    Tolerance tolerance = own == null ? precision.tolerance() : own;
    Vote vote = Room.during(bytes, () -> vote(layer, plan, tensors, precision, tolerance, true));
    return new Agreement(
        layer, vote, tolerance.equals(Tolerance.EXACT), Evidence.CASE, engine.note());
  }

  private Agreement onDraws(Layer asked) {
    if (asked.inputShape().isKnown()) {
      return onDraws(asked, planner.apply(asked), "");
    }
    // One plan for all sizes: it is run for every remainder that a stride can leave.
    Plan plan = planner.apply(asked);
    List<Shape> shapes = ChosenSizes.of(asked);
    String note =
        "the spec leaves sizes open: run with input_shape "
            + shapes.get(0)
            + (shapes.size() > 1 ? " and " + (shapes.size() - 1) + " longer" : "");
    Agreement agreement = null;
    for (Shape shape : shapes) {
      Agreement next = onDraws(asked.withInputShape(shape), plan, note);
      agreement = agreement == null || !next.agree() ? next : agreement;
      if (!agreement.agree()) {
        break;
      }
    }
    return agreement;
  }

  private Agreement onDraws(Layer asked, Plan asPlanned, String note) {
    Layer layer = asked;
    Plan plan = asPlanned;
    List<String> notes = new ArrayList<>();
    if (engine.note() != null) {
      notes.add(engine.note());
    }
    if (!note.isEmpty()) {
      notes.add(note);
    }
    if (layer.isBatched() && layer.inputShape().size(0).value() == 0) {
      layer = layer.withInputShape(Workload.withBatchOfOne(layer));
      plan = planner.apply(layer);
      notes.add("a batch of 0 has no numbers to compare: run with a batch of 1");
    }
    if (!settings.full() && isLarge(layer, plan)) {
      layer = Workload.reduced(layer);
      plan = planner.apply(layer);
      notes.add(
          "large: run with "
              + channels(layer)
              + "input_shape "
              + layer.inputShape()
              + "; --full runs it whole");
    }
    double bytes = requireMemory(layer, plan);
    requireTime(layer);
    Layer run = layer;
    Plan planned = plan;
    return Room.during(
        bytes,
        () ->
            settings.tolerance() == null
                ? onIntegers(run, planned, notes)
                : onReals(run, planned, notes));
  }

  private static String channels(Layer layer) {
    if (layer instanceof ConvSpec spec) {
      return "in_channels "
          + spec.inChannels()
          + ", out_channels "
          + spec.outChannels()
          + ", groups "
          + spec.groups()
          + ", ";
    }
    return layer.weightShape() == null ? "" : "weight " + layer.weightShape() + ", ";
  }

  private boolean isLarge(Layer layer, Plan plan) {
    Workload work = Workload.of(layer);
    return work.products() > WHOLE_PRODUCTS
        || work.bytes() > WHOLE_BYTES
        || Workload.bytes(known(plan, layer)) > WHOLE_BYTES
        || (layer instanceof ConvSpec spec && spec.groups() > WHOLE_GROUPS);
  }

  /** The plan with the sizes of this layer's input, by which its work is estimated. */
  private Plan known(Plan plan, Layer layer) {
    return plan.input().isKnown() ? plan : planner.apply(layer);
  }

  private Agreement onIntegers(Layer layer, Plan plan, List<String> notes) {
    Precision precision = precision(layer, plan);
    Draws numbers = Draws.of(layer, settings.seed(), precision);
    int draws = settings.draws() == null ? numbers.enough() : settings.draws();
    Tolerance tolerance = numbers.tolerance();
    Vote vote =
        repeated(
            draws, first -> vote(layer, plan, numbers.integers(), precision, tolerance, first));
    if (numbers.shortfall(draws) != null) {
      notes.add(numbers.shortfall(draws));
    }
    Evidence evidence = new Evidence(settings.seed(), draws, numbers.missProbability(draws));
    return new Agreement(layer, vote, tolerance.equals(Tolerance.EXACT), evidence, joined(notes));
  }

  private Agreement onReals(Layer layer, Plan plan, List<String> notes) {
    Precision precision = precision(layer, plan);
    int draws = settings.draws() == null ? 1 : settings.draws();
    Draws numbers = Draws.of(layer, settings.seed(), precision);
    Vote vote =
        repeated(
            draws,
            first -> vote(layer, plan, numbers.reals(), precision, settings.tolerance(), first));
    return new Agreement(
        layer, vote, false, new Evidence(settings.seed(), draws, null), joined(notes));
  }

  private Precision precision(Layer layer, Plan plan) {
    return settings.precision() == null ? engine.widest(layer, plan) : settings.precision();
  }

  private static String joined(List<String> notes) {
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
      Tensor loops = Definition.inLoops(layer, tensors);
      vote =
          vote.and(Vote.of(Definition.name(layer) + " in plain loops", loops, planned, tolerance));
    }
    return tensors.y() == null ? vote : vote.and(Vote.of("y", tensors.y(), planned, tolerance));
  }

  /** The bytes that both sides take, which must be there. */
  private double requireMemory(Layer layer, Plan plan) {
    double limit = Room.bytes();
    double needed = Math.max(Workload.of(layer).bytes(), Workload.bytes(known(plan, layer)));
    boolean tooLong =
        isTooLong(layer.inputShape())
            || isTooLong(layer.weightShape())
            || isTooLong(layer.outputShape());
    if (tooLong || needed > limit) {
      String weight = layer.weightShape() == null ? "" : " and weight " + layer.weightShape();
      throw new Refusal(
          new Fault(
              String.format(
                  Locale.ROOT,
                  "too large to execute: about %.1f GB for input %s%s (limit %.1f GB)",
                  needed / 1e9,
                  layer.inputShape(),
                  weight,
                  limit / 1e9),
              "a smaller input_shape proves the same geometry",
              List.of(Argument.INPUT_SHAPE),
              null));
    }
    return needed;
  }

  /** What fewer channels do not bring down is the kernel and the image. */
  private void requireTime(Layer layer) {
    double products = Workload.of(layer).products();
    if (!settings.full() && products > MOST_PRODUCTS) {
      throw new Refusal(
          new Fault(
              String.format(
                  Locale.ROOT,
                  "too large to execute: about %.0e products for input %s even so (limit %.0e)",
                  products,
                  layer.inputShape(),
                  MOST_PRODUCTS),
              "a smaller input_shape proves the same geometry; --full runs it all the same",
              List.of(Argument.INPUT_SHAPE),
              null));
    }
  }

  private static boolean isTooLong(Shape shape) {
    return shape != null && shape.elements() > Integer.MAX_VALUE - 8;
  }
}
