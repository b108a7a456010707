package io.github.padbridge.translate;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A plan in the making: the steps that all strategies have in common. Between {@link #begin} and
 * {@link #end} the data is batched and its channels are last.
 */
final class PlanDraft {
  private final ConvSpec spec;
  private final int rank;
  private final Plan.Builder plan;
  private final Layout torchData;
  private final Layout tensorFlowData;
  private boolean biased;

  PlanDraft(Strategy strategy, ConvSpec spec) {
    this.spec = spec;
    this.rank = spec.spatialRank();
    this.plan = new Plan.Builder(strategy.id(), spec.inputShape(), spec.weightShape());
    String batch = spec.isBatched() ? "N" : "";
    this.torchData = Layout.of(batch + "C", rank, "");
    this.tensorFlowData = Layout.of(batch, rank, "C");
  }

  void begin() {
    add(new Step.Transpose(Operand.DATA, torchData, tensorFlowData), "channels last");
    if (!spec.isBatched()) {
      add(new Step.ExpandDims(), "TensorFlow wants a batch");
    }
  }

  /** Adds the bias, unless the layer has none or it has been added. */
  void addBias() {
    if (spec.bias() && !biased) {
      add(new Step.AddBias(), "one per output channel");
      biased = true;
    }
  }

  Plan end() {
    addBias();
    if (!spec.isBatched()) {
      add(new Step.Squeeze(), "no batch, as it came");
    }
    add(new Step.Transpose(Operand.DATA, tensorFlowData, torchData), "back to PyTorch's layout");
    return plan.build();
  }

  void add(Step step, String why) {
    plan.add(step, why);
  }

  /** The data's shape as the steps so far leave it. */
  Shape data() {
    return plan.data();
  }

  /**
   * PyTorch's forward weight (O, I, k...) as TensorFlow's (k..., I, O); the transposed (I, O, k...)
   * as (k..., O, I).
   */
  void permuteWeight() {
    boolean transposed = spec.op().isTransposed();
    Layout torch = Layout.of(transposed ? "IO" : "OI", rank, "");
    Layout tensorFlow = Layout.of("", rank, transposed ? "OI" : "IO");
    add(new Step.Transpose(Operand.WEIGHT, torch, tensorFlow), "TensorFlow's kernel order");
  }

  /** Spreads the kernel with zeros where it is dilated and has elements to spread. */
  void dilateKernel(String why) {
    for (int axis = 0; axis < rank; axis++) {
      if (spec.dilation().get(axis) > 1 && spec.kernelSize().get(axis) > 1) {
        add(new Step.DilateKernel(spec.dilation()), why + ": zeros go into the kernel");
        return;
      }
    }
  }

  /**
   * Splits data and kernel by groups, runs {@code convolution} on each part, and joins the results.
   */
  void splitByGroups(String why, Step convolution) {
    if (spec.groups() == 1) {
      add(convolution, spec.op().isTransposed() ? "the transposed convolution" : "the convolution");
      return;
    }
    // Both kernels' layouts end in the axis that PyTorch's groups divide: O forward, I transposed.
    add(new Step.Split(Operand.DATA, rank + 1, spec.groups()), why);
    add(new Step.Split(Operand.WEIGHT, rank + 1, spec.groups()), "the kernel of each group");
    add(convolution, "each group by itself");
    add(new Step.Concat(Operand.DATA, rank + 1), "the groups' channels in order");
  }

  /** Pads with zeros; adds nothing where {@code spatial} holds no amount. */
  void padZeros(List<PadAmount> spatial, String why) {
    pad(spatial, Step.Pad.Mode.CONSTANT, why);
  }

  void pad(List<PadAmount> spatial, Step.Pad.Mode mode, String why) {
    if (spatial.stream().anyMatch(amount -> !amount.isNone())) {
      List<PadAmount> all = new ArrayList<>();
      all.add(PadAmount.NONE);
      all.addAll(spatial);
      all.add(PadAmount.NONE);
      add(new Step.Pad(all, mode), why);
    }
  }

  /**
   * Keeps {@code size} elements of each spatial axis from {@code begin} on; adds nothing where that
   * is all of them.
   */
  void slice(List<Integer> begin, List<Size> size, String why) {
    List<Integer> begins = new ArrayList<>();
    Shape kept = data();
    begins.add(0);
    for (int axis = 0; axis < rank; axis++) {
      begins.add(begin.get(axis));
      kept = kept.with(axis + 1, size.get(axis));
    }
    begins.add(0);
    if (!kept.equals(data())) {
      add(new Step.Slice(begins, kept.sizes()), why);
    }
  }

  /** One value a spatial axis. */
  <T> List<T> perAxis(IntFunction<T> value) {
    List<T> values = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      values.add(value.apply(axis));
    }
    return values;
  }

  List<Integer> ones() {
    return Collections.nCopies(rank, 1);
  }

  /** {@code (N, spatial..., channels)}. */
  Shape resultShape(IntFunction<Size> spatial, int channels) {
    Shape shape = data();
    for (int axis = 0; axis < rank; axis++) {
      shape = shape.with(axis + 1, spatial.apply(axis));
    }
    return shape.with(rank + 1, Size.of(channels));
  }
}
