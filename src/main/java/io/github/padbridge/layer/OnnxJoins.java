package io.github.padbridge.layer;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** ONNX nodes equal to a pad and a node, or to a node and a crop. */
public final class OnnxJoins {
  private OnnxJoins() {}

  /**
   * The node equal to {@code pad} followed by {@code node}, on the input of the pad. Empty if one
   * node cannot do both.
   */
  public static Optional<OnnxSpec> padded(PadModule pad, OnnxSpec node) {
    boolean joins =
        !node.op().isTransposed()
            && !node.op().isGlobal()
            && !node.roundsUp()
            && !(node.padding() instanceof OnnxPadding.Same)
            && pad.spatialRank() == node.spatialRank()
            && pad.mode() == PaddingMode.ZEROS
            && pad.value() == (node.op().isMax() ? Double.NEGATIVE_INFINITY : 0)
            && pad.amounts().stream().noneMatch(a -> a.before() < 0 || a.after() < 0);
    List<PadAmount> own = amounts(node);
    boolean counts = node.countIncludePad() || PadAmount.areNone(own);
    if (!joins || (node.op() == OnnxOp.AVERAGE_POOL && !counts)) {
      return Optional.empty();
    }
    Shape input = node.inputShape();
    List<PadAmount> both = new ArrayList<>();
    for (int axis = 0; axis < node.spatialRank(); axis++) {
      PadAmount added = pad.amounts().get(axis);
      both.add(sum(own.get(axis), added));
      int at = node.dataAxis(axis);
      input =
          input.size(at).isKnown() ? input.with(at, input.size(at).plus(-added.total())) : input;
    }
    boolean averages = node.op() == OnnxOp.AVERAGE_POOL;
    return with(node, both, averages, input);
  }

  /**
   * The node whose output is that of {@code node} without what is cut off.
   *
   * @param cuts what is cut off each spatial axis, not negative
   */
  public static Optional<OnnxSpec> cropped(OnnxSpec node, List<PadAmount> cuts) {
    boolean joins =
        !node.op().isPooling()
            && (node.op().isTransposed() || !(node.padding() instanceof OnnxPadding.Same));
    if (!joins) {
      return Optional.empty();
    }
    List<PadAmount> own = amounts(node);
    List<PadAmount> left = new ArrayList<>();
    for (int axis = 0; axis < node.spatialRank(); axis++) {
      // A forward convolution pads less, a transposed one crops more.
      int factor = node.op().isTransposed() ? 1 : -node.strides().get(axis);
      PadAmount cut = cuts.get(axis);
      left.add(
          sum(
              own.get(axis),
              new PadAmount(
                  Math.multiplyExact(factor, cut.before()),
                  Math.multiplyExact(factor, cut.after()))));
    }
    return with(node, left, node.countIncludePad(), node.inputShape());
  }

  /** The same node with pads in place of {@code auto_pad} and {@code output_shape}. */
  public static OnnxSpec withPads(OnnxSpec node) {
    return with(node, amounts(node), node.countIncludePad(), node.inputShape()).orElseThrow();
  }

  private static List<PadAmount> amounts(OnnxSpec node) {
    List<PadAmount> amounts =
        new ArrayList<>(Collections.nCopies(node.spatialRank(), PadAmount.NONE));
    for (int axis = 0; axis < amounts.size(); axis++) {
      amounts.set(axis, node.padAmount(axis).orElse(PadAmount.NONE));
    }
    return amounts;
  }

  private static PadAmount sum(PadAmount one, PadAmount other) {
    return new PadAmount(
        Math.addExact(one.before(), other.before()), Math.addExact(one.after(), other.after()));
  }

  private static Optional<OnnxSpec> with(
      OnnxSpec node, List<PadAmount> amounts, boolean countIncludePad, Shape input) {
    List<PadAmount> pads = new ArrayList<>(amounts);
    List<Integer> more = new ArrayList<>(node.output().padding());
    for (int axis = 0; node.op().isTransposed() && axis < pads.size(); axis++) {
      // An output_shape may be longer than the full result.
      PadAmount amount = amounts.get(axis);
      pads.set(axis, new PadAmount(amount.before(), Math.max(amount.after(), 0)));
      more.set(axis, more.get(axis) + Math.max(-amount.after(), 0));
    }
    try {
      return Optional.of(
          new OnnxSpec(
              node.op(),
              node.channels(),
              node.windows(),
              new OnnxPadding.Pads(pads),
              new OnnxOutput(more, List.of()),
              node.ceilMode(),
              countIncludePad,
              input));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }
}
