package io.github.padbridge.explain;

import io.github.padbridge.explain.SameOp.Outcome;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An axis of unknown size for which the padding of the other framework is right at some sizes only:
 * the picture shows a size at which it is wrong.
 *
 * @param misfits the sizes at which it is wrong
 * @param fits the sizes at which it is right
 * @param here a sentence part about the misfits
 * @param there a sentence part about the other sizes
 */
record Contrast(AxisSizes misfits, AxisSizes fits, String here, String there) {

  /** Empty where the size is known, and where it makes no difference. */
  static Optional<Contrast> of(Layer layer, int axis) {
    if (layer.inputSize(axis).isKnown()) {
      return Optional.empty();
    }
    return layer.accept(
        new Layer.Visitor<Optional<Contrast>>() {
          @Override
          public Optional<Contrast> conv(ConvSpec spec) {
            return SameOp.of(spec, axis).flatMap(same -> ofSame(same, spec, axis));
          }

          @Override
          public Optional<Contrast> pool(PoolSpec spec) {
            return SameOp.of(spec, axis).flatMap(same -> ofSame(same, spec, axis));
          }

          @Override
          public Optional<Contrast> tensorFlow(TensorFlowSpec spec) {
            return SameAmounts.of(spec, axis).flatMap(Contrast::ofSymmetric);
          }

          @Override
          public Optional<Contrast> onnx(OnnxSpec spec) {
            return SameOp.of(spec, axis).flatMap(same -> ofSame(same, spec, axis));
          }

          @Override
          public Optional<Contrast> jax(JaxSpec spec) {
            return spec.reading().isBaseDilated() || spec.padding() instanceof JaxPadding.Same
                ? Optional.empty()
                : SameOp.of(spec, axis).flatMap(same -> ofSame(same, spec, axis));
          }
        });
  }

  /** Different numbers come first: a different shape is easy to notice. */
  private static Optional<Contrast> ofSame(SameOp same, Layer layer, int axis) {
    Map<String, Optional<AxisSizes>> misfits = new LinkedHashMap<>();
    misfits.put("gives different numbers here", same.where(layer, axis, Outcome.NUMBERS));
    misfits.put("starts later here on some builds", same.where(layer, axis, Outcome.BUILDS));
    misfits.put("gives a different size here", same.where(layer, axis, Outcome.SHAPE));
    return first(
        "TensorFlow's SAME ",
        misfits,
        "it gives the same numbers",
        same.where(layer, axis, Outcome.EQUAL));
  }

  private static Optional<Contrast> ofSymmetric(SameAmounts same) {
    Map<String, Optional<AxisSizes>> misfits = new LinkedHashMap<>();
    misfits.put("pads the two ends differently here", same.where(size -> !same.isEven(size)));
    misfits.put("starts later here on some builds", same.where(same::mayStartLate));
    return first(
        "SAME ",
        misfits,
        "equal padding on both sides is right",
        same.where(size -> same.isEven(size) && !same.mayStartLate(size)));
  }

  private static Optional<Contrast> first(
      String subject,
      Map<String, Optional<AxisSizes>> misfits,
      String there,
      Optional<AxisSizes> fits) {
    return misfits.entrySet().stream()
        .filter(misfit -> misfit.getValue().isPresent() && fits.isPresent())
        .findFirst()
        .map(
            misfit ->
                new Contrast(
                    misfit.getValue().orElseThrow(),
                    fits.orElseThrow(),
                    subject + misfit.getKey(),
                    there));
  }

  boolean isMisfit(long size) {
    return misfits.set().filter(set -> set.contains(size)).isPresent();
  }

  /** The size to draw: the first from {@code enough} on, or else the first of all. */
  OptionalLong size(long enough) {
    return misfits
        .set()
        .map(set -> set.first(enough).isPresent() ? set.first(enough) : set.first(1))
        .orElse(OptionalLong.empty());
  }

  /** What is so at the size that is drawn, and at which others it is not. */
  String note(List<Character> axes) {
    return here + "; " + there + " " + fits.onAll(axes) + ".";
  }
}
