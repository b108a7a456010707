package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.shape.SizeFormula;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said and refused of TensorFlow's layers, against SAME worked out from its windows. */
class TensorFlowLayersTest {
  private static final long SEED = 71;

  private static List<TensorFlowSpec> specs(int count) {
    RandomTensorFlowSpecs random = new RandomTensorFlowSpecs(SEED);
    List<TensorFlowSpec> specs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TensorFlowSpec spec = random.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
      specs.add(spec);
      specs.add(spec.withInputShape(TestData.opened(spec)));
    }
    return specs;
  }

  private static boolean isSame(TensorFlowSpec spec) {
    return spec.padding().equals(TensorFlowPadding.SAME);
  }

  private static int reach(TensorFlowSpec spec, int axis) {
    return spec.dilations().get(axis) * (spec.kernelSize().get(axis) - 1) + 1;
  }

  /** What the last window of SAME reaches past the input; negative where it ends before. */
  private static int past(TensorFlowSpec spec, int axis, int in) {
    int stride = spec.strides().get(axis);
    int lastStart = 0;
    while (lastStart + stride < in) {
      lastStart += stride;
    }
    return lastStart + reach(spec, axis) - in;
  }

  /** Whether a 3-D op starts late, on this size or, where it is open, on any. */
  private static boolean startsLate(TensorFlowSpec spec, int axis) {
    boolean plain =
        spec.groups() == 1
            && IntStream.range(0, spec.spatialRank())
                .allMatch(a -> reach(spec, a) == spec.kernelSize().get(a));
    if (spec.spatialRank() < 3 || !plain || spec.op().isTransposed() || !isSame(spec)) {
      return false;
    }
    IntStream sizes =
        spec.inputSize(axis).isKnown()
            ? IntStream.of(spec.inputSize(axis).intValue())
            : IntStream.rangeClosed(1, 12);
    return sizes.anyMatch(in -> past(spec, axis, in) <= -2);
  }

  /** With oneDNN a start that depends on the number type has no plan. */
  @Test
  void withOnednnOnlyOneStartIsTranslated() {
    int refused = 0;
    int planned = 0;
    for (TensorFlowSpec spec : specs(3000)) {
      boolean late =
          IntStream.range(0, spec.spatialRank()).anyMatch(axis -> startsLate(spec, axis));
      Alternative withOnednn = Alternative.of(Strategy.PAD_SLICE, spec, Runtime.ONEDNN);
      assertThat(withOnednn.holds()).as("%s", spec).isEqualTo(!late);
      assertThat(Alternative.of(Strategy.PAD_SLICE, spec, Runtime.PORTABLE).holds()).isTrue();
      refused += late ? 1 : 0;
      planned += late ? 0 : 1;
    }
    assertThat(refused).isEqualTo(444);
    assertThat(planned).isEqualTo(5556);
  }

  private static boolean says(List<String> traps, String part) {
    return traps.stream().anyMatch(trap -> trap.contains(part));
  }

  /** What each trap says of a layer is true of the layers that it is said of, and of no others. */
  @Test
  void trapsAreSaidWhereTheyAreTrue() {
    Map<String, Integer> said = new TreeMap<>();
    for (TensorFlowSpec spec : specs(3000)) {
      boolean same = isSame(spec);
      boolean strided = spec.strides().stream().anyMatch(stride -> stride != 1);
      boolean forward = !spec.op().isTransposed();
      Map<String, Boolean> truths = new TreeMap<>();
      truths.put("SAME pads by the input size", same && strided && forward);
      truths.put(
          "PyTorch refuses padding=\"same\" with a stride",
          same && strided && forward && !spec.op().isPooling());
      truths.put(
          "zeros around a max pooling", same && spec.op().kind() == TensorFlowOp.Kind.MAX_POOL);
      truths.put(
          "3-D ops start later",
          IntStream.range(0, spec.spatialRank())
              .anyMatch(axis -> startsLate(spec.withInputShape(TestData.opened(spec)), axis)));
      List<String> traps = Traps.of(spec);
      truths.forEach(
          (part, truth) -> {
            assertThat(says(traps, part)).as("%s of %s", part, spec).isEqualTo(truth);
            said.merge(part, truth ? 1 : 0, Integer::sum);
          });
      Optional<String> uneven = uneven(spec);
      assertThat(says(traps, uneven.orElse("a padding that is the same on both sides")))
          .as("%s", spec)
          .isEqualTo(uneven.isPresent());
      said.merge("uneven", uneven.isPresent() ? 1 : 0, Integer::sum);
    }
    assertThat(said)
        .isEqualTo(
            Map.of(
                "3-D ops start later",
                622,
                "PyTorch refuses padding=\"same\" with a stride",
                1208,
                "SAME pads by the input size",
                2912,
                "uneven",
                1418,
                "zeros around a max pooling",
                876));
  }

  /** What the trap says of the first axis whose ends differ, if there is one. */
  private static Optional<String> uneven(TensorFlowSpec spec) {
    return IntStream.range(0, isSame(spec) ? spec.spatialRank() : 0)
        .mapToObj(axis -> uneven(spec, axis))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> uneven(TensorFlowSpec spec, int axis) {
    int stride = spec.strides().get(axis);
    Size in = spec.inputSize(axis);
    if (spec.op().isTransposed()) {
      Size full = in.minus(1).times(stride).plus(reach(spec, axis));
      long over = full.minus(spec.outputSize(axis));
      return over > 0 ? halves(over, axis, spec, true) : Optional.empty();
    }
    if (!in.isKnown() && stride > 1) {
      return Optional.empty();
    }
    // With a stride of 1 a window reaches as far past any size.
    int past = past(spec, axis, in.isKnown() ? in.intValue() : 7);
    if (past > 0) {
      return halves(past, axis, spec, false);
    }
    return startsLate(spec, axis) ? halves(-past, axis, spec, true) : Optional.empty();
  }

  private static Optional<String> halves(long total, int axis, TensorFlowSpec spec, boolean cuts) {
    long after = total - total / 2;
    return Optional.of(
            cuts
                ? "SAME cuts " + total / 2 + " off the start and " + after + " off the end of axis "
                : "SAME puts " + total / 2 + " before and " + after + " after axis ")
        .filter(sentence -> total % 2 != 0)
        .map(sentence -> sentence + spec.axisName(axis));
  }

  /** Worked out as arithmetic, the numbers of a formula give the result it claims. */
  @Test
  void everySubstitutionGivesItsResult() {
    int evaluated = 0;
    int cut = 0;
    for (TensorFlowSpec spec : specs(1500)) {
      for (SizeFormula formula : Translation.of(spec).formulas()) {
        if (formula.result() == null || !formula.result().isKnown()) {
          continue;
        }
        boolean open =
            IntStream.range(0, spec.spatialRank()).anyMatch(a -> !spec.inputSize(a).isKnown());
        if (!open) {
          assertThat(new Arithmetic(formula.substitution()).value())
              .as("%s of %s", formula, spec)
              .isEqualTo(formula.result().value());
          evaluated++;
        }
        // Only what conv3d cuts goes below zero, and then no formula may hold it at zero.
        boolean below = formula.result().value() < 0;
        if (formula.quantity().endsWith("_total")) {
          assertThat(formula.formula().startsWith("max(")).as("%s", formula).isEqualTo(!below);
          cut += below ? 1 : 0;
        }
        if (formula.quantity().endsWith("_before")) {
          assertThat(formula.formula().startsWith("floor(")).as("%s", formula).isEqualTo(!below);
        }
      }
    }
    assertThat(evaluated).isEqualTo(8982);
    assertThat(cut).isEqualTo(69);
  }

  /** A step that pads says why PyTorch's own padding does not. */
  @Test
  void aPadSaysWhyItIsOne() {
    Map<String, Integer> reasons = new TreeMap<>();
    for (TensorFlowSpec spec : specs(3000)) {
      Plan plan = TestData.padSlice(spec);
      for (Plan.Traced traced : plan.steps()) {
        if (traced.step() instanceof Step.Pad pad) {
          String why = why(spec, pad.paddings());
          assertThat(traced.why()).as("%s", spec).contains(why);
          reasons.merge(why, 1, Integer::sum);
        } else if (traced.step() instanceof TorchStep.SamePad) {
          assertThat(traced.why()).contains("depends on the input size");
        } else if (traced.step() instanceof TorchStep.Pool pool && pool.ceilMode()) {
          assertThat(uneven(spec)).as("%s", spec).isPresent();
          reasons.merge("ceil_mode", 1, Integer::sum);
        }
      }
    }
    assertThat(reasons)
        .isEqualTo(
            Map.of(
                "ceil_mode",
                265,
                "cut off both ends what the stride leaves over",
                169,
                "half of their window at most",
                6,
                "takes no input shorter than its window",
                44,
                "the odd element goes to the end",
                631,
                "the same on both sides",
                358));
  }

  private static String why(TensorFlowSpec spec, List<PadAmount> amounts) {
    if (amounts.stream().anyMatch(amount -> amount.before() < 0 || amount.after() < 0)) {
      return "cut off both ends what the stride leaves over";
    }
    boolean even = amounts.stream().allMatch(amount -> amount.before() == amount.after());
    if (even && spec.op() == TensorFlowOp.AVG_POOL3D) {
      return "takes no input shorter than its window";
    }
    if (even) {
      return "half of their window at most";
    }
    return isSame(spec) ? "the odd element goes to the end" : "the same on both sides";
  }
}
