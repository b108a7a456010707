package io.github.padbridge.notation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a padding for {@code jax.lax}. */
final class LaxWriter {
  private LaxWriter() {}

  /** {@code jax.lax.pad}, the only notation that also pads between elements. */
  static NotationResult pad(TensorPadding padding) {
    String name = "jax.lax.pad";
    String reason = Reasons.notMode(padding, FillMode.CONSTANT, "pads with a constant");
    if (reason != null) {
      return new NotationResult(name, padding.layout(), null, reason, null);
    }
    List<String> rows =
        padding.axes().stream()
            .map(axis -> "(" + axis.before() + ", " + axis.after() + ", " + axis.interior() + ")")
            .toList();
    String expression = name + "(x, " + padding.value().pythonFloat() + ", " + rows + ")";
    return new NotationResult(name, padding.layout(), expression, null, null);
  }

  /** The padding of {@code lax.conv_general_dilated}: spatial axes, zeros. */
  static NotationResult convolution(TensorPadding padding) {
    String name = "lax.conv padding";
    String reason =
        Reasons.first(
            Reasons.notMode(padding, FillMode.CONSTANT, "pads with zeros"),
            Reasons.notZeros(padding),
            Reasons.noLayout(padding),
            Reasons.unbatched(padding),
            Reasons.notSpatial(padding),
            Reasons.interior(padding));
    if (reason == null) {
      return new NotationResult(name, padding.layout(), pairs(padding), null, null);
    }
    return new NotationResult(name, padding.layout(), null, reason, dilated(padding));
  }

  private static String pairs(TensorPadding padding) {
    return padding.spatial().stream()
        .map(axis -> "(" + axis.before() + ", " + axis.after() + ")")
        .toList()
        .toString();
  }

  /** Interior padding is the dilation of the input. */
  private static @Nullable String dilated(TensorPadding padding) {
    String impossible =
        Reasons.first(
            Reasons.notZeros(padding),
            Reasons.noLayout(padding),
            Reasons.unbatched(padding),
            Reasons.notSpatial(padding));
    if (impossible != null || Reasons.interior(padding) == null) {
      return null;
    }
    List<Integer> dilations = padding.spatial().stream().map(axis -> axis.interior() + 1).toList();
    return "padding="
        + pairs(padding)
        + ", lhs_dilation=("
        + Reasons.joined(dilations)
        + (dilations.size() == 1 ? ",)" : ")");
  }
}
