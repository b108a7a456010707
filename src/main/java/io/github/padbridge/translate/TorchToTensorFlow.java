package io.github.padbridge.translate;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.PaddingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The canonical plan, "pad-slice": whatever PyTorch pads is padded explicitly before a VALID
 * convolution, whatever it crops is sliced off the whole result of a VALID transposed one. It asks
 * of TensorFlow only what every CPU build has: no dilated transposed or 3-D kernels, no groups but
 * those of conv1d and conv2d, channels last.
 */
public final class TorchToTensorFlow {
  private static final String STRATEGY = "pad-slice";

  private final ConvSpec spec;
  private final int spatialRank;
  private final Plan.Builder plan;

  private TorchToTensorFlow(ConvSpec spec) {
    this.spec = spec;
    this.spatialRank = spec.spatialRank();
    this.plan = new Plan.Builder(STRATEGY, spec.inputShape(), spec.weightShape());
  }

  /** The plan for {@code spec}; there is always one. */
  public static Plan padSlice(ConvSpec spec) {
    return new TorchToTensorFlow(spec).translate();
  }

  private Plan translate() {
    String batch = spec.isBatched() ? "N" : "";
    Layout torchData = Layout.of(batch + "C", spatialRank, "");
    Layout tensorFlowData = Layout.of(batch, spatialRank, "C");
    plan.add(new Step.Transpose(Operand.DATA, torchData, tensorFlowData), "channels last");
    if (!spec.isBatched()) {
      plan.add(new Step.ExpandDims(), "TensorFlow wants a batch");
    }
    if (spec.op().isTransposed()) {
      transposedConvolution();
    } else {
      forwardConvolution();
    }
    if (spec.bias()) {
      plan.add(new Step.BiasAdd(), "one per output channel");
    }
    if (!spec.isBatched()) {
      plan.add(new Step.Squeeze(), "no batch, as it came");
    }
    plan.add(
        new Step.Transpose(Operand.DATA, tensorFlowData, torchData), "back to PyTorch's layout");
    return plan.build();
  }

  private void forwardConvolution() {
    permuteWeight(Layout.of("OI", spatialRank, ""), Layout.of("", spatialRank, "IO"));
    padInput();
    boolean lowered = spatialRank == 3;
    if (lowered) {
      dilateKernel("TensorFlow's CPU conv3d has no dilation");
    }
    boolean split = lowered && spec.groups() > 1;
    if (split) {
      split("TensorFlow's CPU conv3d has no groups", spatialRank + 1);
    }
    List<Integer> dilations = lowered ? ones() : spec.dilation();
    int nativeGroups = split ? 1 : spec.groups();
    plan.add(
        new Step.Conv(spec.stride(), dilations, nativeGroups),
        split
            ? "each group by itself"
            : nativeGroups > 1 ? "the weight's shape makes the groups" : "the convolution");
    if (split) {
      plan.add(new Step.Concat(spatialRank + 1), "the groups' channels in order");
    }
  }

  private void transposedConvolution() {
    permuteWeight(Layout.of("IO", spatialRank, ""), Layout.of("", spatialRank, "OI"));
    dilateKernel("TensorFlow's CPU transposed convolution has no dilation");
    boolean split = spec.groups() > 1;
    if (split) {
      split("TensorFlow's transposed convolution has no groups", spatialRank + 1);
    }
    plan.add(
        new Step.ConvTranspose(spec.stride(), fullShape(spec.outChannels() / spec.groups())),
        split ? "all that each group writes" : "all that the kernel writes");
    if (split) {
      plan.add(new Step.Concat(spatialRank + 1), "the groups' channels in order");
    }
    cropFullResult();
  }

  private void permuteWeight(Layout torch, Layout tensorFlow) {
    plan.add(new Step.Transpose(Operand.WEIGHT, torch, tensorFlow), "TensorFlow's kernel order");
  }

  private void dilateKernel(String why) {
    boolean spreads = false;
    for (int axis = 0; axis < spatialRank; axis++) {
      spreads |= spec.dilation().get(axis) > 1 && spec.kernelSize().get(axis) > 1;
    }
    if (spreads) {
      plan.add(new Step.DilateKernel(spec.dilation()), why + ": zeros go into the kernel");
    }
  }

