package io.github.padbridge.execute;

import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;

/**
 * One spatial axis of an ONNX node, counted as the operator documentation describes it.
 *
 * @param in the input size
 * @param out the output size
 * @param before elements padded at the start, or cropped from a transposed result
 * @param after elements padded at the end by {@code pads} or {@code auto_pad}
 */
record OnnxAxis(int in, int out, int before, int after) {
  static OnnxAxis of(OnnxSpec spec, int axis, int in) {
    return spec.op().isTransposed() ? transposed(spec, axis, in) : forward(spec, axis, in);
  }

  private static OnnxAxis forward(OnnxSpec spec, int axis, int in) {
    int stride = spec.strides().get(axis);
    long last = (spec.kernelSize().get(axis) - 1L) * spec.dilations().get(axis);
    if (spec.padding() instanceof OnnxPadding.Same same) {
      int starts = 0;
      while ((long) starts * stride < in) {
        starts++;
      }
      long lacking = (starts - 1L) * stride + last - (in - 1);
      int less = lacking > 0 ? (int) (lacking / 2) : 0;
      int more = lacking > 0 ? (int) (lacking - less) : 0;
      return same.rule() == SameRule.LOWER
          ? new OnnxAxis(in, starts, more, less)
          : new OnnxAxis(in, starts, less, more);
    }
    PadAmount pads =
        spec.padding() instanceof OnnxPadding.Pads given
            ? given.amounts().get(axis)
            : PadAmount.NONE;
    boolean ceil = spec.ceilMode();
    long end = (long) in + pads.after();
    int windows = 0;
    // Windows are counted as long as one fits, and with ceil_mode one more that is left over.
    while (true) {
      long start = (long) windows * stride - pads.before();
      boolean fits = start + last < end;
      boolean leftOver = start - stride + last < end - 1 && start < in;
      if (!fits && !(ceil && leftOver)) {
        return new OnnxAxis(in, windows, pads.before(), pads.after());
      }
      windows++;
    }
  }

  /** {@code stride·(in − 1) + output_padding + reach} elements, of which some are cropped. */
  private static OnnxAxis transposed(OnnxSpec spec, int axis, int in) {
    int stride = spec.strides().get(axis);
    long all =
        (in - 1L) * stride
            + (spec.kernelSize().get(axis) - 1L) * spec.dilations().get(axis)
            + 1
            + spec.output().padding().get(axis);
    boolean sized = !spec.output().shape().isEmpty();
    if (!sized && spec.padding() instanceof OnnxPadding.Pads pads) {
      PadAmount crop = pads.amounts().get(axis);
      return new OnnxAxis(in, (int) (all - crop.before() - crop.after()), crop.before(), 0);
    }
    if (!sized && spec.padding() instanceof OnnxPadding.Valid) {
      return new OnnxAxis(in, (int) all, 0, 0);
    }
    int out = sized ? spec.output().shape().get(axis) : in * stride;
    long total = all - out;
    if (total < 0) {
      return new OnnxAxis(in, out, 0, 0);
    }
    boolean upper =
        spec.padding() instanceof OnnxPadding.Same same && same.rule() == SameRule.UPPER;
    return new OnnxAxis(in, out, (int) (upper ? total / 2 : total - total / 2), 0);
  }

  /** The elements of each window that an average divides by, along this axis. */
  double[] counted(OnnxSpec spec, int axis) {
    double[] counted = new double[out];
    int front = spec.countIncludePad() ? before : 0;
    int back = spec.countIncludePad() ? after : 0;
    for (int window = 0; window < out; window++) {
      for (int k = 0; k < spec.kernelSize().get(axis); k++) {
        long at =
            (long) window * spec.strides().get(axis)
                + (long) k * spec.dilations().get(axis)
                - before;
        counted[window] += at >= -front && at < (long) in + back ? 1 : 0;
      }
    }
    return counted;
  }
}
