package io.github.padbridge.equivalence;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;
import io.github.padbridge.shape.SizeSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether two chains of ops compute the same, decided for every input size.
 *
 * @param axes one for each spatial axis, outermost first
 * @param causes why they are not equal, the first to be repaired first; none where they are
 * @param starts of the windows where they differ at a size that both sides accept, else null
 */
public record Equivalence(
    Verdict verdict, List<Axis> axes, List<Cause> causes, @Nullable WindowStarts starts) {
  /** At which of the sizes that the left side accepts the right side is equal. */
  public enum Verdict {
    EVERY_SIZE,
    SOME_SIZES,
    NO_SIZE;

    /** The name in answers. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One spatial axis.
   *
   * @param accepted the input sizes that the left side accepts
   * @param equal those that the right side accepts too, with the same values
   * @param different those of {@code accepted} that are not in {@code equal}
   * @param right the input sizes that the right side accepts
   */
  public record Axis(
      char name, SizeSet accepted, SizeSet equal, SizeSet different, SizeSet right) {}

  public Equivalence {
    axes = List.copyOf(axes);
    causes = List.copyOf(causes);
  }

  /**
   * Compares two chains. The weights are taken to be the same, each in its own layout.
   *
   * @throws Refusal if a chain cannot be compared, or the decision takes too long
   */
  public static Equivalence of(Chain left, Chain right) {
    try {
      return decided(left, right);
    } catch (Budget.Exceeded | ArithmeticException exceeded) {
      throw new Refusal(
          new Fault(
              "these layers reach too far to be compared at every size",
              "kernel size, dilation, stride and padding bound the sizes to look at",
              List.of(),
              null));
    }
  }

  private static Equivalence decided(Chain left, Chain right) {
    List<List<AxisOp>> leftAxes = ChainAxes.of(left);
    List<List<AxisOp>> rightAxes = ChainAxes.of(right);
    List<Cause> causes = layerCauses(left.layers(), right.layers(), leftAxes, rightAxes);
    if (leftAxes.size() != rightAxes.size()) {
      String message =
          "the left side has "
              + leftAxes.size()
              + " spatial axes, the right side "
              + rightAxes.size();
      causes.add(
          new Cause(CauseKind.LAYOUT, null, leftAxes.size(), rightAxes.size(), null, message));
      return new Equivalence(Verdict.NO_SIZE, List.of(), causes, null);
    }
    boolean never = !causes.isEmpty();
    List<AxisEquality> equalities = new ArrayList<>();
    List<Axis> axes = new ArrayList<>();
    List<Cause> axisCauses = new ArrayList<>();
    String names = Layout.spatialAxes(leftAxes.size());
    for (int axis = 0; axis < names.length(); axis++) {
      List<AxisOp> one = leftAxes.get(axis);
      List<AxisOp> other = rightAxes.get(axis);
      // Most layers have the same arguments on every axis.
      int same = axis;
      for (int before = axis - 1; before >= 0; before--) {
        if (leftAxes.get(before).equals(one) && rightAxes.get(before).equals(other)) {
          same = before;
        }
      }
      AxisEquality equality = same < axis ? equalities.get(same) : AxisEquality.of(one, other);
      equalities.add(equality);
      axes.add(
          new Axis(
              names.charAt(axis),
              equality.left(),
              never ? none(equality.left()) : equality.equal(),
              never ? equality.left() : equality.different(),
              equality.right()));
      axisCauses.addAll(AxisCauses.of(names.charAt(axis), one, other, equality));
    }
    WindowStarts starts = null;
    for (Cause cause : axisCauses) {
      SizeSet sizes = cause.sizes();
      if (starts == null && cause.kind() == CauseKind.PADDING_START && sizes != null) {
        int axis = names.indexOf(java.util.Objects.requireNonNull(cause.axis()));
        starts =
            WindowStarts.telling(names.charAt(axis), leftAxes.get(axis), rightAxes.get(axis), sizes)
                .orElse(null);
      }
    }
    causes.addAll(axisCauses);
    causes.sort(Comparator.comparing(Cause::kind));
    return new Equivalence(verdict(never, equalities), axes, causes, starts);
  }

  /**
   * Whether two lists of ops, one for each spatial axis, are equal at every size that the left ones
   * accept.
   *
   * @return empty where the decision takes too long
   */
  public static Optional<Boolean> isAlways(List<List<AxisOp>> left, List<List<AxisOp>> right) {
    try {
      for (int axis = 0; axis < left.size(); axis++) {
        List<AxisOp> form = AxisForm.of(right.get(axis));
        if (!AxisEquality.of(left.get(axis), form).isAlways()) {
          return Optional.of(false);
        }
      }
      return Optional.of(true);
    } catch (Budget.Exceeded | ArithmeticException exceeded) {
      return Optional.empty();
    }
  }

  private static SizeSet none(SizeSet like) {
    return new SizeSet(like.least(), like.least(), 1, List.of(), List.of());
  }

  private static Verdict verdict(boolean never, List<AxisEquality> axes) {
    if (never || axes.stream().anyMatch(AxisEquality::isNever)) {
      return Verdict.NO_SIZE;
    }
    return axes.stream().allMatch(AxisEquality::isAlways) ? Verdict.EVERY_SIZE : Verdict.SOME_SIZES;
  }

  /** Whether the sides are equal at some input sizes, one for each spatial axis. */
  public boolean holdsAt(List<Long> sizes) {
    for (int axis = 0; axis < axes.size(); axis++) {
      if (!axes.get(axis).equal().contains(sizes.get(axis))) {
        return false;
      }
    }
    return verdict != Verdict.NO_SIZE;
  }

  /** In what the layers differ that no size changes. */
  private static List<Cause> layerCauses(
      List<Layer> left,
      List<Layer> right,
      List<List<AxisOp>> leftAxes,
      List<List<AxisOp>> rightAxes) {
    List<Cause> causes = new ArrayList<>();
    if (left.size() != right.size()) {
      String message =
          "the left side has " + left.size() + " layers, the right side " + right.size();
      causes.add(new Cause(CauseKind.OPERATION, null, left.size(), right.size(), null, message));
      return causes;
    }
    for (int i = 0; i < left.size(); i++) {
      Computation one = LayerComputation.of(left.get(i));
      Computation other = LayerComputation.of(right.get(i));
      String kind = kind(one);
      String otherKind = kind(other);
      if (!kind.equals(otherKind)) {
        String message = "the left side is " + kind + ", the right side " + otherKind;
        causes.add(new Cause(CauseKind.OPERATION, null, kind, otherKind, null, message));
      } else if (one instanceof Convolution l && other instanceof Convolution r) {
        channels(l, r, causes);
        bias(hasBias(leftAxes, i), hasBias(rightAxes, i), causes);
      }
    }
    return causes;
  }

  private static String kind(Computation computation) {
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
      String message = "the left side has " + left + " " + what + ", the right side " + right;
      causes.add(new Cause(kind, null, left.value(), right.value(), null, message));
    }
  }
}
