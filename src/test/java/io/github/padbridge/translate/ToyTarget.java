package io.github.padbridge.translate;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.ToyOpSet;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.ToyConv;
import io.github.padbridge.shape.Layout;
import java.util.List;

/** A target that only tests have: it says forward convolutions without a bias. */
public final class ToyTarget implements Target {
  private static final List<Layout> WEIGHT = Layout.ofEveryRank("OI", "");

  @Override
  public OpSet ops() {
    return ToyOpSet.OPS;
  }

  @Override
  public Plan plan(Strategy strategy, Layer layer, Runtime runtime) {
    if (strategy != Strategy.PAD_SLICE
        || !(LayerComputation.of(layer) instanceof Convolution convolution)
        || convolution.transposed()
        || convolution.bias()
        || convolution.border() != Border.ZEROS
        || layer.weightLayout().axes().endsWith("IM")) {
      throw Applicability.refusal(strategy, "another target", ops().id());
    }
    PlanDraft draft = new PlanDraft(ToyOpSet.OPS, strategy, layer, false);
    draft.begin();
    draft.transposeWeight(WEIGHT.get(draft.rank()));
    if (convolution.flipsKernel()) {
      draft.add(new FlipKernel(2, draft.rank()), "a true convolution flips the kernel");
    }
    draft.add(
        new ToyConv(
            draft.perAxis(axis -> convolution.axes().get(axis).window().stride()),
            draft.perAxis(axis -> convolution.axes().get(axis).window().dilation()),
            draft.perAxis(axis -> convolution.axes().get(axis).padding().orElseThrow()),
            convolution.channels().groups()),
        "the convolution");
    return draft.end();
  }
}
