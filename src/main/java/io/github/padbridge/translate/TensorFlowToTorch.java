package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The plan of a layer of TensorFlow's in PyTorch: SAME resolved to amounts, which are PyTorch's own
 * {@code padding} where they are the same on both sides and {@code F.pad} where not; a transposed
 * convolution by padding and output_padding, with a crop where these cannot say it; an average
 * divided by the real elements of its windows.
 */
final class TensorFlowToTorch {
  private final TensorFlowSpec spec;
  private final int rank;
  private final Plan.Builder plan;

  private TensorFlowToTorch(TensorFlowSpec spec) {
    this.spec = spec;
    this.rank = spec.spatialRank();
    this.plan =
        new Plan.Builder(
            Framework.PYTORCH, Strategy.PAD_SLICE.id(), spec.inputShape(), spec.weightShape());
  }

  /**
   * @param runtime the build of TensorFlow whose numbers the plan is to give
   * @throws Refusal where these depend on more than the build
   */
  static Plan plan(TensorFlowSpec spec, Runtime runtime) {
    requireOneStart(spec, runtime);
    return new TensorFlowToTorch(spec).plan();
  }

  /** With oneDNN on, where a 3-D op starts depends on the number type too. */
  private static void requireOneStart(TensorFlowSpec spec, Runtime runtime) {
    if (runtime == Runtime.PORTABLE
        || !spec.mayStartLate()
        || spec.op() == TensorFlowOp.MAX_POOL3D) {
      return;
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Optional<PadAmount> amount = spec.padAmount(axis);
      // The most that a size can leave over is stride - 1 elements less the kernel's.
      boolean late =
          amount.isPresent()
              ? amount.get().before() < 0
              : spec.effectiveKernel(axis) - spec.strides().get(axis) <= -2;
      if (late) {
        throw new Refusal(
            new Fault(
                "with oneDNN on, TensorFlow's "
                    + spec.opName()
                    + " with SAME starts at 0 in float32 and later in float64 where its stride"
                    + " leaves two elements over or more (here on axis "
                    + spec.axisName(axis)
                    + ")",
                "--runtime portable translates it as it is with oneDNN off, where it starts later",
                List.of(Argument.STRIDES),
                null));
      }
    }
  }

  private Plan plan() {
    Layout given = spec.layout();
    Layout torch = Layout.of("NC", rank, "");
    boolean turned = !given.equals(torch);
    if (turned) {
      plan.add(new Step.Transpose(Operand.DATA, given, torch), "channels second");
    }
    switch (spec.op().kind()) {
      case CONV, DEPTHWISE_CONV -> convolution();
      case CONV_TRANSPOSE -> transposedConvolution();
      case MAX_POOL -> largest();
      case AVG_POOL -> average();
    }
    if (turned) {
      plan.add(new Step.Transpose(Operand.DATA, torch, given), "back to TensorFlow's layout");
    }
    return plan.build();
  }

  private void convolution() {
    boolean depthwise = spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV;
    if (depthwise) {
      plan.add(
          new Step.Transpose(Operand.WEIGHT, Layout.of("", rank, "IM"), Layout.of("IM", rank, "")),
          "the multiplier behind its channel");
      Shape shape = plan.weight().with(0, Size.of(spec.outChannels())).with(1, Size.of(1));
      plan.add(new Step.Reshape(Operand.WEIGHT, shape), "each output a group's own");
    } else {
      permuteWeight("IO", "OI");
    }
    flipKernel();
    List<Integer> padding = padded(Step.Pad.Fill.ZERO);
    plan.add(
        new TorchStep.Conv(
            spec.strides(),
            padding,
            spec.dilations(),
            depthwise ? spec.inChannels() : spec.groups(),
            spec.bias()),
        padding.stream().anyMatch(amount -> amount > 0)
            ? "the padding is the same on both sides"
            : "the convolution");
  }

  private void permuteWeight(String tensorFlow, String torch) {
    plan.add(
        new Step.Transpose(
            Operand.WEIGHT, Layout.of("", rank, tensorFlow), Layout.of(torch, rank, "")),
        "PyTorch's kernel order");
  }

  private void flipKernel() {
    if (spec.flipKernel()) {
      plan.add(new Step.FlipKernel(2, rank), "a true convolution flips its kernel");
    }
  }

