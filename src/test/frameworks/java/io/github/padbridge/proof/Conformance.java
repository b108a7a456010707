package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.frameworks.FrameworksEngine;
import io.github.padbridge.frameworks.GraphEngine;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Holds layers and all their plans to the frameworks, and counts what was held. */
final class Conformance {
  private static final Engine FRAMEWORKS = new FrameworksEngine();
  private static final Engine IN_A_GRAPH = GraphEngine.plain();
  private static final Engine ND4J = new Nd4jEngine();

  private final Counts counts;

  Conformance(Counts counts) {
    this.counts = counts;
  }

  static void start() {
    FRAMEWORKS.start();
    ND4J.start();
  }

  /** All sides on the same numbers, which are exact in the type that they can be computed in. */
  void agree(Layer layer, long seed) {
    counts.add("layers");
    if (OneDnn.breaks(layer)) {
      counts.add("layers oneDNN breaks");
      return;
    }
    List<Alternative> ways =
        Alternative.all(layer, Targets.usual(layer), OneDnn.RUNTIME).stream()
            .filter(Alternative::holds)
            .toList();
    Map<Precision, Sides> sides = new EnumMap<>(Precision.class);
    for (Alternative way : ways) {
      Precision precision = FRAMEWORKS.widest(layer, way.plan());
      Sides on = sides.computeIfAbsent(precision, p -> defined(layer, seed, p));
      String name = way.strategy().id();
      if (OneDnn.endsOver(way.requirePlan())) {
        assertThatThrownBy(() -> FRAMEWORKS.run(way.plan(), on.numbers(), precision))
            .hasMessageContaining("nothing but padding");
        counts.add("plans oneDNN breaks");
        continue;
      }
      on.equal(name, FRAMEWORKS.run(way.plan(), on.numbers(), precision));
      on.equal(name + " on ND4J", ND4J.run(way.plan(), on.numbers(), precision));
      if (way.plan().target().equals(TensorFlowOpSet.OPS)
          && !OneDnn.endsInAGraphOver(way.plan())
          && !dilatesAsKeras(way)) {
        on.equal(name + " in a graph", IN_A_GRAPH.run(way.plan(), on.numbers(), precision));
        counts.add("plans in a graph");
      }
      counts.add("plans " + name);
      counts.add("plans in " + precision.dtype());
    }
  }

  /**
   * Whether Keras dilates a volume. It moves space to the batch for that; {@code conv3d}, which
   * stands for it in the plan, swaps dilations of height and width in a graph.
   */
  private static boolean dilatesAsKeras(Alternative way) {
    return way.strategy() == Strategy.KERAS
        && way.requirePlan().steps().stream()
            .anyMatch(
                traced ->
                    traced.step() instanceof Conv conv
                        && conv.dilations().size() == 3
                        && !conv.dilations().get(1).equals(conv.dilations().get(2)));
  }

  /** The layer by its framework, which is right, and by our readings of it. */
  private Sides defined(Layer layer, long seed, Precision precision) {
    Draws draws = Draws.of(layer, seed, precision);
    CaseTensors numbers = draws.integers();
    Tensor loops = ND4J.defineInLoops(layer, numbers);
    Sides sides = new Sides(layer, numbers, loops, draws.tolerance());
    if (layer instanceof TensorFlowSpec spec && isMissing(spec)) {
      assertThatThrownBy(() -> FRAMEWORKS.define(layer, numbers, precision))
          .as("%s", layer)
          .isInstanceOf(Refusal.class);
      counts.add("layers TensorFlow has not");
    } else {
      Tensor expected = FRAMEWORKS.define(layer, numbers, precision);
      sides = new Sides(layer, numbers, expected, draws.tolerance());
      sides.equal("loops", loops);
    }
    sides.equal("ND4J", ND4J.define(layer, numbers, precision));
    counts.add("definitions in " + precision.dtype());
    return sides;
  }

  /** Whether TensorFlow has a layer in some build, but not in the one that runs here. */
  static boolean isMissing(TensorFlowSpec spec) {
    boolean volume = spec.spatialRank() == 3;
    boolean dilated = spec.dilations().stream().anyMatch(dilation -> dilation > 1);
    boolean uneven = spec.strides().stream().distinct().count() > 1;
    boolean explicit = spec.padding() instanceof TensorFlowPadding.Explicit;
    boolean forward = !spec.op().isTransposed() && !spec.op().isPooling();
    return (volume && spec.groups() > 1)
        || (dilated && explicit && spec.op().isTransposed())
        || (OneDnn.RUNTIME == Runtime.ONEDNN
            && forward
            && spec.padding() instanceof TensorFlowPadding.Explicit list
            && OneDnn.seesPaddingOnly(spec, list.amounts()))
        || (OneDnn.RUNTIME == Runtime.PORTABLE
            && ((dilated && (volume || spec.op().isTransposed()))
                || (uneven && spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV)));
  }
}
