package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Size;
import io.github.padbridge.shape.SizeFormula;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said and refused of TensorFlow's layers, against SAME worked out from its windows. */
class TensorFlowTranslationTest {
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
        spec.groups() == 1 && spec.dilations().stream().allMatch(dilation -> dilation == 1);
    if (spec.spatialRank() < 3 || !plain || spec.op().isTransposed() || !isSame(spec)) {
      return false;
    }
    IntStream sizes =
        spec.inputSize(axis).isKnown()
            ? IntStream.of(spec.inputSize(axis).intValue())
            : IntStream.rangeClosed(1, 12);
    return sizes.anyMatch(in -> past(spec, axis, in) <= -2);
  }

  /** With oneDNN on, 3-D ops start where those of fewer axes do. */
  @Test
  void withOnednnNothingStartsLate() {
    int late = 0;
    for (TensorFlowSpec spec : specs(3000)) {
      assertThat(
              Alternative.of(Strategy.PAD_SLICE, spec, Targets.usual(spec), Runtime.PORTABLE)
                  .holds())
          .isTrue();
      Plan plan = Alternative.plan(Strategy.PAD_SLICE, spec, Runtime.ONEDNN);
      for (Plan.Traced traced : plan.steps()) {
        if (traced.step() instanceof Pad pad) {
          assertThat(pad.paddings()).as("%s", spec).allMatch(amount -> amount.before() >= 0);
        } else if (traced.step() instanceof SamePad pad) {
          assertThat(pad.rule()).as("%s", spec).isEqualTo(SameRule.UPPER);
        }
      }
      assertThat(plan.output()).isEqualTo(spec.outputShape());
      late += anyAxis(spec, TensorFlowTranslationTest::startsLate) ? 1 : 0;
    }
    assertThat(late).isEqualTo(436);
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
      truths.put(
          "the padding of SAME depends on the input size",
          anyAxis(spec, TensorFlowTranslationTest::varies));
      truths.put(
          "PyTorch does not support padding=\"same\" with a stride",
          same && strided && forward && !spec.op().isPooling());
      truths.put(
          "padding a max pooling with zeros",
          spec.op().kind() == TensorFlowOp.Kind.MAX_POOL
              && anyAxis(spec, TensorFlowTranslationTest::pads));
      truths.put(
          "average pooling with SAME does not count its padding",
          spec.op().kind() == TensorFlowOp.Kind.AVG_POOL
              && anyAxis(spec, TensorFlowTranslationTest::pads));
      truths.put(
          "skips elements at the start", anyAxis(spec, TensorFlowTranslationTest::startsLate));
      List<String> traps = Traps.of(spec);
      truths.forEach(
          (part, truth) -> {
            assertThat(says(traps, part)).as("%s of %s", part, spec).isEqualTo(truth);
            said.merge(part, truth ? 1 : 0, Integer::sum);
          });
      boolean isDilated = spec.dilations().stream().anyMatch(dilation -> dilation != 1);
      if (!spec.op().isPooling() && !isDilated) {
        // SameAmountTrapsTest has the sizes at which it makes no difference where a padding stands.
        said.merge("uneven", checkUneven(spec, traps), Integer::sum);
      }
    }
    assertThat(said)
        .isEqualTo(
            Map.of(
                "skips elements at the start",
                436,
                "average pooling with SAME does not count its padding",
                818,
                "PyTorch does not support padding=\"same\" with a stride",
                1208,
                "the padding of SAME depends on the input size",
                2518,
                "uneven",
                584,
                "padding a max pooling with zeros",
                733));
  }

  private static boolean anyAxis(TensorFlowSpec spec, BiPredicate<TensorFlowSpec, Integer> holds) {
    return IntStream.range(0, spec.spatialRank()).anyMatch(axis -> holds.test(spec, axis));
  }

  /** Whether what SAME pads depends on the input size. */
  private static boolean varies(TensorFlowSpec spec, int axis) {
    return isSame(spec)
        && !spec.op().isTransposed()
        && IntStream.rangeClosed(1, 12)
                .map(in -> Math.max(past(spec, axis, in), 0))
                .distinct()
                .count()
            > 1;
  }

  /** Whether SAME pads an axis at its size, or at some size where that is open. */
  private static boolean pads(TensorFlowSpec spec, int axis) {
    Size in = spec.inputSize(axis);
    IntStream sizes = in.isKnown() ? IntStream.of(in.intValue()) : IntStream.rangeClosed(1, 12);
    return isSame(spec) && sizes.anyMatch(size -> past(spec, axis, size) > 0);
  }

  /** Every axis whose ends differ is named with its amounts. */
  private static int checkUneven(TensorFlowSpec spec, List<String> traps) {
    int uneven = 0;
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Optional<String> sentence = isSame(spec) ? uneven(spec, axis) : Optional.empty();
      String letter = Character.toString(spec.axisName(axis));
      List<String> named =
          traps.stream()
              .filter(
                  trap -> trap.matches("SAME (pads|crops) .* (axis|axes) [^;]*" + letter + ".*"))
              .toList();
      assertThat(named).as("%s", spec).hasSize(sentence.isPresent() ? 1 : 0);
      sentence.ifPresent(amounts -> assertThat(named.get(0)).startsWith(amounts));
      uneven += sentence.isPresent() ? 1 : 0;
    }
    return uneven;
  }

  private static Optional<String> uneven(TensorFlowSpec spec, int axis) {
    int stride = spec.strides().get(axis);
    Size in = spec.inputSize(axis);
    if (spec.op().isTransposed()) {
      Size full = in.minus(1).times(stride).plus(reach(spec, axis));
      long over = full.minus(spec.outputSize(axis));
      return over > 0 ? halves(over, true) : Optional.empty();
    }
    if (!in.isKnown() && stride > 1) {
      return Optional.empty();
    }
    // With a stride of 1 a window reaches as far past any size.
    int past = past(spec, axis, in.isKnown() ? in.intValue() : 7);
    if (past > 0) {
      return halves(past, false);
    }
    return startsLate(spec, axis) ? halves(-past, true) : Optional.empty();
  }

  private static Optional<String> halves(long total, boolean cuts) {
    long after = total - total / 2;
    return Optional.of(
            cuts
                ? "SAME crops " + total / 2 + " from the start and " + after + " from the end of "
                : "SAME pads " + total / 2 + " before and " + after + " after ")
        .filter(sentence -> total % 2 != 0);
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
        if (traced.step() instanceof Pad pad) {
          String why = why(spec, pad.paddings());
          assertThat(traced.why()).as("%s", spec).contains(why);
          reasons.merge(why, 1, Integer::sum);
        } else if (traced.step() instanceof SamePad) {
          assertThat(traced.why()).contains("computed from the input size");
        } else if (traced.step() instanceof TorchPool pool && pool.ceilMode()) {
          assertThat(anyAxis(spec, (layer, axis) -> uneven(layer, axis).isPresent()))
              .as("%s", spec)
              .isTrue();
          reasons.merge("ceil_mode", 1, Integer::sum);
        }
      }
    }
    assertThat(reasons)
        .isEqualTo(
            Map.of(
                "ceil_mode",
                265,
                "crop what the stride leaves over",
                168,
                "at most half of the window",
                6,
                "refuses an input that is shorter than its window",
                44,
                "one more at the end",
                631,
                "pads both sides equally",
                358));
  }

  private static String why(TensorFlowSpec spec, List<PadAmount> amounts) {
    if (amounts.stream().anyMatch(amount -> amount.before() < 0 || amount.after() < 0)) {
      return "crop what the stride leaves over";
    }
    boolean even = amounts.stream().allMatch(amount -> amount.before() == amount.after());
    if (even && spec.op() == TensorFlowOp.AVG_POOL3D) {
      return "refuses an input that is shorter than its window";
    }
    if (even) {
      return "at most half of the window";
    }
    return isSame(spec) ? "one more at the end" : "pads both sides equally";
  }
}
