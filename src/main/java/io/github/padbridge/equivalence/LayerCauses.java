package io.github.padbridge.equivalence;

import io.github.padbridge.chain.Chain.AdaptiveOp;
import io.github.padbridge.chain.Chain.LayerOp;
import io.github.padbridge.chain.Chain.PlacedOp;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Why the layers of two chains differ at every size. */
final class LayerCauses {
  private LayerCauses() {}

  /** The differences that do not depend on the input size. */
  static List<Cause> of(
      List<PlacedOp> left,
      List<PlacedOp> right,
      List<List<AxisOp>> leftAxes,
      List<List<AxisOp>> rightAxes) {
    List<Cause> causes = new ArrayList<>();
    if (left.size() != right.size()) {
      String message =
          "the left side has " + left.size() + " layers, the right side " + right.size();
      causes.add(new Cause(CauseKind.OPERATION, null, left.size(), right.size(), null, message));
      return causes;
    }
    int leftWeight = 0;
    int rightWeight = 0;
    for (int i = 0; i < left.size(); i++) {
      Computation one = computation(left.get(i));
      Computation other = computation(right.get(i));
      String kind = kind(left.get(i));
      String otherKind = kind(right.get(i));
      if (!kind.equals(otherKind)) {
        String message = "the left side is " + kind + ", the right side is " + otherKind;
        causes.add(new Cause(CauseKind.OPERATION, null, kind, otherKind, null, message));
      } else if (one instanceof Convolution l && other instanceof Convolution r) {
        channels(l, r, causes);
        bias(hasBias(leftAxes, leftWeight), hasBias(rightAxes, rightWeight), causes);
      }
      leftWeight += one instanceof Convolution ? 1 : 0;
      rightWeight += other instanceof Convolution ? 1 : 0;
    }
    return causes;
  }

  /** What a layer computes; null for an adaptive pooling. */
  private static @Nullable Computation computation(PlacedOp op) {
    return op instanceof LayerOp layer ? LayerComputation.of(layer.layer()) : null;
  }

  private static String kind(PlacedOp op) {
    if (op instanceof AdaptiveOp adaptive) {
      return adaptive.pooling().max() ? "max pooling" : "average pooling";
    }
    Computation computation = computation(op);
    if (computation instanceof Convolution) {
      return "a convolution";
    }
    return computation instanceof AveragePooling ? "average pooling" : "max pooling";
  }

  private static void channels(Convolution left, Convolution right, List<Cause> causes) {
    Channels l = left.channels();
    Channels r = right.channels();
    size(CauseKind.CHANNELS, l.in(), r.in(), "input channels", causes);
    size(CauseKind.CHANNELS, l.out(), r.out(), "output channels", causes);
    size(CauseKind.GROUPS, l.groups(), r.groups(), "groups", causes);
    if (l.groups().isKnown() != r.groups().isKnown()) {
      if (!(l.groups().isKnown() ? canBeDepthwise(l, r) : canBeDepthwise(r, l))) {
        String message = "groups: " + groups(l) + " on the left, " + groups(r) + " on the right";
        causes.add(new Cause(CauseKind.GROUPS, null, value(l), value(r), null, message));
      }
    } else if (!l.groups().isKnown()
        && l.outPerGroup().isPresent()
        && r.outPerGroup().isPresent()) {
      Size one = Size.of(l.outPerGroup().getAsLong());
      Size other = Size.of(r.outPerGroup().getAsLong());
      size(CauseKind.CHANNELS, one, other, "output channels of each input channel", causes);
    }
  }

  /**
   * Whether a convolution with known groups can be a depthwise one with unknown channels. One group
   * is not: every output would read all input channels.
   */
  private static boolean canBeDepthwise(Channels known, Channels depthwise) {
    Size groups = known.groups();
    OptionalLong each = depthwise.outPerGroup();
    return !known.isOneGroup()
        && (!known.in().isKnown() || known.in().equals(groups))
        && (!known.out().isKnown()
            || each.isEmpty()
            || known.out().equals(groups.times(each.getAsLong())));
  }

  private static String groups(Channels channels) {
    return channels.groups().isKnown()
        ? channels.groups().toString()
        : "one for each input channel";
  }

  private static Object value(Channels channels) {
    Size groups = channels.groups();
    return groups.isKnown() ? groups.value() : groups.toString();
  }

  private static boolean hasBias(List<List<AxisOp>> axes, int weight) {
    return axes.get(0).stream().anyMatch(op -> op instanceof AxisOp.Bias b && b.weight() == weight);
  }

  private static void bias(boolean left, boolean right, List<Cause> causes) {
    if (left != right) {
      String message =
          (left ? "the left" : "the right")
              + " side adds a bias, "
              + (left ? "the right" : "the left")
              + " side does not";
      causes.add(new Cause(CauseKind.BIAS, null, left, right, null, message));
    }
  }

  private static void size(CauseKind kind, Size left, Size right, String what, List<Cause> causes) {
    if (left.isKnown() && right.isKnown() && !left.equals(right)) {
      String message = what + ": " + left + " on the left, " + right + " on the right";
      causes.add(new Cause(kind, null, left.value(), right.value(), null, message));
    }
  }
}
