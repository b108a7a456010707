package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.WindowGrid;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows that are wrong along one axis are found, however large a window is. */
class PlantedWindowsTest {
  /**
   * What a plan does along one axis.
   *
   * @param before what is padded at the start; {@code after} at the end
   */
  private record Axis(int in, int before, int after, int size, int stride, int dilation) {
    /** The input positions of each window, where the padding is never the largest. */
    List<List<Integer>> windows() {
      List<List<Integer>> windows = new ArrayList<>();
      for (int w = 0; w < count(); w++) {
        int start = w * stride - before;
        windows.add(
            IntStream.range(0, size)
                .map(k -> start + k * dilation)
                .filter(position -> position >= 0 && position < in)
                .boxed()
                .toList());
      }
      return windows;
    }

    int count() {
      return (in + before + after - (size - 1) * dilation - 1) / stride + 1;
    }

    /** This axis with a fault, and with the padding at the end that leaves as many windows. */
    Axis changed(int moreBefore, int moreSize, int moreStride, int moreDilation) {
      int newSize = size + moreSize;
      int newStride = stride + moreStride;
      int newDilation = dilation + moreDilation;
      int newBefore = before + moreBefore;
      int newAfter = (count() - 1) * newStride + (newSize - 1) * newDilation + 1 - in - newBefore;
      return new Axis(in, newBefore, newAfter, newSize, newStride, newDilation);
    }

    boolean isPossible() {
      return before >= 0 && after >= 0 && size >= 1 && stride >= 1 && dilation >= 1;
    }
  }

  private enum Fault {
    ONE_LONGER(axis -> axis.changed(0, 1, 0, 0)),
    ONE_SHORTER(axis -> axis.changed(0, -1, 0, 0)),
    LATER(axis -> axis.changed(-1, 0, 0, 0)),
    EARLIER(axis -> axis.changed(1, 0, 0, 0)),
    STRIDE_MORE(axis -> axis.changed(0, 0, 1, 0)),
    STRIDE_LESS(axis -> axis.changed(0, 0, -1, 0)),
    DILATION_MORE(axis -> axis.changed(0, 0, 0, 1)),
    DILATION_LESS(axis -> axis.changed(0, 0, 0, -1)),
    /** The same ends, half as many elements. */
    EVERY_OTHER(axis -> axis.changed(0, -(axis.size / 2), 0, axis.dilation)),
    /** The same ends, twice as many elements. */
    BETWEEN(axis -> axis.changed(0, axis.size - 1, 0, -(axis.dilation / 2)));

    // A method without a state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final UnaryOperator<Axis> change;

    Fault(UnaryOperator<Axis> change) {
      this.change = change;
    }
  }

  private static PoolSpec spec(List<Axis> axes) {
    int[] shape = new int[axes.size() + 2];
    shape[0] = 1;
    shape[1] = 1;
    for (int axis = 0; axis < axes.size(); axis++) {
      shape[axis + 2] = axes.get(axis).in();
    }
    return new PoolSpec(
        PoolOp.values()[axes.size() - 1],
        new Windows(
            axes.stream().map(Axis::size).toList(),
            axes.stream().map(Axis::stride).toList(),
            axes.stream().map(Axis::dilation).toList()),
        axes.stream().map(Axis::before).toList(),
        false,
        true,
        null,
        false,
        Shape.of(shape));
  }

  private static Plan.Builder padded(PoolSpec spec, List<Axis> axes, Pad.Fill fill) {
    int rank = axes.size();
    Plan.Builder plan = new Plan.Builder(TensorFlowOpSet.OPS, "planted", spec.inputShape(), null);
    plan.add(new Transpose(Operand.DATA, Layout.of("NC", rank, ""), Layout.of("N", rank, "C")), "");
    List<PadAmount> amounts = new ArrayList<>(List.of(PadAmount.NONE));
    axes.forEach(axis -> amounts.add(new PadAmount(axis.before(), axis.after())));
    amounts.add(PadAmount.NONE);
    return plan.add(new Pad(Operand.DATA, amounts, Pad.Mode.CONSTANT, fill), "");
  }

  private static Plan ended(Plan.Builder plan, int rank) {
    return plan.add(
            new Transpose(Operand.DATA, Layout.of("N", rank, "C"), Layout.of("NC", rank, "")), "")
        .build();
  }

  private static AxisPool largest(int axis, int size, int stride, int dilation) {
    return new AxisPool(Operand.DATA, Pooling.MAX, axis, size, stride, dilation);
  }

  /** The plan that takes these windows, axis by axis. */
  private static Plan plan(PoolSpec spec, List<Axis> axes, Pad.Fill fill) {
    Plan.Builder plan = padded(spec, axes, fill);
    for (int axis = 0; axis < axes.size(); axis++) {
      Axis along = axes.get(axis);
      plan.add(largest(axis + 1, along.size(), along.stride(), along.dilation()), "");
    }
    return ended(plan, axes.size());
  }

  private static Agreement verify(PoolSpec spec, Plan plan) {
    VerifySettings whole =
        new VerifySettings(VerifySettings.DEFAULT_SEED, null, null, null, true, null);
    return new Verifier(whole, new Nd4jEngine(), layer -> plan)
        .verify(new LayerRecord(LayerRecord.Label.NONE, spec, null));
  }

  private static Axis random(SplittableRandom random, int largest) {
    int size = 2 + random.nextInt(largest - 1);
    int dilation = 1 + random.nextInt(largest > 30 ? 3 : 4);
    int padding = random.nextInt(size / 2 + 1);
    int stride = 1 + random.nextInt(size + 2);
    int in = (size - 1) * dilation + 1 + random.nextInt(3 * stride + 2);
    return new Axis(in, padding, padding, size, stride, dilation);
  }

