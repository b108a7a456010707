package io.github.padbridge.proof;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.translate.Runtime;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether TensorFlow runs with oneDNN, and what it then computes wrongly: {@code
 * FrameworkFaultsTest} has an example of each.
 */
final class OneDnn {
  /** Which of its builds TensorFlow behaves like; there is a run for each. */
  static final Runtime RUNTIME =
      "0".equals(System.getenv("TF_ENABLE_ONEDNN_OPTS")) ? Runtime.PORTABLE : Runtime.ONEDNN;

  private OneDnn() {}

  /** Whether oneDNN gives wrong numbers: one channel in, one column out, strides along columns. */
  static boolean breaks(Layer layer) {
    // TensorFlow 2.18 starts max_pool3d late with oneDNN too; 2.21, which plans are for, does not.
    if (RUNTIME == Runtime.ONEDNN
        && layer instanceof TensorFlowSpec pooling
        && pooling.op() == TensorFlowOp.MAX_POOL3D
        && pooling.mayStartLate()) {
      return true;
    }
    if (RUNTIME == Runtime.PORTABLE) {
      return false;
    }
    if (layer instanceof ConvSpec spec) {
      return !spec.op().isTransposed()
          && isNarrow(layer, spec.inChannels().intValue(), spec.groups(), spec.stride());
    }
    return layer instanceof TensorFlowSpec spec
        && !spec.op().isPooling()
        && !spec.op().isTransposed()
        && isNarrow(layer, spec.inChannels().intValue(), spec.groups(), spec.strides());
  }

  /** Whether oneDNN ends the process over a plan: windows of nothing but padding in one op. */
  static boolean endsOver(Plan plan) {
    return ends(plan, false);
  }

  /** The same in a graph, where TensorFlow makes one op of a pad and a convolution. */
  static boolean endsInAGraphOver(Plan plan) {
    return ends(plan, true);
  }

  private static boolean ends(Plan plan, boolean fuses) {
    List<PadAmount> around = null;
    Shape data = plan.input();
    Shape padded = data;
    Shape kernel = plan.weight();
    for (Plan.Traced traced : plan.steps()) {
      if (traced.step() instanceof Pad pad && fuses) {
        around = pad.paddings().subList(1, pad.paddings().size() - 1);
        padded = data;
      } else if (traced.step() instanceof Conv conv && plan.target().equals(TensorFlowOpSet.OPS)) {
        boolean explicit = conv.padding() instanceof WindowPadding.Explicit;
        return RUNTIME == Runtime.ONEDNN
            && (explicit || around != null)
            && seesPaddingOnly(
                explicit ? data : padded,
                explicit ? ((WindowPadding.Explicit) conv.padding()).amounts() : around,
                kernel,
                conv,
                traced.shape());
      }
      switch (traced.step().on()) {
        case DATA -> data = traced.shape();
        case WEIGHT -> kernel = traced.shape();
        case COVERAGE -> {}
      }
    }
    return false;
  }

  private static boolean seesPaddingOnly(
      Shape in, List<PadAmount> around, Shape kernel, Conv conv, Shape out) {
    return IntStream.range(0, around.size())
        .anyMatch(
            axis ->
                seesPaddingOnly(
                    in.size(axis + 1).intValue(),
                    out.size(axis + 1).intValue(),
                    kernel.size(axis).intValue(),
                    conv.strides().get(axis),
                    conv.dilations().get(axis),
                    around.get(axis).before()));
  }

  /** Whether along some axis no element of any window is one of the input's. */
  static boolean seesPaddingOnly(TensorFlowSpec spec, List<PadAmount> around) {
    return IntStream.range(0, spec.spatialRank())
        .anyMatch(
            axis ->
                seesPaddingOnly(
                    spec.inputSize(axis).intValue(),
                    spec.outputSize(axis).intValue(),
                    spec.kernelSize().get(axis),
                    spec.strides().get(axis),
                    spec.dilations().get(axis),
                    around.get(axis).before()));
  }

  private static boolean seesPaddingOnly(
      int in, int windows, int kernel, int stride, int dilation, int before) {
    return IntStream.range(0, windows)
        .map(window -> window * stride - before)
        .noneMatch(
            start ->
                IntStream.range(0, kernel)
                    .map(element -> start + element * dilation)
                    .anyMatch(at -> at >= 0 && at < in));
  }

  private static boolean isNarrow(Layer layer, int channels, int groups, List<Integer> strides) {
    int last = layer.spatialRank() - 1;
    return (channels == 1 || channels == groups)
        && last > 0
        && strides.get(last - 1) == 1
        && strides.get(last) > 1
        && layer.outputSize(last).value() == 1;
  }
}
