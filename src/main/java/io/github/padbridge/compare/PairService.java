package io.github.padbridge.compare;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainLayout;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.equivalence.LayerFunctions;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Counterexample;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.repair.Repair;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two sides. */
public final class PairService {
  /** How many sizes are run where the input size is unknown. */
  private static final int FEW = 6;

  private final Engine engine;
  private final boolean runs;
  private boolean started;

  /**
   * @param engine runs counterexamples; it is started with the first, if there is one
   * @param runs whether equal sides are run too
   */
  public PairService(Engine engine, boolean runs) {
    this.engine = engine;
    this.runs = runs;
  }

  /**
   * Compares two sides.
   *
   * @param options arguments for both sides, by their names in a spec
   * @param inputShape of the left side, in its own layout; null where it is open
   * @throws Refusal if a side cannot be read or compared
   */
  public PairComparison compare(
      Given left, Given right, Map<String, JsonValue> options, @Nullable Shape inputShape) {
    return compare(sides(left, right, options, inputShape), left, right, inputShape);
  }

  /**
   * Compares two chains.
   *
   * @param left the left side as it was given
   * @param right the right side as it was given
   * @param inputShape of the left side, in its own layout; null where it is open
   * @throws Refusal if they cannot be compared
   */
  public PairComparison compare(Sides given, Given left, Given right, @Nullable Shape inputShape) {
    Sides sides = LayerFunctions.settled(given);
    Equivalence equivalence = Equivalence.of(sides.left(), sides.right());
    List<Long> sizes = inputShape == null ? null : sizes(sides.left(), inputShape, equivalence);
    Boolean here = sizes == null ? null : equivalence.holdsAt(sizes);
    List<List<Integer>> ran = new ArrayList<>();
    Set<String> runNotes = new LinkedHashSet<>();
    if (runs) {
      run(sides, equivalence, sizes, ran, runNotes);
    }
    boolean always = equivalence.verdict() == Equivalence.Verdict.EVERY_SIZE;
    return new PairComparison(
        left,
        right,
        sides.left(),
        sides.right(),
        equivalence,
        inputShape,
        here,
        ran,
        List.copyOf(runNotes),
        always ? null : counterexample(sides, equivalence),
        always ? null : Repair.of(sides.left(), sides.right()).orElse(null));
  }

  private static Sides sides(
      Given left, Given right, Map<String, JsonValue> options, @Nullable Shape inputShape) {
    try {
      return Sides.resolve(
          SideText.parse(left.source(), left.text()),
          SideText.parse(right.source(), right.text()),
          options,
          inputShape);
    } catch (Refusal refusal) {
      throw new Refusal(refusal.faults().stream().map(PairService::withoutOptions).toList());
    }
  }

  /**
   * The fault with another hint where its hint names an option: options describe one layer only.
   */
  private static Fault withoutOptions(Fault fault) {
    String help = fault.help();
    if (help == null || !help.contains("--")) {
      return fault;
    }
    String instead =
        help.contains("--weight-shape")
            ? "define it in the text, such as w = torch.zeros(8, 3, 7, 7) or w = tf.zeros([7, 7, 3, 8])"
            : help.replaceFirst(",? or as an option \\(--[a-z-]+\\)", "");
    return new Fault(fault.message(), instead, fault.arguments(), fault.place());
  }

  private @Nullable Counterexample counterexample(Sides sides, Equivalence equivalence) {
    return Counterexample.of(sides.left(), sides.right(), equivalence, this::define).orElse(null);
  }

  private void start() {
    if (!started) {
      engine.start();
      started = true;
    }
  }

  private Tensor define(Layer layer, CaseTensors on) {
    start();
    return engine.define(layer, on, Precision.FLOAT64);
  }

  /**
   * Runs both sides where they are equal, from the smallest size on.
   *
   * @param given the spatial sizes; null where they are open
   * @param ran the sizes, which are added to it
   * @param notes what was not run, which is added to it
   * @throws Refusal if the engine cannot start
   */
  private void run(
      Sides sides,
      Equivalence equivalence,
      @Nullable List<Long> given,
      List<List<Integer>> ran,
      Set<String> notes) {
    Chain left = sides.left();
    Chain right = sides.right();
    if (!Counterexample.canRun(left, right)) {
      return;
    }
    start();
    for (List<Long> sizes : given == null ? equivalence.equalSizes(FEW) : List.of(given)) {
      if (!equivalence.holdsAt(sizes)) {
        continue;
      }
      List<Integer> numbers = sizes.stream().map(Math::toIntExact).toList();
      Optional<Counterexample> found;
      try {
        found = Counterexample.run(numbers, left, right, this::define);
      } catch (Refusal refusal) {
        notes.add("not run: " + refusal.faults().get(0).message());
        return;
      }
      if (found.isPresent()) {
        throw new IllegalStateException(
            "the sides are equal by the decision, but compute different numbers at " + numbers);
      }
      ran.add(numbers);
      Counterexample.leftOut(left, right, numbers).ifPresent(notes::add);
    }
  }

  private static List<Long> sizes(Chain left, Shape shape, Equivalence equivalence) {
    Layout layout = ChainLayout.input(left);
    if (shape.rank() != layout.axes().length()) {
      throw new Refusal(
          new Fault(
              "input_shape must have a size for each of " + layout + " (got " + shape + ")",
              null,
              List.of("input_shape"),
              null));
    }
    Size takes = ChainLayout.channels(left);
    Size gets = shape.size(layout.indexOf('C'));
    if (takes.isKnown() && gets.isKnown() && !takes.equals(gets)) {
      throw new Refusal(
          new Fault(
              "the left side needs " + takes + " channels (got " + shape + ")",
              null,
              List.of("input_shape"),
              null));
    }
    List<Long> sizes = new ArrayList<>();
    for (Axis axis : equivalence.axes()) {
      Size size = shape.size(layout.indexOf(axis.name()));
      if (!size.isKnown()) {
        throw new Refusal(
            new Fault(
                "the spatial sizes of input_shape must be known (got " + shape + ")",
                "leave input_shape out to compare at every size",
                List.of("input_shape"),
                null));
      }
      if (!axis.accepted().contains(size.value())) {
        throw new Refusal(
            new Fault(
                "the left side refuses an input of " + shape, null, List.of("input_shape"), null));
      }
      sizes.add(size.value());
    }
    return sizes;
  }
}
