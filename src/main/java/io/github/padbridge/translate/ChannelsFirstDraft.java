package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Builds a plan for a target with channels first, after the batch, and weights like PyTorch. */
class ChannelsFirstDraft extends WindowDraft {
  private static final List<Layout> WEIGHT = Layout.ofEveryRank("OI", "");
  private static final List<Layout> TRANSPOSED_WEIGHT = Layout.ofEveryRank("IO", "");
  private static final List<Layout> DEPTHWISE_WEIGHT = Layout.ofEveryRank("IM", "");

  ChannelsFirstDraft(OpSet target, Layer layer, Computation computation) {
    super(target, Strategy.PAD_SLICE, layer, computation, false);
  }

  /** The padding of each axis; empty where one depends on an unknown size. */
  final Optional<List<PadAmount>> paddings() {
    List<Optional<PadAmount>> amounts = computation().axes().stream().map(this::padding).toList();
    return amounts.stream().allMatch(Optional::isPresent)
        ? Optional.of(amounts.stream().map(Optional::orElseThrow).toList())
        : Optional.empty();
  }

  /** The padding of one axis; empty where it depends on an unknown size. */
  Optional<PadAmount> padding(WindowDimension axis) {
    return axis.padding();
  }

  /** Brings the weight to (O, I/groups, k...); transposed, to (I, O/groups, k...). */
  final void permuteWeight(Convolution convolution) {
    if (Objects.requireNonNull(layer().weightLayout()).axes().endsWith("IM")) {
      transposeWeight(DEPTHWISE_WEIGHT.get(rank()), "channels first, then the multiplier");
      Shape shape = weight().with(0, convolution.channels().out()).with(1, Size.of(1));
      add(new Reshape(Operand.WEIGHT, shape), "each output reads one input channel");
    } else {
      transposeWeight((convolution.transposed() ? TRANSPOSED_WEIGHT : WEIGHT).get(rank()));
    }
    if (convolution.flipsKernel()) {
      add(new FlipKernel(2, rank()), layer().whyFlipped());
    }
  }
}
