package io.github.padbridge.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sets of sizes, held to a look at every size far beyond the horizon. */
class HorizonTest {
  private static final int PAIRS = 1_200;

  private static final int ADAPTIVE = 200;

  /** Every size up to so many horizons is looked at, as long as that is quick. */
  private static final int HORIZONS = 6;

  private static final int MOST = 120;

  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void verdicts_of_random_chains_repeat_beyond_the_horizon() {
    int late = 0;
    int some = 0;
    for (int i = 0; i < PAIRS; i++) {
      List<AxisOp> left = chain();
      List<AxisOp> right = random.nextInt(3) == 0 ? chain() : changed(left);
      if (random.nextInt(4) == 0) {
        // A few places counted from the start, as many from the end.
        int length = from(1, 3);
        left.add(between(from(0, 20), length));
        right.add(between(-from(length + 1, 20), length));
      }
      AxisEquality equality = AxisEquality.of(left, right);
      assertThat(wrong(equality, left, right, MOST)).as("%s and %s", left, right).isZero();
      late +=
          equality
                  .equal()
                  .examples()
                  .anyMatch(size -> size > 20 && equality.equal().remainders().isEmpty())
              ? 1
              : 0;
      some += equality.isAlways() || equality.isNever() ? 0 : 1;
    }
    assertThat(late).isGreaterThan(10);
    assertThat(some).isGreaterThan(40);
  }

  @Test
  void adaptive_poolings_repeat_beyond_the_horizon() {
    int some = 0;
    int always = 0;
    for (int i = 0; i < ADAPTIVE; i++) {
      List<AxisOp> left = chain();
      List<AxisOp> right = random.nextInt(4) == 0 ? new ArrayList<>(left) : changed(left);
      AxisOp pooling = new AxisOp.Adaptive(random.nextBoolean(), from(1, 3));
      left.add(pooling);
      right.add(random.nextInt(8) == 0 ? new AxisOp.Adaptive(true, from(1, 2)) : pooling);
      if (random.nextInt(3) == 0) {
        AxisOp more = op();
        left.add(more);
        right.add(more);
      }
      AxisEquality equality = AxisEquality.of(left, right);
      assertThat(wrong(equality, left, right, 4 * MOST)).as("%s and %s", left, right).isZero();
      always += equality.isAlways() ? 1 : 0;
      some += equality.isAlways() || equality.isNever() ? 0 : 1;
    }
    assertThat(always).isGreaterThan(40);
    assertThat(some).isGreaterThan(10);
  }

  @Test
  void places_counted_from_both_ends_meet_just_before_the_horizon() {
    List<AxisOp> left = List.of(new AxisOp.Slice(30, 31, 1));
    List<AxisOp> right = List.of(new AxisOp.Slice(-30, -29, 1));
    AxisEquality equality = AxisEquality.of(left, right);
    assertThat(equality.equal().examples()).containsExactly(60L);
    assertThat(Horizon.of(left, right).settled()).isBetween(61L, 70L);
  }

  @Test
  void lengths_that_grow_at_nearly_one_rate_meet_far_behind_the_ends() {
    List<AxisOp> left = new ArrayList<>(zeros(5));
    left.add(new AxisOp.Pad(200, 0, Fill.ZERO));
    List<AxisOp> right = zeros(6);
    AxisEquality equality = AxisEquality.of(left, right);
    assertThat(equality.equal().examples()).containsExactly(201L);
    assertThat(wrong(equality, left, right, 4 * MOST)).isZero();
  }

  /** The zeros between elements, {@code rate·(size - 1)} of them. */
  private static List<AxisOp> zeros(int rate) {
    Window window = Window.transposed(1, 2 * rate, 1);
    Edges none = new Edges.Fixed(PadAmount.NONE);
    return List.of(
        new AxisOp.Sum(window, none, null, 0, Border.ZEROS, true), new AxisOp.Slice(1, null, 2));
  }

