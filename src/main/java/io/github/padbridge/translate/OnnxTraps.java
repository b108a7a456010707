package io.github.padbridge.translate;

import io.github.padbridge.explain.AxisGroups;
import io.github.padbridge.explain.AxisSizes;
import io.github.padbridge.explain.SameOp;
import io.github.padbridge.explain.SameOp.Outcome;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Warnings for porting an ONNX node by hand. */
final class OnnxTraps {
  private final OnnxSpec spec;
  private final List<String> traps = new ArrayList<>();

  private OnnxTraps(OnnxSpec spec) {
    this.spec = spec;
  }

  static List<String> of(OnnxSpec spec) {
    OnnxTraps traps = new OnnxTraps(spec);
    traps.pads();
    if (spec.op().isTransposed()) {
      traps.transposed();
    } else {
      traps.sameLower();
      traps.leavesElements();
      traps.dilated();
    }
    if (spec.op().isPooling()) {
      traps.pooling();
    }
    return traps.traps;
  }

  private void pads() {
    if (spec.padding() instanceof OnnxPadding.Pads pads
        && pads.amounts().stream().anyMatch(a -> a.before() != a.after())) {
      traps.add("pads lists all begins, then all ends, which padding= in PyTorch cannot express");
    }
  }

  private void transposed() {
    String op = "tf.nn.conv" + spec.spatialRank() + "d_transpose";
    if (isDilated()) {
      traps.add(op + " does not support dilations on CPU builds without oneDNN");
    }
    if (spec.channels().group() > 1) {
      traps.add(op + " and the Keras layer do not support groups");
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      int outputPadding = spec.output().padding().get(axis);
      int stride = spec.strides().get(axis);
      if (outputPadding >= stride) {
        traps.add(
            "Keras, ONNX Runtime and the converters need output_padding < strides (here "
                + outputPadding
                + " and "
                + stride
                + ")");
        return;
      }
    }
  }

  private void sameLower() {
    if (spec.padding().equals(OnnxPadding.SAME_LOWER)) {
      AxisGroups.of(spec, this::differsFromSame)
          .forEach(
              (sizes, axes) ->
                  traps.add(
                      "SAME_LOWER pads an odd element at the start "
                          + sizes.onAny(axes)
                          + "; SAME in TensorFlow pads it at the end"));
    }
  }

  private Optional<AxisSizes> differsFromSame(int axis) {
    return SameOp.of(spec, axis).flatMap(same -> same.where(spec, axis, Outcome.NUMBERS));
  }

  /** At such sizes a node with a known input is refused. */
  private void leavesElements() {
    boolean wide =
        IntStream.range(0, spec.spatialRank())
            .anyMatch(
                axis ->
                    !spec.inputSize(axis).isKnown()
                        && spec.strides().get(axis) > spec.effectiveKernel(axis));
    if (wide && spec.padding() instanceof OnnxPadding.Same) {
      traps.add(
          "where the strides leave elements over, ONNX Runtime may start later than the ONNX"
              + " documentation says");
    }
  }

  private void dilated() {
    if (isDilated() && spec.padding() instanceof OnnxPadding.Same) {
      traps.add("ONNX Runtime does not support auto_pad SAME with dilations");
    }
    boolean strided = spec.strides().stream().anyMatch(stride -> stride > 1);
    if (isDilated() && strided && !spec.op().isPooling()) {
      traps.add(
          "tf.nn.convolution and the Keras layers do not support strides together with dilations");
    }
    if (isDilated() && spec.op().isPooling()) {
      traps.add(
          spec.op().isMax()
              ? "max pooling in TensorFlow has no dilation"
              : "average pooling in PyTorch and TensorFlow has no dilation");
    }
  }

  private boolean isDilated() {
    return IntStream.range(0, spec.spatialRank())
        .anyMatch(axis -> spec.effectiveKernel(axis) > spec.kernelSize().get(axis));
  }

  private void pooling() {
    if (mayPad()) {
      traps.add(
          spec.op().isMax()
              ? "padding a max pooling with zeros is wrong for negative inputs; pad with -inf"
              : spec.countIncludePad()
                  ? "SAME in TensorFlow does not count the padding in averages, this node does"
                  : "count_include_pad is 0 in ONNX by default and True in PyTorch");
    }
    if (spec.ceilMode()) {
      AxisGroups.of(spec, this::leftOver)
          .forEach(
              (sizes, axes) ->
                  traps.add(
                      "ceil_mode adds a window "
                          + sizes.onAny(axes)
                          + " in ONNX Runtime; the ONNX reference ignores it with auto_pad VALID"));
    }
  }

  private boolean mayPad() {
    if (spec.padding() instanceof OnnxPadding.Pads pads) {
      return !PadAmount.areNone(pads.amounts());
    }
    return spec.padding() instanceof OnnxPadding.Same
        && spec.kernelSize().stream().anyMatch(size -> size > 1);
  }

  /** The sizes at which elements are left over after the last window of VALID. */
  private Optional<AxisSizes> leftOver(int axis) {
    long reach = spec.effectiveKernel(axis);
    long stride = spec.strides().get(axis);
    return spec.padding() instanceof OnnxPadding.Valid
        ? AxisSizes.of(spec, axis, size -> (size - reach) % stride != 0, reach + stride, stride)
        : Optional.empty();
  }
}
