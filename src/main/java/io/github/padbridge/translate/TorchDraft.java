package io.github.padbridge.translate;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A plan for PyTorch in the making: what convolutions and poolings of TensorFlow's share. */
final class TorchDraft {
  private final TensorFlowSpec spec;
  private final int rank;
  private final Plan.Builder plan;
  private final Layout given;
  private final Layout torch;

  TorchDraft(TensorFlowSpec spec) {
    this.spec = spec;
    this.rank = spec.spatialRank();
    this.plan =
        new Plan.Builder(
            Framework.PYTORCH, Strategy.PAD_SLICE.id(), spec.inputShape(), spec.weightShape());
    this.given = spec.layout();
    this.torch = Layout.of("NC", rank, "");
  }

  void begin() {
    if (!given.equals(torch)) {
      add(new Step.Transpose(Operand.DATA, given, torch), "channels second");
    }
  }

  Plan end() {
    if (!given.equals(torch)) {
      add(new Step.Transpose(Operand.DATA, torch, given), "back to TensorFlow's layout");
    }
    return plan.build();
  }

  void add(Step step, String why) {
    plan.add(step, why);
  }

  /** The data's shape as the steps so far leave it. */
  Shape data() {
    return plan.data();
  }

  /** The weight's shape as the steps so far leave it. */
  Shape weight() {
    return plan.weight();
  }

  /**
   * Pads what PyTorch's own padding argument cannot, and returns that argument.
   *
   * @return one amount a spatial axis, zeros where the padding has been done
   */
  List<Integer> padded(Step.Pad.Fill fill) {
    List<Optional<PadAmount>> amounts = perAxis(spec::padAmount);
    boolean own =
        amounts.stream()
            .allMatch(
                amount ->
                    amount.isPresent()
                        && amount.get().before() == amount.get().after()
                        && amount.get().before() >= 0);
    if (own && poolingAllows(amounts.stream().map(Optional::orElseThrow).toList())) {
      return amounts.stream().map(amount -> amount.orElseThrow().before()).toList();
    }
    pad(Operand.DATA, fill);
    return Collections.nCopies(rank, 0);
  }

  /** Pads everything by a step of its own. */
  void pad(Operand on, Step.Pad.Fill fill) {
    List<Optional<PadAmount>> amounts = perAxis(spec::padAmount);
    if (amounts.stream().anyMatch(Optional::isEmpty)) {
      plan.add(
          new TorchStep.SamePad(
              on, spec.kernelSize(), spec.strides(), spec.dilations(), fill, spec.startsLate()),
          "SAME depends on the input size: worked out when it is known");
      return;
    }
    List<PadAmount> known = amounts.stream().map(Optional::orElseThrow).toList();
    List<PadAmount> all = new ArrayList<>(List.of(PadAmount.NONE, PadAmount.NONE));
    all.addAll(known);
    plan.add(new Step.Pad(on, all, Step.Pad.Mode.CONSTANT, fill), whyPadded(known));
  }

  private String whyPadded(List<PadAmount> amounts) {
    if (amounts.stream().anyMatch(amount -> amount.total() < 0)) {
      return "TensorFlow's 3-D ops cut off both ends what the stride leaves over";
    }
    boolean same = spec.padding() instanceof TensorFlowPadding.Same;
    if (amounts.stream().allMatch(amount -> amount.before() == amount.after())) {
      return same
          ? "PyTorch's avg_pool3d takes no input shorter than its window, whatever the padding"
          : "PyTorch's poolings pad half of their window at most";
    }
    return same
        ? "the odd element goes to the end: PyTorch's padding= cannot say it"
        : "PyTorch's padding= is the same on both sides";
  }

  /** PyTorch's poolings pad half of the window at most. */
  boolean poolingAllows(List<PadAmount> amounts) {
    return !spec.op().isPooling()
        || IntStream.range(0, rank)
            .allMatch(
                axis ->
                    amounts.get(axis).before() >= 0
                        && amounts.get(axis).before() <= spec.kernelSize().get(axis) / 2);
  }

  /** One value a spatial axis. */
  <T> List<T> perAxis(IntFunction<T> value) {
    return IntStream.range(0, rank).mapToObj(value).toList();
  }
}
