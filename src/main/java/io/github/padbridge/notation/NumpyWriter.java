package io.github.padbridge.notation;

import java.util.List;

/** Writes a padding as {@code np.pad} or a function like it: two numbers for each axis. */
final class NumpyWriter {
  private NumpyWriter() {}

  /** {@code function} is {@code np.pad} or {@code jnp.pad}. */
  static NotationResult write(String function, TensorPadding padding) {
    String reason =
        Reasons.first(
            Reasons.interior(padding),
            Reasons.negative(padding),
            SizeRules.brokenForNumpy(padding));
    if (reason == null) {
      return new NotationResult(
          function, padding.layout(), expression(function, padding), null, null);
    }
    boolean isCropped =
        Reasons.interior(padding) == null && SizeRules.brokenForNumpy(padding) == null;
    String instead = isCropped ? Cropping.of(padding, p -> expression(function, p)) : null;
    return new NotationResult(function, padding.layout(), null, reason, instead);
  }

  static String expression(String function, TensorPadding padding) {
    List<String> rows =
        padding.axes().stream()
            .map(axis -> "(" + axis.before() + ", " + axis.after() + ")")
            .toList();
    String expression = function + "(x, (" + Reasons.joined(rows) + (rows.size() == 1 ? ",)" : ")");
    if (padding.mode() != FillMode.CONSTANT) {
      expression += ", mode=\"" + padding.mode().numpy() + "\"";
    } else if (!padding.value().isZero()) {
      expression += ", constant_values=" + padding.value().python();
    }
    return expression + ")";
  }
}
