package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.frameworks.FrameworksEngine;
import io.github.padbridge.frameworks.GeneratedCode;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.render.python.DataFormat;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The text of the modules that users get, run line by line by the frameworks: every strategy in
 * every layout, with {@code convert_weight}, at once and in graphs that do not know their sizes.
 */
@SuppressWarnings("ReferenceEquality") // The case as it was given is one of those it is run as.
@Tag("frameworks")
class GeneratedCodeTest {
  /** Each is run some twenty times: by strategy, layout, bias, with open sizes, in a graph. */
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000) / 10;

  private static final long SEED = 20_261_129;
  private static final Engine FRAMEWORKS = new FrameworksEngine();

  @RegisterExtension final Counts counts = new Counts(SEED);

  @BeforeAll
  static void start() {
    FRAMEWORKS.start();
  }

  @Test
  void convolutions() {
    RandomSpecs specs = new RandomSpecs(SEED);
    for (int i = 0; i < SPECS; i++) {
      ConvOp op = ConvOp.values()[i % ConvOp.values().length];
      inTensorFlow(i % 7 == 0 ? specs.nextFar(op) : specs.next(op), SEED + i);
    }
    assertThat(counts.of("layers")).isEqualTo(SPECS);
    assertThat(counts.of("pad-slice channels_last")).isGreaterThan(SPECS * 19 / 20);
    for (Strategy strategy : Strategy.values()) {
      for (DataFormat layout : DataFormat.values()) {
        if (strategy != Strategy.KERAS) {
          assertThat(counts.of(strategy.id() + " " + layout)).isGreaterThan(SPECS / 20);
        }
      }
    }
    assertThat(counts.of("an optional bias")).isGreaterThan(SPECS / 4);
  }

  @Test
  void poolings() {
    RandomPools pools = new RandomPools(SEED);
    for (int i = 0; i < SPECS / 2; i++) {
      inTensorFlow(pools.next(PoolOp.values()[i % PoolOp.values().length]), SEED + i);
    }
    assertThat(counts.of("layers")).isEqualTo(SPECS / 2);
    // Once with its sizes, once with open ones.
    assertThat(counts.of("pad-slice channels_last")).isEqualTo(SPECS / 2 * 2);
  }

  @Test
  void theWayBack() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED);
    for (int i = 0; i < SPECS; i++) {
      TensorFlowSpec drawn = specs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
      inPyTorch(OneDnn.RUNTIME.computed(drawn), SEED + i);
    }
    assertThat(counts.of("layers")).isEqualTo(SPECS);
    assertThat(counts.of("functions")).isGreaterThan(SPECS * 3);
  }

  private void inTensorFlow(Layer layer, long seed) {
    counts.add("layers");
    if (OneDnn.breaks(layer)) {
      counts.add("layers oneDNN breaks");
      return;
    }
    for (Alternative way : Alternative.all(layer, Targets.usual(layer), OneDnn.RUNTIME)) {
      if (way.holds() && way.strategy() != Strategy.KERAS && !OneDnn.endsOver(way.requirePlan())) {
        Precision precision = FRAMEWORKS.widest(layer, way.requirePlan());
        Draws draws = Draws.of(layer, seed, precision);
        CaseTensors numbers = draws.integers();
        Tensor expected = FRAMEWORKS.define(layer, numbers, precision);
        CodeCase given = new CodeCase(layer, numbers, expected, draws);
        inTensorFlow(translation(layer, way), DataFormat.CHANNELS_FIRST, given);
        inTensorFlow(translation(layer, way), DataFormat.CHANNELS_LAST, given.channelsLast());
      }
    }
  }

  private void inTensorFlow(Translation translation, DataFormat layout, CodeCase given) {
    boolean endsInAGraph = OneDnn.endsInAGraphOver(translation.plan());
    for (Translation one : withOpenSizes(translation)) {
      GeneratedCode code = GeneratedCode.of(new TensorFlowModule(layout), one);
      String name = translation.plan().strategy() + " " + layout;
      for (CodeCase biased : given.withAndWithoutBias()) {
        biased.equal(name, code.onTensorFlow(biased.tensors(), biased.precision()));
        if (!endsInAGraph) {
          biased.equal(name + " in a graph", code.inAGraph(biased.tensors(), biased.precision()));
        }
        counts.add(biased == given ? "functions" : "an optional bias");
      }
      counts.add(name);
    }
  }

  private void inPyTorch(Layer layer, long seed) {
    counts.add("layers");
    Alternative way =
        Alternative.of(Strategy.PAD_SLICE, layer, Targets.usual(layer), OneDnn.RUNTIME);
    if (!way.holds()) {
      counts.add("layers refused");
      return;
    }
    Draws draws = Draws.of(layer, seed, Precision.FLOAT64);
    CaseTensors numbers = draws.integers();
    Tensor expected = FRAMEWORKS.defineInLoops(layer, numbers);
    CodeCase given = new CodeCase(layer, numbers, expected, draws);
    for (Translation one : withOpenSizes(translation(layer, way))) {
      inPyTorch(GeneratedCode.of(new TorchModule(null), one), given);
      inPyTorch(
          GeneratedCode.of(new TorchModule(DataFormat.CHANNELS_FIRST), one), given.channelsFirst());
    }
  }

  private void inPyTorch(GeneratedCode code, CodeCase given) {
    for (CodeCase biased : given.withAndWithoutBias()) {
      biased.equal("libtorch", code.onLibtorch(biased.tensors(), biased.precision()));
      counts.add(biased == given ? "functions" : "an optional bias");
    }
  }

  private static Translation translation(Layer layer, Alternative way) {
    return Translation.of(layer, way.requirePlan(), OneDnn.RUNTIME);
  }

  /** The translation, and the one by the same strategy with open sizes, if there is one. */
  private static List<Translation> withOpenSizes(Translation translation) {
    Layer open = translation.spec().withInputShape(TestData.opened(translation.spec()));
    Strategy strategy = Strategy.named(translation.plan().strategy()).orElseThrow();
    Alternative way = Alternative.of(strategy, open, Targets.usual(open), OneDnn.RUNTIME);
    return way.holds() ? List.of(translation, translation(open, way)) : List.of(translation);
  }
}
