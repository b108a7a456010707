package io.github.padbridge.notation;

import java.util.ArrayList;
import java.util.List;

/** Writes a padding as {@code pads} of ONNX: all starts, then all ends. */
final class OnnxWriter {
  private OnnxWriter() {}

  static NotationResult pad(TensorPadding padding) {
    String name = "ONNX Pad";
    String reason =
        Reasons.first(
            Reasons.interior(padding),
            Reasons.mode(padding, padding.mode().onnx()),
            SizeRules.broken(padding));
    if (reason != null) {
      boolean isRepeated = padding.mode() == FillMode.SYMMETRIC && padding.largest() <= 1;
      // For amounts up to 1, symmetric equals edge.
      String instead = isRepeated ? pad(padding.withMode(FillMode.REPLICATE)).expression() : null;
      return new NotationResult(name, padding.layout(), null, reason, instead);
    }
    String expression = pads(padding.axes());
    if (padding.mode() != FillMode.CONSTANT) {
      expression += ", mode=\"" + padding.mode().onnx() + "\"";
    } else if (!padding.value().isZero()) {
      expression += ", constant_value=" + padding.value().python();
    }
    return new NotationResult(name, padding.layout(), expression, null, null);
  }

  static NotationResult conv(TensorPadding padding) {
    String name = "ONNX Conv";
    String reason =
        Reasons.first(
            Reasons.interior(padding),
            Reasons.notMode(padding, FillMode.CONSTANT, "pads with zeros"),
            Reasons.notZeros(padding),
            Reasons.negative(padding),
            Reasons.noLayout(padding),
            Reasons.unbatched(padding),
            Reasons.notSpatial(padding));
    return reason == null
        ? new NotationResult(name, padding.layout(), pads(padding.spatial()), null, null)
        : new NotationResult(name, padding.layout(), null, reason, null);
  }

  private static String pads(List<AxisPadding> axes) {
    List<Integer> amounts = new ArrayList<>();
    axes.forEach(axis -> amounts.add(axis.before()));
    axes.forEach(axis -> amounts.add(axis.after()));
    return "pads=" + amounts;
  }
}