  /** Sizes at which the sets are not what the traces say. */
  private static long wrong(
      AxisEquality equality, List<AxisOp> left, List<AxisOp> right, int most) {
    Horizon horizon = Horizon.of(left, right);
    long last = Math.min(HORIZONS * horizon.settled() + 2 * horizon.period(), most);
    long wrong = 0;
    for (int size = 1; size <= last; size++) {
      Elements elements = new Elements();
      int[] one = AxisTrace.of(left, size, elements, Budget.ofSeconds());
      int[] other = AxisTrace.of(right, size, elements, Budget.ofSeconds());
      boolean isRight =
          equality.left().contains(size) == (one != null)
              && equality.right().contains(size) == (other != null)
              && equality.equal().contains(size) == (one != null && Arrays.equals(one, other));
      wrong += isRight ? 0 : 1;
    }
    return wrong;
  }

  private List<AxisOp> chain() {
    List<AxisOp> ops = new ArrayList<>();
    for (int length = from(1, 4); ops.size() < length; ) {
      ops.add(op());
    }
    return ops;
  }

  /** A chain with one op exchanged, left out or added. */
  private List<AxisOp> changed(List<AxisOp> ops) {
    List<AxisOp> changed = new ArrayList<>(ops);
    int at = from(0, ops.size() - 1);
    switch (from(0, 3)) {
      case 0 -> changed.set(at, op());
      case 1 -> changed.remove(at);
      case 2 -> changed.add(at, op());
      default -> {
        changed.add(from(0, ops.size()), pad());
        changed.add(from(0, ops.size() + 1), slice());
      }
    }
    return changed;
  }

  private AxisOp op() {
    return switch (from(0, 7)) {
      case 0, 1 -> pad();
      case 2, 3 -> slice();
      case 4 -> sum(Window.transposed(from(1, 4), from(1, 3), from(1, 2)), fixed());
      case 5 -> new AxisOp.Max(forward(), edges(), null);
      case 6 -> average();
      default -> sum(forward(), edges());
    };
  }

  private AxisOp average() {
    Divisor[] divisors = {
      new Divisor.Whole(), new Divisor.Elements(), new Divisor.Padded(), new Divisor.Constant(3)
    };
    return new AxisOp.Average(forward(), edges(), null, divisors[from(0, 3)]);
  }

  private AxisOp.Sum sum(Window window, Edges edges) {
    boolean plain = window.baseDilation() > 1 || !(edges instanceof Edges.Fixed);
    Border border = plain ? Border.ZEROS : Border.values()[from(0, 3)];
    boolean none =
        edges instanceof Edges.Fixed f && (f.amount().before() < 0 || f.amount().after() < 0);
    Integer only = random.nextInt(12) == 0 ? (Integer) from(1, 12) : null;
    return new AxisOp.Sum(
        window, edges, only, 0, none ? Border.ZEROS : border, window.baseDilation() > 1);
  }

  private Window forward() {
    return Window.forward(from(1, 5), from(1, 4), from(1, 2));
  }

  private Edges edges() {
    return switch (from(0, 4)) {
      case 0 -> new Edges.Same(SameRule.values()[from(0, 2)]);
      case 1 -> ceil(from(0, 8));
      default -> fixed();
    };
  }

  private static Edges ceil(int both) {
    return new Edges.Ceil(new PadAmount(both / 3, both % 3));
  }

  private Edges fixed() {
    return new Edges.Fixed(new PadAmount(from(-2, 5), from(-2, 5)));
  }

  private AxisOp pad() {
    Fill[] fills = {
      Fill.ZERO,
      Fill.ZERO,
      Fill.MINUS_INFINITY,
      new Fill.Constant(1.5),
      new Fill.Copies(AxisOp.Mode.values()[from(0, 3)])
    };
    Fill fill = fills[from(0, 4)];
    int least = fill instanceof Fill.Copies ? 0 : -4;
    int most = random.nextInt(8) == 0 ? 20 : 4;
    return new AxisOp.Pad(from(least, most), from(least, most), fill);
  }

  private static AxisOp between(int begin, int length) {
    return new AxisOp.Slice(begin, begin + length, 1);
  }

  private AxisOp slice() {
    int most = random.nextInt(3) == 0 ? 20 : 4;
    Integer end = random.nextInt(3) == 0 ? null : (Integer) from(-most, most);
    return new AxisOp.Slice(from(-most, most), end, random.nextInt(3) == 0 ? from(2, 3) : 1);
  }

  private int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }
}
