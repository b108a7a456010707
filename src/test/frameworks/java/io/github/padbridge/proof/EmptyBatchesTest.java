package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.frameworks.FrameworksEngine;
import io.github.padbridge.frameworks.GeneratedCode;
import io.github.padbridge.frameworks.GraphEngine;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.render.python.DataFormat;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Layers, plans and generated code on a batch of 0, for plans that know the batch and for plans
 * that do not. The output has the layer's shape unless a warning says that TensorFlow refuses the
 * batch or keeps its shape, and where one says so it is true.
 */
@Tag("frameworks")
class EmptyBatchesTest {
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000) / 10;
  private static final long SEED = 20_261_202;
  private static final String REFUSED = "tf.pad refuses an empty batch";
  private static final String KEPT = "returns an empty float32 batch with the shape of its input";

  private static final Engine FRAMEWORKS = new FrameworksEngine();
  private static final Engine IN_A_GRAPH = GraphEngine.plain();

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
      boolean reflects = !op.isTransposed() && i / ConvOp.values().length % 2 == 0;
      ConvSpec spec = specs.next(op);
      while (!spec.isBatched() || (reflects && spec.paddingMode() != PaddingMode.REFLECT)) {
        spec = specs.next(op);
      }
      for (Layer layer : List.of(EmptyBatch.open(spec), EmptyBatch.empty(spec))) {
        for (Alternative way : Alternative.all(layer, Targets.usual(layer), OneDnn.RUNTIME)) {
          if (way.holds() && !OneDnn.endsOver(way.requirePlan())) {
            hold(translation(layer, way), EmptyBatch.of(spec));
          }
        }
      }
    }
    boolean oneDnn = OneDnn.RUNTIME == Runtime.ONEDNN;
    assertThat(counts.of("plans refused")).isGreaterThan(SPECS / 12);
    assertThat(counts.of("plans whose batch keeps its shape"))
        .isBetween(oneDnn ? SPECS : 0, oneDnn ? SPECS * 4 : 0);
    assertThat(counts.of("plans that are right")).isGreaterThan(oneDnn ? SPECS / 2 : SPECS * 2);
  }

  /**
   * A plan does what its warnings say, op by op; in a graph, ops after it may hide a kept shape.
   */
  private void hold(Translation translation, EmptyBatch empty) {
    List<String> traps = translation.traps();
    if (traps.stream().anyMatch(trap -> trap.contains(REFUSED))) {
      for (Engine engine : List.of(FRAMEWORKS, IN_A_GRAPH)) {
        assertThatThrownBy(() -> empty.run(engine, translation))
            .as("%s", translation)
            .hasMessageContaining("paddings must be less than the dimension size");
      }
      counts.add("plans refused");
    } else if (OneDnn.RUNTIME == Runtime.ONEDNN
        && traps.stream().anyMatch(trap -> trap.contains(KEPT))) {
      assertThatThrownBy(() -> empty.run(FRAMEWORKS, translation))
          .as("%s", translation)
          .hasMessageMatching("conv[123]d gives shape \\[0, .*");
      counts.add("plans whose batch keeps its shape");
    } else {
      empty.isRight(translation, empty.run(FRAMEWORKS, translation));
      if (!OneDnn.endsInAGraphOver(translation.plan())) {
        empty.isRight(translation, empty.run(IN_A_GRAPH, translation));
      }
      if (!translation.plan().strategy().equals(Strategy.KERAS.id())) {
        holdCode(translation, empty);
      }
      counts.add("plans that are right");
    }
  }

  private static void holdCode(Translation translation, EmptyBatch empty) {
    for (DataFormat layout : DataFormat.values()) {
      GeneratedCode code = GeneratedCode.of(new TensorFlowModule(layout), translation);
      CodeCase given = empty.in(layout);
      given.equal("code", code.onTensorFlow(given.tensors(), given.precision()));
      given.equal("code in a graph", code.inAGraph(given.tensors(), given.precision()));
    }
  }

  @Test
  void poolings() {
    RandomPools pools = new RandomPools(SEED);
    for (int i = 0; i < SPECS / 2; i++) {
      PoolOp op = PoolOp.values()[i % PoolOp.values().length];
      PoolSpec spec = pools.next(op);
      while (!spec.isBatched()) {
        spec = pools.next(op);
      }
      for (Layer layer : List.of(EmptyBatch.open(spec), EmptyBatch.empty(spec))) {
        for (Alternative way : Alternative.all(layer, Targets.usual(layer), OneDnn.RUNTIME)) {
          if (way.holds()) {
            Translation translation = translation(layer, way);
            assertThat(translation.traps()).noneMatch(trap -> trap.contains("empty"));
            holdCode(translation, EmptyBatch.of(spec));
            counts.add("code of pooling");
          }
        }
      }
    }
    assertThat(counts.of("code of pooling")).isGreaterThanOrEqualTo(SPECS / 2 * 2);
  }

  /** TensorFlow's own layers, and their code for PyTorch, which has no such fault. */
  @Test
  void theWayBack() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED);
    for (int i = 0; i < SPECS * 3; i++) {
      TensorFlowOp op = TensorFlowOp.values()[i % TensorFlowOp.values().length];
      Layer spec = OneDnn.RUNTIME.computed(specs.next(op));
      EmptyBatch empty = EmptyBatch.of(spec);
      define((TensorFlowSpec) empty.layer(), empty.numbers());
      for (Layer layer : List.of(EmptyBatch.open(spec), EmptyBatch.empty(spec))) {
        Alternative way =
            Alternative.of(Strategy.PAD_SLICE, layer, Targets.usual(layer), OneDnn.RUNTIME);
        if (way.holds()) {
          GeneratedCode code = GeneratedCode.of(new TorchModule(null), translation(layer, way));
          empty.given().equal("libtorch", code.onLibtorch(empty.numbers(), Precision.FLOAT32));
          counts.add("code for PyTorch");
        }
      }
    }
    assertThat(counts.of("code for PyTorch")).isGreaterThan(SPECS * 3);
    assertThat(counts.of("layers that are right")).isGreaterThan(SPECS);
    if (OneDnn.RUNTIME == Runtime.ONEDNN) {
      assertThat(counts.of("layers whose batch keeps its shape")).isGreaterThan(SPECS / 4);
    }
  }

  /** Leaves out layers whose kept shape is refused by the bias or the batches that follow it. */
  private void define(TensorFlowSpec spec, CaseTensors numbers) {
    boolean forward = !spec.op().isPooling() && !spec.op().isTransposed();
    boolean dilates = spec.dilations().stream().anyMatch(dilation -> dilation > 1);
    boolean batches = dilates && spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV;
    if (Conformance.isMissing(spec) || (forward && (spec.bias() || batches))) {
      return;
    }
    boolean keeps = forward && OneDnn.RUNTIME == Runtime.ONEDNN;
    assertThat(FRAMEWORKS.define(spec, numbers, Precision.FLOAT32).shape())
        .as("%s", spec)
        .isEqualTo((keeps ? spec.inputShape() : spec.outputShape()).toIntArray());
    counts.add(keeps ? "layers whose batch keeps its shape" : "layers that are right");
  }

  private static Translation translation(Layer layer, Alternative way) {
    return Translation.of(layer, way.requirePlan(), OneDnn.RUNTIME);
  }
}
