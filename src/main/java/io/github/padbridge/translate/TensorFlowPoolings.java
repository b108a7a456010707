package io.github.padbridge.translate;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A pooling of TensorFlow's in PyTorch: SAME by PyTorch's own padding or by ceil_mode, and where
 * neither has its windows by {@code F.pad}; an average is divided by the real elements of its
 * windows.
 */
final class TensorFlowPoolings {
  private final TensorFlowSpec spec;
  private final int rank;
  private final TorchDraft draft;

  private TensorFlowPoolings(TensorFlowSpec spec) {
    this.spec = spec;
    this.rank = spec.spatialRank();
    this.draft = new TorchDraft(spec);
  }

  static Plan plan(TensorFlowSpec spec) {
    TensorFlowPoolings plan = new TensorFlowPoolings(spec);
    plan.draft.begin();
    if (spec.op().kind() == TensorFlowOp.Kind.MAX_POOL) {
      plan.largest();
    } else {
      plan.average();
    }
    return plan.draft.end();
  }

  private void largest() {
    if (addCeilMode(Pooling.MAX)) {
      return;
    }
    List<Integer> padding = draft.padded(Step.Pad.Fill.LOWEST);
    pool(Operand.DATA, Pooling.MAX, padding, "the pooling");
  }

  private void average() {
    boolean pads = spec.padding() instanceof TensorFlowPadding.Same;
    if (!pads) {
      pool(Operand.DATA, Pooling.AVG, Collections.nCopies(rank, 0), "the pooling");
      return;
    }
    List<Optional<PadAmount>> amounts = draft.perAxis(spec::padAmount);
    boolean fits = inputHoldsWindow();
    if (fits && addCeilMode(Pooling.AVG)) {
      return;
    }
    boolean own =
        fits
            && amounts.stream().allMatch(a -> a.isPresent() && a.get().before() == a.get().after())
            && draft.poolingAllows(amounts.stream().map(Optional::orElseThrow).toList());
    if (own) {
      List<Integer> padding = draft.padded(Step.Pad.Fill.ZERO);
      pool(Operand.DATA, Pooling.AVG, padding, "SAME does not count its padding");
      return;
    }
    List<Integer> none = Collections.nCopies(rank, 0);
    boolean onlyCuts =
        amounts.stream()
            .allMatch(a -> a.isPresent() && a.get().before() <= 0 && a.get().after() <= 0);
    if (onlyCuts) {
      draft.pad(Operand.DATA, Step.Pad.Fill.ZERO);
      pool(Operand.DATA, Pooling.AVG, none, "every window is whole");
      return;
    }
    draft.add(new Step.Ones(1), "SAME does not count its padding");
    draft.pad(Operand.COVERAGE, Step.Pad.Fill.ZERO);
    pool(Operand.COVERAGE, Pooling.AVG, none, "the part of each window that counts");
    draft.pad(Operand.DATA, Step.Pad.Fill.ZERO);
    pool(Operand.DATA, Pooling.AVG, none, "the sum of each window, divided by all its elements");
    draft.add(new Step.Divide(), "divided by those that count");
  }

  /** PyTorch's avg_pool3d refuses an input shorter than its window, whatever the padding. */
  private boolean inputHoldsWindow() {
    return rank < 3
        || IntStream.range(0, rank)
            .allMatch(
                axis ->
                    spec.inputSize(axis).isKnown()
                        && spec.inputSize(axis).value() >= spec.kernelSize().get(axis));
  }

  /**
   * Pools with PyTorch's padding and ceil_mode, where these have SAME's windows: the odd element at
   * the end is then what the last window reaches past.
   */
  private boolean addCeilMode(Pooling pooling) {
    List<Optional<PadAmount>> amounts = draft.perAxis(spec::padAmount);
    if (amounts.stream().anyMatch(Optional::isEmpty)) {
      return false;
    }
    List<PadAmount> known = amounts.stream().map(Optional::orElseThrow).toList();
    boolean odd = known.stream().anyMatch(amount -> amount.before() != amount.after());
    boolean said =
        IntStream.range(0, rank)
            .allMatch(
                axis ->
                    ConvArithmetic.poolOutput(
                            spec.inputSize(axis),
                            known.get(axis).before(),
                            spec.kernelSize().get(axis),
                            spec.strides().get(axis),
                            true)
                        .equals(spec.outputSize(axis)));
    if (!odd
        || !said
        || !draft.poolingAllows(known)
        || !(spec.padding() instanceof TensorFlowPadding.Same)) {
      return false;
    }
    draft.add(
        new TorchStep.Pool(
            Operand.DATA,
            pooling,
            spec.kernelSize(),
            spec.strides(),
            known.stream().map(PadAmount::before).toList(),
            true),
        "the odd element at the end is what ceil_mode reaches past");
    return true;
  }

  private void pool(Operand on, Pooling pooling, List<Integer> padding, String why) {
    draft.add(
        new TorchStep.Pool(on, pooling, spec.kernelSize(), spec.strides(), padding, false), why);
  }
}
