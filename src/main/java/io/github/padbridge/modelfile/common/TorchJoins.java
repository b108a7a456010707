package io.github.padbridge.modelfile.common;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxJoins;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** PyTorch layers that do by themselves what a pad in front of them, or a crop behind, does. */
public final class TorchJoins {
  private TorchJoins() {}

  /** The layer with the pad in it; empty where no layer says both. */
  public static Optional<? extends Layer> padded(PadModule pad, Layer layer) {
    if (layer instanceof ConvSpec convolution) {
      return accepted(() -> pad.joinedWith(convolution));
    }
    if (layer instanceof OnnxSpec node) {
      return accepted(() -> OnnxJoins.padded(pad, node));
    }
    return layer instanceof PoolSpec pooling && pad.spatialRank() == pooling.spatialRank()
        ? accepted(() -> pooling(pad, pooling))
        : Optional.empty();
  }

  private static <T> Optional<T> accepted(Supplier<Optional<T>> made) {
    try {
      return made.get();
    } catch (Refusal | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<PoolSpec> pooling(PadModule pad, PoolSpec pooling) {
    boolean pads =
        pad.mode() == PaddingMode.ZEROS
            && pad.amounts().stream().noneMatch(side -> side.before() < 0 || side.after() < 0);
    boolean fills =
        pooling.op().isMax()
            ? pad.value() == Double.NEGATIVE_INFINITY
            : pad.value() == 0 && pooling.countIncludePad();
    if (!pads || !fills || pooling.ceilMode() || pooling.padsSame()) {
      return Optional.empty();
    }
    Shape input = pooling.inputShape();
    List<Integer> both = new ArrayList<>();
    boolean isSymmetric = true;
    boolean isSame = pooling.op().isMax();
    for (int axis = 0; axis < pooling.spatialRank(); axis++) {
      PadAmount side = pad.amounts().get(axis);
      Size padded = pooling.inputSize(axis);
      Size in = padded.isKnown() ? padded.minus(side.total()) : padded;
      input = input.with(pooling.dataAxis(axis), in);
      int own = pooling.padding().get(axis);
      both.add(Math.addExact(own, side.before()));
      isSymmetric &= side.before() == side.after();
      isSame &=
          own == 0
              && in.isKnown()
              && side.equals(
                  ConvArithmetic.tensorFlowSame(
                      in.value(), pooling.effectiveKernel(axis), pooling.stride().get(axis)));
    }
    if (!isSymmetric && !isSame) {
      return Optional.empty();
    }
    return Optional.of(
        new PoolSpec(
            pooling.op(),
            pooling.windows(),
            isSymmetric ? both : pooling.padding(),
            false,
            pooling.countIncludePad(),
            pooling.divisorOverride(),
            !isSymmetric,
            input));
  }

  /**
   * The convolution whose output is this one's without what is cut off.
   *
   * @param cuts what is cut off each spatial axis, not negative
   */
  public static Optional<ConvSpec> cropped(ConvSpec convolution, List<PadAmount> cuts) {
    return convolution.padsAtRuntime()
        ? Optional.empty()
        : accepted(
            () ->
                convolution.op().isTransposed()
                    ? transposed(convolution, cuts)
                    : forward(convolution, cuts));
  }

  private static Optional<ConvSpec> transposed(ConvSpec convolution, List<PadAmount> cuts) {
    List<Integer> padding = new ArrayList<>();
    List<Integer> outputPadding = new ArrayList<>();
    for (int axis = 0; axis < convolution.spatialRank(); axis++) {
      PadAmount cut = cuts.get(axis);
      padding.add(Math.addExact(convolution.padAmount(axis).before(), cut.before()));
      outputPadding.add(convolution.outputPadding().get(axis) + cut.before() - cut.after());
    }
    return Optional.of(
        new ConvSpec(
            convolution.op(),
            convolution.channels(),
            convolution.windows(),
            new Padding.Explicit(padding),
            outputPadding,
            convolution.bias(),
            convolution.paddingMode(),
            convolution.flipKernel(),
            convolution.inputShape()));
  }

  private static Optional<ConvSpec> forward(ConvSpec convolution, List<PadAmount> cuts) {
    List<PadAmount> left = new ArrayList<>();
    for (int axis = 0; axis < convolution.spatialRank(); axis++) {
      PadAmount own = convolution.padAmount(axis);
      int stride = convolution.stride().get(axis);
      PadAmount cut = cuts.get(axis);
      left.add(
          new PadAmount(
              own.before() - Math.multiplyExact(stride, cut.before()),
              own.after() - Math.multiplyExact(stride, cut.after())));
    }
    if (left.stream().anyMatch(side -> side.before() < 0 || side.after() < 0)) {
      return Optional.empty();
    }
    boolean isSymmetric = left.stream().allMatch(side -> side.before() == side.after());
    Padding padding =
        isSymmetric
            ? new Padding.Explicit(left.stream().map(PadAmount::before).toList())
            : new Padding.PerSide(left);
    return Optional.of(
        convolution.withPadding(padding, convolution.paddingMode(), convolution.inputShape()));
  }
}
