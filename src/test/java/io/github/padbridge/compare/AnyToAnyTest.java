package io.github.padbridge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.LayerFunctions;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Translation;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Layers of every framework in every framework: the code that is written for open sizes is read
 * back and equal at every size, and some plans are run on ND4J.
 */
class AnyToAnyTest {
  private static final int PROVEN = 6;

  /** For each pair of frameworks: plans, codes that were read back, and plans that were run. */
  private static final String COUNTS =
      """
      jax to jax 48 48 8
      jax to keras 5 5 1
      jax to onnx 48 45 8
      jax to pytorch 48 43 8
      jax to tensorflow 48 34 8
      onnx to jax 48 45 8
      onnx to keras 12 12 7
      onnx to onnx 48 46 8
      onnx to pytorch 48 40 8
      onnx to tensorflow 48 37 8
      pytorch to jax 48 47 8
      pytorch to keras 2 2 0
      pytorch to onnx 48 48 8
      pytorch to pytorch 48 48 8
      pytorch to tensorflow 48 22 8
      tensorflow to jax 48 46 8
      tensorflow to keras 16 16 3
      tensorflow to onnx 48 46 8
      tensorflow to pytorch 48 45 8
      tensorflow to tensorflow 44 35 8
      """;

  /** What was done for one pair of frameworks. */
  private static final class Counts {
    private int plans;
    private int read;
    private int run;

    @Override
    public String toString() {
      return plans + " " + read + " " + run;
    }
  }

  private static final Nd4jEngine ENGINE = new Nd4jEngine();

  private final Map<String, Counts> counts = new TreeMap<>();

  @BeforeAll
  static void start() {
    ENGINE.start();
  }

  @Test
  void codeIsReadBackAndEqual() {
    EmittedCode.sources()
        .forEach(
            (source, layers) -> {
              for (int i = 0; i < EmittedCode.LAYERS; i++) {
                Layer layer = layers.apply(i);
                for (EmittedCode.Goal goal : EmittedCode.goals()) {
                  check(counts(source, goal), goal, layer, i % PROVEN == 0);
                }
              }
            });
    StringBuilder all = new StringBuilder();
    counts.forEach((pair, each) -> all.append(pair).append(' ').append(each).append('\n'));
    assertThat(all.toString()).isEqualTo(COUNTS);
  }

  private Counts counts(String source, EmittedCode.Goal goal) {
    return counts.computeIfAbsent(source + " to " + goal.name(), pair -> new Counts());
  }

  private void check(Counts counts, EmittedCode.Goal goal, Layer known, boolean runs) {
    Optional<Plan> plan = EmittedCode.plan(goal, EmittedCode.opened(known));
    if (plan.isPresent()) {
      counts.plans++;
      Translation translation =
          Translation.of(EmittedCode.opened(known), plan.get(), Runtime.PORTABLE);
      Optional<Chain> chain =
          EmittedCode.takesAll(goal, known)
              ? EmittedCode.code(goal, translation)
                  .flatMap(code -> EmittedCode.read(code, translation.spec()))
              : Optional.empty();
      chain.ifPresent(back -> requireEqual(goal, translation.spec(), back));
      counts.read += chain.isPresent() ? 1 : 0;
    }
    Optional<Plan> sized = runs ? EmittedCode.plan(goal, known) : Optional.empty();
    if (sized.isPresent()) {
      requireProof(known, sized.get());
      counts.run++;
    }
  }

  private static void requireEqual(EmittedCode.Goal goal, Layer layer, Chain back) {
    Chain own = Chain.of(layer, new Place("layer", 0, 0, ""));
    Sides sides = LayerFunctions.settled(new Sides(own, back));
    Equivalence equivalence = Equivalence.of(sides.left(), sides.right());
    assertThat(equivalence.verdict())
        .as("%s in %s: %s", layer, goal.name(), equivalence.causes())
        .isEqualTo(Equivalence.Verdict.EVERY_SIZE);
  }

  private static void requireProof(Layer layer, Plan plan) {
    assertThat(
            new Verifier(VerifySettings.DEFAULT, ENGINE, any -> plan)
                .verify(new LayerRecord(LayerRecord.Label.NONE, layer, null))
                .agree())
        .as("%s as %s", layer, plan)
        .isTrue();
  }
}
