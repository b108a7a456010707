package io.github.padbridge.compare;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainLayout;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.proof.Counterexample;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.repair.Repair;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares two sides. */
public final class PairService {
  private final Engine engine;
  private boolean started;

  /**
   * @param engine runs counterexamples; it is started with the first, if there is one
   */
  public PairService(Engine engine) {
    this.engine = engine;
  }

  /**
   * One side as it was given.
   *
   * @param source as {@link io.github.padbridge.diagnostic.Place#source()}
   */
  public record Given(String source, String text) {}

  /**
   * Compares two sides.
   *
   * @param options arguments that are given beside both texts, by their names in a spec
   * @param inputShape of the left side, in its own layout; null where it is open
   * @throws Refusal if a side cannot be read, or not be compared
   */
  public PairComparison compare(
      Given left, Given right, Map<String, JsonValue> options, @Nullable Shape inputShape) {
    Sides sides =
        Sides.resolve(
            SideText.parse(left.source(), left.text()),
            SideText.parse(right.source(), right.text()),
            options);
    Equivalence equivalence = Equivalence.of(sides.left(), sides.right());
    Boolean here =
        inputShape == null
            ? null
            : equivalence.holdsAt(sizes(sides.left(), inputShape, equivalence));
    boolean always = equivalence.verdict() == Equivalence.Verdict.EVERY_SIZE;
    return new PairComparison(
        left.text().strip(),
        right.text().strip(),
        sides.left(),
        sides.right(),
        equivalence,
        inputShape,
        here,
        always ? null : counterexample(sides, equivalence),
        always ? null : Repair.of(sides.left(), sides.right()).orElse(null));
  }

  private @Nullable Counterexample counterexample(Sides sides, Equivalence equivalence) {
    return Counterexample.of(
            sides.left(),
            sides.right(),
            equivalence,
            (layer, tensors) -> {
              start();
              return engine.define(layer, tensors, Precision.FLOAT64);
            })
        .orElse(null);
  }

  private void start() {
    if (!started) {
      engine.start();
      started = true;
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
    List<Long> sizes = new ArrayList<>();
    for (Axis axis : equivalence.axes()) {
      Size size = shape.size(layout.indexOf(axis.name()));
      if (!size.isKnown()) {
        throw new Refusal(
            new Fault(
                "input_shape must have its spatial sizes (got " + shape + ")",
                "leave it out to compare at every size",
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