  @ParameterizedTest
  @CsvSource({"1, 9, 200", "2, 7, 100", "3, 4, 50", "1, 700, 60", "2, 60, 20", "3, 12, 10"})
  void everyFaultAlongAnyAxisIsFound(int rank, int largest, int faults) {
    SplittableRandom random = new SplittableRandom(8);
    int found = 0;
    while (found < faults) {
      List<Axis> axes = new ArrayList<>();
      IntStream.range(0, rank).forEach(axis -> axes.add(random(random, largest)));
      PoolSpec spec = spec(axes);
      Agreement right = verify(spec, plan(spec, axes, Pad.Fill.LOWEST));
      assertThat(right.agree()).as("%s: %s", spec, right.result()).isTrue();
      assertThat(right.evidence().missProbability()).as("%s", spec).isZero();
      for (Fault fault : Fault.values()) {
        int axis = random.nextInt(rank);
        Axis wrong = fault.change.apply(axes.get(axis));
        if (!wrong.isPossible() || wrong.windows().equals(axes.get(axis).windows())) {
          continue;
        }
        List<Axis> planned = new ArrayList<>(axes);
        planned.set(axis, wrong);
        assertThat(verify(spec, plan(spec, planned, Pad.Fill.LOWEST)).agree())
            .as("%s %s on axis %s", spec, fault, axis)
            .isFalse();
        found++;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ZERO", "ONE"})
  void paddingThatIsLargerThanTheDataIsFound(Pad.Fill fill) {
    SplittableRandom random = new SplittableRandom(9);
    int found = 0;
    while (found < 60) {
      List<Axis> axes = List.of(random(random, 6), random(random, 6));
      if (axes.get(0).before() > 0) {
        PoolSpec spec = spec(axes);
        assertThat(verify(spec, plan(spec, axes, fill)).agree()).as("%s", spec).isFalse();
        found++;
      }
    }
  }

  /** Two windows, one after the other, can leave out what is in the middle of one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40, 150})
  void oneElementThatIsMissingInTheMiddleIsFound(int half) {
    int size = 2 * half + 1;
    for (int stride : new int[] {1, 2, size}) {
      Axis axis = new Axis(size + 3 * stride + 1, 0, 0, size, stride, 1);
      PoolSpec spec = spec(List.of(axis, new Axis(5, 0, 0, 2, 1, 1)));
      Plan.Builder plan = padded(spec, Collections.nCopies(2, axis), Pad.Fill.LOWEST);
      plan.add(largest(1, half, 1, 1), "");
      plan.add(largest(1, 2, stride, half + 1), "");
      plan.add(largest(2, 2, 1, 1), "");
      Agreement agreement = verify(spec, ended(plan, 2));
      assertThat(agreement.agree()).as("%s", spec).isFalse();
    }
  }

  /** The plan is right, but what it takes windows of could be any set of elements. */
  @Test
  void windowsOfLargeWindowsAreNotCalledCertain() {
    for (int size : new int[] {4, 200}) {
      Axis axis = new Axis(3 * size, 0, 0, size, 1, 1);
      PoolSpec spec = spec(List.of(axis));
      Plan.Builder plan = padded(spec, List.of(axis), Pad.Fill.LOWEST);
      plan.add(largest(1, size / 2, 1, 1), "");
      plan.add(largest(1, 2, 1, size / 2), "");
      Agreement agreement = verify(spec, ended(plan, 1));
      assertThat(agreement.agree()).isTrue();
      if (size == 4) {
        assertThat(agreement.evidence().missProbability()).isZero();
        assertThat(agreement.note()).isNull();
      } else {
        assertThat(agreement.evidence().missProbability()).isNull();
        assertThat(agreement.note()).contains("the plan pools twice");
      }
    }
  }

  @Test
  void swappedAxesAreFound() {
    Axis axis = new Axis(9, 1, 1, 3, 2, 1);
    PoolSpec spec = spec(List.of(axis, axis));
    Plan right = plan(spec, List.of(axis, axis), Pad.Fill.LOWEST);
    Plan.Builder swapped = new Plan.Builder(right.target(), "planted", right.input(), null);
    swapped.add(new Transpose(Operand.DATA, new Layout("NCHW"), new Layout("NCWH")), "swapped");
    right.steps().forEach(traced -> swapped.add(traced.step(), traced.why()));
    assertThat(verify(spec, right).agree()).isTrue();
    assertThat(verify(spec, swapped.build()).agree()).isFalse();
  }

  /** One op for all axes, whose window is wrong along one. */
  @Test
  void aPoolingWithAnotherWindowIsFound() {
    for (int size : new int[] {3, 40}) {
      Axis axis = new Axis(2 * size, 0, 0, size, 1, 1);
      PoolSpec spec = spec(List.of(axis, axis));
      for (int wrong = -1; wrong <= 1; wrong++) {
        Axis other = axis.changed(0, wrong, 0, 0);
        if (!other.isPossible()) {
          other = axis.changed(0, -1, 0, 0).changed(1, 0, 0, 0);
        }
        if (!other.isPossible()) {
          continue;
        }
        Plan.Builder plan = padded(spec, List.of(axis, other), Pad.Fill.LOWEST);
        plan.add(
            new Pool(
                Operand.DATA,
                Pooling.MAX,
                1,
                WindowGrid.of(List.of(size, other.size()), List.of(1, 1)),
                WindowPadding.VALID,
                false),
            "");
        assertThat(verify(spec, ended(plan, 2)).agree()).isEqualTo(wrong == 0);
      }
    }
  }
}
