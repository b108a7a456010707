package io.github.padbridge.equivalence;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.Chain.LayerOp;
import io.github.padbridge.chain.Chain.PlacedOp;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/** Weights that a text brings into a wrong order. */
final class WeightCauses {
  private WeightCauses() {}

  /** None for chains of different numbers of layers. */
  static List<Cause> of(Chain left, Chain right) {
    List<PlacedOp> ones = left.placed();
    List<PlacedOp> others = right.placed();
    List<Cause> causes = new ArrayList<>();
    for (int i = 0; ones.size() == others.size() && i < ones.size(); i++) {
      String prefix = ones.size() == 1 ? "" : "layer " + (i + 1) + ": ";
      if (ones.get(i) instanceof LayerOp one && others.get(i) instanceof LayerOp other) {
        find("left", one, other, prefix, causes);
        find("right", other, one, prefix, causes);
      }
    }
    return causes;
  }

  private static void find(
      String side, LayerOp op, LayerOp other, String prefix, List<Cause> causes) {
    WeightAxes axes = WeightAxes.of(op, other).orElse(null);
    if (axes == null || !(LayerComputation.of(op.layer()) instanceof Convolution convolution)) {
      return;
    }
    boolean isPoint = convolution.axes().stream().allMatch(axis -> axis.window().size() == 1);
    Channels channels = convolution.channels();
    boolean isOne = channels.in().equals(Size.of(1)) && channels.out().equals(Size.of(1));
    if (axes.exchangesChannels() && !isOne) {
      boolean isGrouped = !channels.groups().equals(Size.of(1));
      CauseKind kind = isGrouped ? CauseKind.GROUPS : CauseKind.CHANNELS;
      causes.add(cause(kind, side, axes, prefix, "input and output channels"));
    }
    if (axes.exchangesKernel() && !isPoint) {
      causes.add(cause(CauseKind.LAYOUT, side, axes, prefix, "the axes of the kernel"));
    }
  }

  private static Cause cause(
      CauseKind kind, String side, WeightAxes axes, String prefix, String what) {
    boolean isLeft = side.equals("left");
    String message =
        prefix
            + "the "
            + side
            + " side exchanges "
            + what
            + " of the weight: its axes are "
            + axes.given()
            + " there, and must be "
            + axes.wanted();
    return new Cause(
        kind,
        null,
        isLeft ? axes.given() : axes.wanted(),
        isLeft ? axes.wanted() : axes.given(),
        null,
        message);
  }
}