  /**
   * Both kernels' layouts end in the axis that PyTorch's groups divide: O forward, I transposed.
   */
  private void split(String why, int lastAxis) {
    plan.add(new Step.Split(Operand.DATA, lastAxis, spec.groups()), why);
    plan.add(new Step.Split(Operand.WEIGHT, lastAxis, spec.groups()), "the kernel of each group");
  }

  private void padInput() {
    List<PadAmount> grown = new ArrayList<>();
    List<PadAmount> cropped = new ArrayList<>();
    for (int axis = 0; axis < spatialRank; axis++) {
      PadAmount amount = spec.padAmount(axis);
      boolean crops = amount.before() < 0;
      grown.add(crops ? PadAmount.NONE : amount);
      cropped.add(crops ? amount : PadAmount.NONE);
    }
    if (cropped.stream().anyMatch(amount -> !amount.isNone())) {
      Shape shape = plan.data();
      List<Integer> begin = new ArrayList<>();
      for (int axis = 0; axis < shape.rank(); axis++) {
        PadAmount amount = isSpatial(axis) ? cropped.get(axis - 1) : PadAmount.NONE;
        begin.add(-amount.before());
        shape = shape.with(axis, ConvArithmetic.padded(shape.size(axis), amount));
      }
      plan.add(new Step.Slice(begin, shape.sizes()), "negative padding crops the input");
    }
    if (grown.stream().allMatch(PadAmount::isNone)) {
      return;
    }
    switch (spec.paddingMode()) {
      case ZEROS ->
          plan.add(new Step.Pad(onAllAxes(grown), Step.Pad.Mode.CONSTANT), paddingReason());
      case REFLECT ->
          plan.add(new Step.Pad(onAllAxes(grown), Step.Pad.Mode.REFLECT), paddingReason());
      case REPLICATE -> gather(grown, Step.Gather.Mode.CLIP);
      case CIRCULAR -> gather(grown, Step.Gather.Mode.WRAP);
    }
  }

  private String paddingReason() {
    String mode =
        spec.paddingMode() == PaddingMode.ZEROS ? "" : ", " + spec.paddingMode().torchName();
    return "PyTorch's padding" + mode;
  }

  private void gather(List<PadAmount> amounts, Step.Gather.Mode mode) {
    for (int axis = 0; axis < spatialRank; axis++) {
      if (!amounts.get(axis).isNone()) {
        plan.add(
            new Step.Gather(axis + 1, amounts.get(axis), mode),
            paddingReason() + ": tf.pad has no such mode");
      }
    }
  }

  private void cropFullResult() {
    List<PadAmount> zeros = new ArrayList<>();
    List<Integer> begin = new ArrayList<>();
    List<Size> size = new ArrayList<>();
    Shape full = plan.data();
    for (int axis = 0; axis < full.rank(); axis++) {
      if (isSpatial(axis)) {
        int padding = spec.padAmount(axis - 1).before();
        long past = ConvArithmetic.zerosPastFull(padding, spec.outputPadding().get(axis - 1));
        zeros.add(new PadAmount(0, Math.toIntExact(past)));
        begin.add(padding);
        size.add(spec.outputSize(axis - 1));
      } else {
        zeros.add(PadAmount.NONE);
        begin.add(0);
        size.add(full.size(axis));
      }
    }
    if (zeros.stream().anyMatch(amount -> !amount.isNone())) {
      plan.add(new Step.Pad(zeros, Step.Pad.Mode.CONSTANT), "output_padding reaches further");
    }
    if (!size.equals(plan.data().sizes())) {
      plan.add(new Step.Slice(begin, size), "padding crops, output_padding gives back");
    }
  }

  private Shape fullShape(int channels) {
    Shape shape = plan.data();
    for (int axis = 0; axis < spatialRank; axis++) {
      Size in = spec.inputSize(axis);
      Size full =
          ConvArithmetic.transposedFull(in, spec.effectiveKernel(axis), spec.stride().get(axis));
      shape = shape.with(axis + 1, full);
    }
    return shape.with(spatialRank + 1, Size.of(channels));
  }

  private boolean isSpatial(int axis) {
    return axis >= 1 && axis <= spatialRank;
  }

  private List<PadAmount> onAllAxes(List<PadAmount> spatial) {
    List<PadAmount> all = new ArrayList<>();
    all.add(PadAmount.NONE);
    all.addAll(spatial);
    all.add(PadAmount.NONE);
    return all;
  }

  private List<Integer> ones() {
    return Collections.nCopies(spatialRank, 1);
  }
}
