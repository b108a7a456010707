package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomJaxSpecs;
import io.github.padbridge.RandomOnnxSpecs;
import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.frameworks.FrameworksEngine;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.render.python.OnnxModule;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * ONNX nodes and plans for ONNX in ONNX Runtime, in float32 on integers: equal to the bit, but for
 * averages. In one of the two runs: nothing here runs in TensorFlow.
 */
@Tag("frameworks")
@EnabledIfEnvironmentVariable(named = "TF_ENABLE_ONEDNN_OPTS", matches = "0")
class OnnxRuntimeTest {
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000);
  private static final long SEED = 20_261_201;
  private static final Precision PRECISION = Precision.FLOAT32;

  private static final Engine FRAMEWORKS = new FrameworksEngine();
  private static final Engine ND4J = new Nd4jEngine();

  @RegisterExtension final Counts counts = new Counts(SEED);

  @BeforeAll
  static void start() {
    Conformance.start();
  }

  /** Nodes by their definitions, and their plans for ONNX and for PyTorch. */
  @Test
  void nodes() {
    RandomOnnxSpecs specs = new RandomOnnxSpecs(SEED);
    for (int i = 0; i < SPECS; i++) {
      OnnxSpec spec = specs.next(OnnxOp.values()[i % OnnxOp.values().length]);
      counts.add(spec.opName());
      Draws draws = Draws.of(spec, SEED + i, PRECISION);
      CaseTensors numbers = draws.integers();
      Sides sides = new Sides(spec, numbers, ND4J.defineInLoops(spec, numbers), draws.tolerance());
      sides.equal("ND4J", ND4J.define(spec, numbers, PRECISION));
      checkDefinition(spec, sides);
      for (Target target : List.of(Targets.ONNX, Targets.PYTORCH)) {
        checkPlan(target, sides);
      }
    }
    assertThat(counts.of("accepted") + counts.of("refused")).isEqualTo(SPECS);
    assertThat(counts.of("accepted")).isGreaterThan(SPECS * 9 / 10);
    assertThat(counts.of("refused")).isGreaterThan(SPECS / 100);
    for (OnnxOp op : OnnxOp.values()) {
      assertThat(counts.of(op.opName())).isGreaterThanOrEqualTo(SPECS / 6);
    }
    assertThat(counts.of("plans for onnx")).isGreaterThan(SPECS * 19 / 20);
    assertThat(counts.of("plans for pytorch")).isEqualTo(SPECS);
  }

  private void checkDefinition(OnnxSpec spec, Sides sides) {
    if (isRefused(spec)) {
      assertThatThrownBy(() -> FRAMEWORKS.define(spec, sides.numbers(), PRECISION))
          .as("%s", spec)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("ONNX Runtime");
      counts.add("refused");
      return;
    }
    sides.equal("ONNX Runtime", FRAMEWORKS.define(spec, sides.numbers(), PRECISION));
    counts.add("accepted");
  }

  /** Whether ONNX Runtime refuses a node that is valid in ONNX: numbers 10 and 11 of its faults. */
  private static boolean isRefused(OnnxSpec spec) {
    return switch (spec.op()) {
      case CONV ->
          spec.padding() instanceof OnnxPadding.Same
              && spec.dilations().stream().anyMatch(dilation -> dilation > 1);
      case CONV_TRANSPOSE ->
          IntStream.range(0, spec.spatialRank())
              .anyMatch(axis -> spec.outputPadding(axis) >= spec.strides().get(axis));
      default -> false;
    };
  }

  private void checkPlan(Target target, Sides sides) {
    Alternative way = Alternative.of(Strategy.PAD_SLICE, sides.layer(), target, Runtime.PORTABLE);
    if (!way.holds()) {
      counts.add("no plan for " + target.ops().id());
      return;
    }
    sides.equal(
        "plan for " + target.ops().id(),
        FRAMEWORKS.run(way.requirePlan(), sides.numbers(), PRECISION));
    counts.add("plans for " + target.ops().id());
  }

  /** PyTorch layers, their plans for ONNX, and the code of these, read back. */
  @Test
  void fromPyTorchAndBack() {
    RandomSpecs convolutions = new RandomSpecs(SEED);
    RandomPools poolings = new RandomPools(SEED);
    for (int i = 0; i < SPECS; i++) {
      int turn = i / 3;
      Layer layer =
          i % 3 == 0
              ? poolings.next(PoolOp.values()[turn % PoolOp.values().length])
              : convolutions.next(ConvOp.values()[turn % ConvOp.values().length]);
      Draws draws = Draws.of(layer, SEED + i, PRECISION);
      CaseTensors numbers = draws.integers();
      Tensor expected = FRAMEWORKS.define(layer, numbers, PRECISION);
      Plan plan = Alternative.plan(Strategy.PAD_SLICE, layer, Targets.ONNX, Runtime.PORTABLE);
      checkEqual(layer, numbers, expected, FRAMEWORKS.run(plan, numbers, PRECISION), draws);
      counts.add("plans");
      checkEverySize(layer);
      checkNode(new Sides(layer, numbers, expected, draws.tolerance()), plan);
    }
    assertThat(counts.of("plans")).isEqualTo(SPECS);
    assertThat(counts.of("windows of padding")).isLessThan(SPECS / 50);
    assertThat(counts.of("equal at every size")).isGreaterThan(SPECS / 2);
    assertThat(counts.of("back in PyTorch")).isGreaterThan(SPECS * 2 / 5);
  }

  /** TensorFlow and JAX layers, their plans for open sizes, which have the other steps. */
  @Test
  void fromTensorFlowAndJax() {
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(SEED);
    RandomJaxSpecs jax = new RandomJaxSpecs(SEED);
    for (int i = 0; i < SPECS; i++) {
      int turn = i / 2;
      Layer layer =
          i % 2 == 0
              ? tensorFlow.next(TensorFlowOp.values()[turn % TensorFlowOp.values().length])
              : jax.next(JaxOp.values()[turn % JaxOp.values().length]);
      Layer opened;
      try {
        opened = layer.withInputShape(TestData.opened(layer));
      } catch (Refusal refusal) {
        assertThat(refusal.faults().get(0).message()).startsWith("every window must hold");
        counts.add("skipped");
        continue;
      }
      if (cropsAll(layer)) {
        counts.add("skipped");
        continue;
      }
      Draws draws = Draws.of(layer, SEED + i, PRECISION);
      CaseTensors numbers = draws.integers();
      Plan plan = Alternative.usual(opened, Targets.ONNX, Runtime.PORTABLE).requirePlan();
      checkEqual(
          layer,
          numbers,
          ND4J.defineInLoops(layer, numbers),
          FRAMEWORKS.run(plan, numbers, PRECISION),
          draws);
      plan.steps().stream()
          .map(traced -> traced.step().getClass().getSimpleName())
          .distinct()
          .forEach(counts::add);
      counts.add("plans");
    }
    assertThat(counts.of("skipped")).isLessThan(SPECS / 40);
    assertThat(counts.of("plans") + counts.of("skipped")).isEqualTo(SPECS);
    for (Class<?> step :
        List.of(
            ZeroInsert.class,
            SamePad.class,
            Divide.class,
            Scale.class,
            FlipKernel.class,
            Transpose.class,
            Reshape.class)) {
      assertThat(counts.of(step.getSimpleName())).as("%s", step).isGreaterThan(SPECS / 100);
    }
  }

  /** Whether a negative padding crops an axis to nothing, before the other end is padded. */
  private static boolean cropsAll(Layer layer) {
    return LayerComputation.of(layer) instanceof Convolution convolution
        && !convolution.transposed()
        && IntStream.range(0, layer.spatialRank())
            .anyMatch(
                axis -> {
                  WindowDimension dimension = convolution.axes().get(axis);
                  long spread =
                      (layer.inputSize(axis).value() - 1) * dimension.window().baseDilation() + 1;
                  return dimension
                      .padding()
                      .filter(amount -> spread + amount.cropped().total() < 1)
                      .isPresent();
                });
  }

  /** Number 9 of the faults: the lowest finite number stands for -inf. */
  private void checkEqual(
      Layer layer, CaseTensors numbers, Tensor expected, Tensor found, Draws draws) {
    double[] finite =
        Arrays.stream(expected.data()).map(number -> Math.max(number, -Float.MAX_VALUE)).toArray();
    if (!Arrays.equals(finite, expected.data())) {
      counts.add("windows of padding");
    }
    new Sides(layer, numbers, new Tensor(expected.shape(), finite), draws.tolerance())
        .equal("plan for onnx", found);
  }

  /** The code for open sizes is the layer at every size. */
  private void checkEverySize(Layer layer) {
    Layer opened = layer.withInputShape(TestData.opened(layer));
    Plan plan = Alternative.usual(opened, Targets.ONNX, Runtime.PORTABLE).requirePlan();
    read(opened, plan)
        .ifPresent(
            back -> {
              Equivalence equivalence =
                  Equivalence.of(Chain.of(opened, new Place("layer", 0, 0, "")), back);
              assertThat(equivalence.verdict())
                  .as("%s: %s", opened, equivalence.causes())
                  .isEqualTo(Equivalence.Verdict.EVERY_SIZE);
              counts.add("equal at every size");
            });
  }

  /** Where the code is one node: the node itself, and its plan for PyTorch. */
  private void checkNode(Sides sides, Plan plan) {
    Optional<Chain> back = read(sides.layer(), plan);
    if (back.isPresent() && back.get().ops().size() == 1) {
      Layer node = back.get().layers().get(0);
      sides.equal("node", FRAMEWORKS.define(node, sides.numbers(), PRECISION));
      Plan again = Alternative.plan(Strategy.PAD_SLICE, node, Targets.PYTORCH, Runtime.PORTABLE);
      sides.equal("back in PyTorch", FRAMEWORKS.run(again, sides.numbers(), PRECISION));
      counts.add("back in PyTorch");
    }
  }

  /** The code of a plan as a chain; empty where it has operators that chains do not have. */
  private static Optional<Chain> read(Layer layer, Plan plan) {
    OnnxModule module = new OnnxModule(null);
    Translation translation = Translation.of(layer, plan, Runtime.PORTABLE);
    String code = module.function(LayerRecord.Label.NONE, translation) + module.tail();
    try {
      return Optional.of(SideText.parse("code", code).resolve(List.of(layer), Map.of()));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }
}
