package io.github.padbridge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomJaxSpecs;
import io.github.padbridge.RandomOnnxSpecs;
import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.LayerFunctions;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.python.JaxModule;
import io.github.padbridge.render.python.KerasModule;
import io.github.padbridge.render.python.OnnxModule;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Layers of every framework in every framework: the code that is written for open sizes is read
 * back and equal at every size, and some plans are run on ND4J.
 */
class AnyToAnyTest {
  private static final int LAYERS = 48;
  private static final int PROVEN = 6;

  /** For each pair of frameworks: plans, codes that were read back, and plans that were run. */
  private static final String COUNTS =
      """
      jax to jax 48 37 8
      jax to keras 5 5 1
      jax to onnx 48 34 8
      jax to pytorch 48 29 8
      jax to tensorflow 48 18 8
      onnx to jax 48 45 8
      onnx to keras 12 12 7
      onnx to onnx 48 46 8
      onnx to pytorch 48 39 8
      onnx to tensorflow 48 34 8
      pytorch to jax 48 37 8
      pytorch to keras 2 2 0
      pytorch to onnx 48 39 8
      pytorch to pytorch 48 40 8
      pytorch to tensorflow 48 13 8
      tensorflow to jax 48 46 8
      tensorflow to keras 16 16 3
      tensorflow to onnx 48 46 8
      tensorflow to pytorch 48 45 8
      tensorflow to tensorflow 44 34 8
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

  private static Map<String, IntFunction<Layer>> sources() {
    RandomSpecs convolutions = new RandomSpecs(1);
    RandomPools poolings = new RandomPools(2);
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(3);
    RandomOnnxSpecs onnx = new RandomOnnxSpecs(4);
    RandomJaxSpecs jax = new RandomJaxSpecs(5);
    return Map.of(
        "pytorch",
        i -> i % 3 == 0 ? poolings.next(PoolOp.values()[i / 3 % 6]) : convolutions.next(),
        "tensorflow",
        i -> tensorFlow.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]),
        "onnx",
        i -> onnx.next(OnnxOp.values()[i % OnnxOp.values().length]),
        "jax",
        i -> jax.next(JaxOp.values()[i % JaxOp.values().length]));
  }

  /** A framework that layers are written in. */
  private record Goal(
      String name, @Nullable String strategy, Target target, Supplier<PythonModule> module) {
    StrategyChoice choice() {
      return new StrategyChoice(strategy, Runtime.PORTABLE, target);
    }
  }

  private static List<Goal> goals() {
    return List.of(
        new Goal("pytorch", null, Targets.PYTORCH, () -> new TorchModule(null)),
        new Goal("tensorflow", null, Targets.TENSORFLOW, () -> new TensorFlowModule(null)),
        new Goal("keras", Strategy.KERAS.id(), Targets.TENSORFLOW, KerasModule::new),
        new Goal("onnx", null, Targets.ONNX, () -> new OnnxModule(null)),
        new Goal("jax", null, Targets.JAX, () -> new JaxModule(null)));
  }

  @Test
  void codeIsReadBackAndEqual() {
    sources()
        .forEach(
            (source, layers) -> {
              for (int i = 0; i < LAYERS; i++) {
                Layer layer = layers.apply(i);
                for (Goal goal : goals()) {
                  check(counts(source, goal), goal, layer, i % PROVEN == 0);
                }
              }
            });
    StringBuilder all = new StringBuilder();
    counts.forEach((pair, each) -> all.append(pair).append(' ').append(each).append('\n'));
    assertThat(all.toString()).isEqualTo(COUNTS);
  }

  private Counts counts(String source, Goal goal) {
    return counts.computeIfAbsent(source + " to " + goal.name(), pair -> new Counts());
  }

  private void check(Counts counts, Goal goal, Layer known, boolean runs) {
    Optional<Plan> plan = plan(goal, opened(known));
    if (plan.isPresent()) {
      counts.plans++;
      Translation translation = Translation.of(opened(known), plan.get(), Runtime.PORTABLE);
      Optional<Chain> chain = takesAll(goal, known) ? read(goal, translation) : Optional.empty();
      chain.ifPresent(back -> requireEqual(goal, translation.spec(), back));
      counts.read += chain.isPresent() ? 1 : 0;
    }
    Optional<Plan> sized = runs ? plan(goal, known) : Optional.empty();
    if (sized.isPresent()) {
      requireProof(known, sized.get());
      counts.run++;
    }
  }

  /** Open sizes, unless the layer needs them. */
  private static Layer opened(Layer known) {
    try {
      return known.opName().startsWith("Global")
          ? known
          : known.withInputShape(TestData.opened(known));
    } catch (Refusal refusal) {
      return known;
    }
  }

  private static Optional<Plan> plan(Goal goal, Layer layer) {
    try {
      return Optional.of(goal.choice().choose(layer).requirePlan());
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  /**
   * Whether the code takes every input that the layer takes: ONNX code that crops more than an
   * element before it pads refuses inputs that are smaller than that, which JAX takes.
   */
  private static boolean takesAll(Goal goal, Layer layer) {
    boolean cropsMore =
        layer instanceof JaxSpec jax
            && IntStream.range(0, jax.spatialRank())
                .mapToObj(jax::padAmount)
                .flatMap(Optional::stream)
                .anyMatch(amount -> amount.before() < -1 && amount.after() > 0);
    return !goal.name().equals("onnx") || !cropsMore;
  }

  private static Optional<Chain> read(Goal goal, Translation translation) {
    PythonModule module = goal.module().get();
    if (module.unfit(translation).isPresent()) {
      return Optional.empty();
    }
    String code = module.function(LayerRecord.Label.NONE, translation) + module.tail();
    try {
      return Optional.of(
          SideText.parse("code", code).resolve(List.of(translation.spec()), Map.of()));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private static void requireEqual(Goal goal, Layer layer, Chain back) {
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
