package io.github.padbridge.notation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a padding as a Keras layer, channels last. */
final class KerasWriter {
  private KerasWriter() {}

  static NotationResult write(TensorPadding given) {
    TensorPadding padding =
        given.layout() == null ? given : given.in(given.layout().asChannelsLast());
    DataLayout layout = padding.layout();
    String name = "ZeroPadding" + (layout == null ? "N" : layout.spatialRank()) + "D";
    String reason =
        Reasons.first(
            Reasons.interior(padding),
            Reasons.notMode(padding, FillMode.CONSTANT, "pads with zeros"),
            Reasons.notZeros(padding),
            Reasons.negative(padding),
            Reasons.noLayout(padding),
            Reasons.unbatched(padding),
            Reasons.notSpatial(padding),
            SizeRules.broken(padding));
    if (reason != null) {
      return new NotationResult(name, layout, null, reason, instead(padding));
    }
    List<String> pairs =
        padding.spatial().stream()
            .map(axis -> "(" + axis.before() + ", " + axis.after() + ")")
            .toList();
    String amounts = pairs.size() == 1 ? pairs.get(0) : "(" + Reasons.joined(pairs) + ")";
    return new NotationResult(
        name, layout, "keras.layers." + name + "(" + amounts + ")", null, null);
  }

  /** Writes {@code keras.ops.pad}, which pads every axis and has three modes. */
  private static @Nullable String instead(TensorPadding padding) {
    String impossible =
        Reasons.first(
            Reasons.interior(padding),
            Reasons.negative(padding),
            Reasons.mode(padding, padding.mode().tensorFlow()),
            TensorFlowWriter.tooManyAxes(padding),
            SizeRules.broken(padding));
    return impossible == null ? NumpyWriter.expression("keras.ops.pad", padding) : null;
  }
}