  /**
   * Pads what PyTorch's own padding argument cannot, and returns that argument.
   *
   * @return one amount a spatial axis, zeros where the padding has been done
   */
  private List<Integer> padded(Step.Pad.Fill fill) {
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
  private void pad(Operand on, Step.Pad.Fill fill) {
    List<Optional<PadAmount>> amounts = perAxis(spec::padAmount);
    if (amounts.stream().anyMatch(Optional::isEmpty)) {
      plan.add(
          new TorchStep.SamePad(
              on, spec.kernelSize(), spec.strides(), spec.dilations(), fill, spec.mayStartLate()),
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
    return spec.padding() instanceof TensorFlowPadding.Same
        ? "the odd element goes to the end: PyTorch's padding= cannot say it"
        : "PyTorch's padding= is the same on both sides";
  }

  /** PyTorch's poolings pad half of the window at most. */
  private boolean poolingAllows(List<PadAmount> amounts) {
    return !spec.op().isPooling()
        || IntStream.range(0, rank)
            .allMatch(
                axis ->
                    amounts.get(axis).before() >= 0
                        && amounts.get(axis).before() <= spec.kernelSize().get(axis) / 2);
  }

  /**
   * Of the full result TensorFlow takes the output from where its padding ends; PyTorch crops both
   * ends alike and may keep more of the end.
   */
  private void transposedConvolution() {
    permuteWeight("OI", "IO");
    flipKernel();
    List<TransposedCrop> crops = perAxis(this::crop);
    plan.add(
        new TorchStep.ConvTranspose(
            spec.strides(),
            crops.stream().map(TransposedCrop::padding).toList(),
            crops.stream().map(TransposedCrop::outputPadding).toList(),
            spec.dilations(),
            spec.bias()),
        "the transposed convolution");
    List<Integer> begin = new ArrayList<>(List.of(0, 0));
    Shape kept = plan.data();
    for (int axis = 0; axis < rank; axis++) {
      begin.add(crops.get(axis).begin());
      kept = kept.with(axis + 2, spec.outputSize(axis));
    }
    if (!kept.equals(plan.data())) {
      plan.add(
          new Step.Slice(begin, kept.sizes()), "padding= crops both ends alike; this crops on");
    }
  }

  private TransposedCrop crop(int axis) {
    Size full =
        ConvArithmetic.transposedFull(
            spec.inputSize(axis), spec.effectiveKernel(axis), spec.strides().get(axis));
    int before = spec.padAmount(axis).orElseThrow().before();
    long after = full.minus(spec.outputSize(axis)) - before;
    return TransposedCrop.of(
        before, after, Math.max(spec.strides().get(axis), spec.dilations().get(axis)));
  }

  private void largest() {
    if (addCeilMode(Operand.DATA, Pooling.MAX)) {
      return;
    }
    List<Integer> padding = padded(Step.Pad.Fill.LOWEST);
    pool(Operand.DATA, Pooling.MAX, padding, "the pooling");
  }

  private void average() {
    boolean pads = spec.padding() instanceof TensorFlowPadding.Same;
    if (!pads) {
      pool(Operand.DATA, Pooling.AVG, Collections.nCopies(rank, 0), "the pooling");
      return;
    }
    List<Optional<PadAmount>> amounts = perAxis(spec::padAmount);
    boolean fits = inputHoldsWindow();
    if (fits && addCeilMode(Operand.DATA, Pooling.AVG)) {
      return;
    }
    boolean own =
        fits
            && amounts.stream().allMatch(a -> a.isPresent() && a.get().before() == a.get().after())
            && poolingAllows(amounts.stream().map(Optional::orElseThrow).toList());
    if (own) {
      List<Integer> padding = padded(Step.Pad.Fill.ZERO);
      pool(Operand.DATA, Pooling.AVG, padding, "SAME does not count its padding");
      return;
    }
    List<Integer> none = Collections.nCopies(rank, 0);
    plan.add(new Step.Ones(1), "SAME does not count its padding");
    pad(Operand.COVERAGE, Step.Pad.Fill.ZERO);
    pool(Operand.COVERAGE, Pooling.AVG, none, "the part of each window that counts");
    pad(Operand.DATA, Step.Pad.Fill.ZERO);
    pool(Operand.DATA, Pooling.AVG, none, "the sum of each window, divided by all its elements");
    plan.add(new Step.Divide(), "divided by those that count");
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
  private boolean addCeilMode(Operand on, Pooling pooling) {
    List<Optional<PadAmount>> amounts = perAxis(spec::padAmount);
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
        || !poolingAllows(known)
        || !(spec.padding() instanceof TensorFlowPadding.Same)) {
      return false;
    }
    plan.add(
        new TorchStep.Pool(
            on,
            pooling,
            spec.kernelSize(),
            spec.strides(),
            known.stream().map(PadAmount::before).toList(),
            true),
        "the odd element at the end is what ceil_mode reaches past");
    return true;
  }

  private void pool(Operand on, Pooling pooling, List<Integer> padding, String why) {
    plan.add(
        new TorchStep.Pool(on, pooling, spec.kernelSize(), spec.strides(), padding, false), why);
  }

  private <T> List<T> perAxis(IntFunction<T> value) {
    return IntStream.range(0, rank).mapToObj(value).toList();
  }
}
