package io.github.padbridge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.SizePhrase;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Traps;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * An open size is drawn where the other framework's padding does not fit, if it fits somewhere, and
 * the caption names the sizes that it fits. That it does is what SameSizesTest has checked.
 */
class DrawnSizesTest {
  private static final int MOST = 40;

  private static Optional<Layer> at(Layer layer, int size) {
    Shape shape = layer.inputShape();
    try {
      int axis = layer.channelAxis() == 1 && layer.isBatched() ? 2 : 1;
      return Optional.of(layer.withInputShape(shape.with(axis, Size.of(size))));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private static Layer open(Layer layer) {
    int axis = layer.channelAxis() == 1 && layer.isBatched() ? 2 : 1;
    return layer.withInputShape(layer.inputShape().with(axis, Size.unknown("L_in")));
  }

  private static boolean fits(Layer known) {
    if (known instanceof TensorFlowSpec spec) {
      return spec.padding() instanceof TensorFlowPadding.Same
          && !spec.op().isTransposed()
          && Traps.of(spec).stream()
              .noneMatch(trap -> trap.contains("equal padding on both sides"));
    }
    return Alternative.of(Strategy.SAME, known, Targets.usual(known), Runtime.PORTABLE).holds();
  }

  private int drawn;
  private int plain;

  private void check(Layer known) {
    Layer layer = open(known);
    Set<Integer> taken = new TreeSet<>();
    Set<Integer> fit = new TreeSet<>();
    for (int size = 1; size <= MOST; size++) {
      Optional<Layer> sized = at(layer, size);
      if (sized.isPresent()) {
        taken.add(size);
        if (fits(sized.get())) {
          fit.add(size);
        }
      }
    }
    Pictures pictures = Pictures.of(layer).orElseThrow();
    int size = pictures.layer().inputSize(0).intValue();
    Caption caption = pictures.drawn().get(0).caption();
    assertThat(caption.heading()).isEqualTo("Axis L, drawn at L_in = " + size);
    if (fit.isEmpty() || fit.equals(taken)) {
      assertThat(caption.note()).as("%s", layer).isEmpty();
      plain++;
      return;
    }
    assertThat(fit).as("%s", layer).doesNotContain(size);
    Set<Integer> named = SizePhrase.sizes(caption.note(), MOST);
    named.retainAll(taken);
    assertThat(named).as("%s: %s", layer, caption.note()).isEqualTo(fit);
    drawn++;
  }

  @Test
  void whatDoesNotFitIsDrawn() {
    RandomSpecs specs = new RandomSpecs(31);
    RandomPools pools = new RandomPools(32);
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(33);
    for (int i = 0; i < 150; i++) {
      check(specs.next(ConvOp.CONV1D));
      check(specs.next(ConvOp.CONV_TRANSPOSE1D));
      for (PoolOp op : List.of(PoolOp.MAX_POOL1D, PoolOp.AVG_POOL1D)) {
        check(pools.next(op));
      }
      for (TensorFlowOp op :
          List.of(TensorFlowOp.CONV1D, TensorFlowOp.MAX_POOL1D, TensorFlowOp.AVG_POOL1D)) {
        check(tensorFlow.next(op));
      }
    }
    assertThat(drawn).isEqualTo(306);
    assertThat(plain).isEqualTo(744);
  }
}
