package io.github.padbridge.equivalence;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.SizeSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Whether two chains of ops are equal, decided for every input size.
 *
 * @param axes one for each spatial axis, outermost first
 * @param causes why they are not equal, in the order in which to repair them; empty where they are
 *     equal
 * @param starts where the windows start, for each axis that differs at a size that both sides
 *     accept; only where both sides have one window
 */
public record Equivalence(
    Verdict verdict, List<Axis> axes, List<Cause> causes, List<WindowStarts> starts) {
  /** The sizes at which the sides are equal, of those that the left side accepts. */
  public enum Verdict {
    EVERY_SIZE,
    SOME_SIZES,
    NO_SIZE;

    /** The name in output. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
    starts = List.copyOf(starts);
  }

  /**
   * Compares two chains. The weights are taken to be the same, each in its own layout, except for
   * one that a text reorders: that is taken to be the other side's.
   *
   * @throws Refusal if a chain cannot be compared, or the decision takes too long
   */
  public static Equivalence of(Chain left, Chain right) {
    return decided(() -> decided(left, right));
  }

  /**
   * Whether two chains are equal at every size that the left one accepts: the verdict alone.
   *
   * @throws Refusal if a chain cannot be compared, or the decision takes too long
   */
  public static boolean isAlways(Chain left, Chain right) {
    return decided(
        () -> {
          List<List<AxisOp>> leftAxes = ChainAxes.of(left);
          List<List<AxisOp>> rightAxes = ChainAxes.of(right);
          return leftAxes.size() == rightAxes.size()
              && layerCauses(left, right, leftAxes, rightAxes).isEmpty()
              && equalities(leftAxes, rightAxes).stream().allMatch(AxisEquality::isAlways);
        });
  }

  private static <T> T decided(Supplier<T> decision) {
    try {
      return decision.get();
    } catch (Budget.Exceeded | ArithmeticException exceeded) {
      throw new Refusal(
          new Fault(
              "these layers are too large to be compared at every size",
              "the number of sizes to check grows with kernel size, dilation, stride and padding",
              List.of(),
              null));
    }
  }

  private static Equivalence decided(Chain left, Chain right) {
    List<List<AxisOp>> leftAxes = ChainAxes.of(left);
    List<List<AxisOp>> rightAxes = ChainAxes.of(right);
    List<Cause> causes = layerCauses(left, right, leftAxes, rightAxes);
    if (leftAxes.size() != rightAxes.size()) {
      String message =
          "the left side has "
              + leftAxes.size()
              + " spatial axes, the right side "
              + rightAxes.size();
      causes.add(
          new Cause(CauseKind.LAYOUT, null, leftAxes.size(), rightAxes.size(), null, message));
      return new Equivalence(Verdict.NO_SIZE, List.of(), causes, List.of());
    }
    boolean never = !causes.isEmpty();
    List<AxisEquality> equalities = equalities(leftAxes, rightAxes);
    List<Axis> axes = new ArrayList<>();
    List<WindowStarts> starts = new ArrayList<>();
    String names = Layout.spatialAxes(leftAxes.size());
    for (int axis = 0; axis < names.length(); axis++) {
      AxisEquality equality = equalities.get(axis);
      axes.add(
          new Axis(
              names.charAt(axis),
              equality.left(),
              never ? none(equality.left()) : equality.equal(),
              never ? equality.left() : equality.different(),
              equality.right()));
    }
    causes.addAll(new ChainCauses(leftAxes, rightAxes, equalities).find(!never));
    causes.sort(Comparator.comparing(Cause::kind));
    for (int axis = 0; axis < names.length(); axis++) {
      AxisEquality equality = equalities.get(axis);
      if (!equality.isAlways()) {
        starts(names.charAt(axis), leftAxes.get(axis), rightAxes.get(axis), equality, causes)
            .ifPresent(starts::add);
      }
    }
    return new Equivalence(verdict(never, equalities), axes, causes, starts);
  }

  /** Why they differ at every size, whatever their windows read. */
  private static List<Cause> layerCauses(
      Chain left, Chain right, List<List<AxisOp>> leftAxes, List<List<AxisOp>> rightAxes) {
    List<Cause> causes = LayerCauses.of(left.placed(), right.placed(), leftAxes, rightAxes);
    causes.addAll(FunctionCauses.of(left, right));
    causes.addAll(WeightCauses.of(left, right));
    causes.addAll(PatchCauses.of(left, right));
    return causes;
  }

  /**
   * The starts at a size at which the first windows start differently; otherwise at any size at
   * which the sides differ.
   */
  private static Optional<WindowStarts> starts(
      char axis, List<AxisOp> left, List<AxisOp> right, AxisEquality equality, List<Cause> causes) {
    SizeSet telling =
        causes.stream()
            .filter(cause -> cause.kind() == CauseKind.PADDING_START)
            .filter(cause -> cause.axis() != null && cause.axis() == axis)
            .flatMap(cause -> Optional.ofNullable(cause.sizes()).stream())
            .findFirst()
            .orElse(equality.different());
    return WindowStarts.telling(
        axis,
        left,
        right,
        size -> telling.contains(size) && equality.right().contains(size),
        equality.examined());
  }

  /** Decides equal axes once: most layers have the same arguments on every axis. */
  private static List<AxisEquality> equalities(List<List<AxisOp>> left, List<List<AxisOp>> right) {
    Map<List<List<AxisOp>>, AxisEquality> decided = new HashMap<>();
    List<AxisEquality> equalities = new ArrayList<>();
    for (int axis = 0; axis < left.size(); axis++) {
      List<List<AxisOp>> pair = List.of(left.get(axis), right.get(axis));
      AxisEquality known = decided.get(pair);
      AxisEquality equality = known == null ? equality(pair.get(0), pair.get(1)) : known;
      decided.put(pair, equality);
      equalities.add(equality);
    }
    return equalities;
  }

  /** The same adaptive pooling at the end of both is left out where the ops before it are equal. */
  private static AxisEquality equality(List<AxisOp> left, List<AxisOp> right) {
    int one = left.size() - 1;
    int other = right.size() - 1;
    if (Math.min(one, other) > 0
        && left.get(one) instanceof AxisOp.Adaptive last
        && last.equals(right.get(other))) {
      AxisEquality before = AxisEquality.of(left.subList(0, one), right.subList(0, other));
      if (before.isAlways()) {
        return before;
      }
    }
    return AxisEquality.of(left, right);
  }

  /**
   * Whether two lists of ops, one for each spatial axis, are equal at every size that the left ones
   * accept.
   *
   * @return empty where the decision takes too long
   */
  public static Optional<Boolean> isAlways(List<List<AxisOp>> left, List<List<AxisOp>> right) {
    Budget budget = Budget.small();
    try {
      for (int axis = 0; axis < left.size(); axis++) {
        List<AxisOp> form = AxisForm.of(right.get(axis));
        if (!AxisEquality.of(left.get(axis), form, budget).isAlways()) {
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

  /**
   * Spatial sizes at which the sides are equal, each with one size for every axis.
   *
   * @param most at most this many
   */
  public List<List<Long>> equalSizes(int most) {
    List<List<Long>> all = new ArrayList<>();
    List<List<Long>> axis = axes.stream().map(each -> first(each.equal(), most)).toList();
    for (int i = 0; i < most && verdict != Verdict.NO_SIZE; i++) {
      int at = i;
      all.add(axis.stream().map(sizes -> sizes.get(Math.min(at, sizes.size() - 1))).toList());
    }
    return all.stream().distinct().toList();
  }

  /** The first sizes of a set. */
  private static List<Long> first(SizeSet set, int most) {
    List<Long> sizes = new ArrayList<>();
    OptionalLong next = set.first(set.least());
    while (sizes.size() < most && next.isPresent()) {
      sizes.add(next.getAsLong());
      next = set.first(next.getAsLong() + 1);
    }
    return sizes;
  }

  /**
   * Whether the left side accepts a few input sizes only: a layer with a fixed output size accepts
   * one.
   */
  public boolean isOfFewSizes() {
    return axes.stream().anyMatch(axis -> axis.accepted().isFinite());
  }

  /** The verdict in words: equal at the few sizes of the left side is not at every size. */
  public Verdict stated() {
    return isOfFewSizes() && verdict == Verdict.EVERY_SIZE ? Verdict.SOME_SIZES : verdict;
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
}
