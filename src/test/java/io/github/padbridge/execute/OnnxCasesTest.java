package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomOnnxSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Comparison;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers of ONNX Runtime and random nodes, on both sides of the proof. */
class OnnxCasesTest {
  private static final int CASES = 200;

  /** The averages of the cases are float32 numbers. */
  private static final double SINGLE = 5e-6;

  private interface Side {
    Tensor run(OnnxSpec spec, CaseTensors on);
  }

  private static final List<Side> SIDES =
      List.of(
          (spec, t) -> OnnxOnNd4j.run(spec, t.x(), t.weight(), t.bias(), Precision.FLOAT64),
          (spec, t) -> OnnxInLoops.run(spec, t.x(), t.weight(), t.bias()),
          (spec, t) -> PlansOnNd4j.run(plan(spec, Targets.PYTORCH), t, Precision.FLOAT64),
          (spec, t) -> PlansOnNd4j.run(plan(spec, Targets.TENSORFLOW), t, Precision.FLOAT64));

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static Plan plan(OnnxSpec spec, Target target) {
    return Alternative.required(Strategy.PAD_SLICE, spec, target, Runtime.PORTABLE).requirePlan();
  }

  @Test
  void everySideGivesTheNumbersOfOnnxRuntime() {
    int equal = 0;
    int exact = 0;
    for (JsonRecord record : TestData.golden("onnx.jsonl")) {
      LayerRecord layer = TestData.layer(record);
      OnnxSpec spec = (OnnxSpec) layer.spec();
      boolean averages = spec.op() == OnnxOp.AVERAGE_POOL;
      for (Side side : SIDES) {
        Tensor y = side.run(spec, layer.tensors());
        assertThat(y.shape()).as("%s", spec).isEqualTo(layer.tensors().y().shape());
        Tolerance tolerance = averages ? new Tolerance(0, SINGLE) : Tolerance.EXACT;
        assertThat(Comparison.of(layer.tensors().y(), y, tolerance).agree())
            .as("%s", spec)
            .isTrue();
        equal++;
        exact += averages ? 0 : 1;
      }
    }
    assertThat(equal).isEqualTo(CASES * SIDES.size());
    assertThat(exact).isEqualTo(159 * SIDES.size());
  }

  @Test
  void everyRandomNodeAgrees() {
    RandomOnnxSpecs specs = new RandomOnnxSpecs(11);
    int agreed = 0;
    for (int i = 0; i < 90; i++) {
      OnnxSpec spec = specs.next(OnnxOp.values()[i % OnnxOp.values().length]);
      for (Target target : Targets.ALL) {
        assertThat(agrees(spec, plan(spec, target))).as("%s to %s", spec, target).isTrue();
        agreed++;
      }
    }
    assertThat(agreed).isEqualTo(90 * Targets.ALL.size());
  }

  private static boolean agrees(OnnxSpec spec, Plan plan) {
    return new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), any -> plan)
        .verify(new LayerRecord(LayerRecord.Label.NONE, spec, null))
        .agree();
  }

  /** An odd element at the other end, or pads in pairs, are seen wherever the shape is the same. */
  @Test
  void aPlanWithAnotherPaddingDiffers() {
    RandomOnnxSpecs specs = new RandomOnnxSpecs(12);
    int seen = 0;
    for (int i = 0; i < 400 && seen < 40; i++) {
      OnnxSpec spec = specs.next(OnnxOp.values()[i % 4]);
      Optional<OnnxSpec> other = withOtherPadding(spec);
      if (other.isEmpty() || other.get().outputShape().elements() < 4) {
        continue;
      }
      boolean same = LoopDraw.of(spec).equals(LoopDraw.of(other.get()));
      if (!same) {
        assertThat(agrees(spec, plan(other.get(), Targets.PYTORCH))).as("%s", spec).isFalse();
        seen++;
      }
    }
    assertThat(seen).isEqualTo(40);
  }

  /** The numbers of plain loops on 1, 2, 3 and so on. */
  private record LoopDraw(List<Double> y) {
    static LoopDraw of(OnnxSpec spec) {
      Tensor x = counting(spec.inputShape().toIntArray());
      Tensor weight = spec.weightShape() == null ? null : counting(spec.weightShape().toIntArray());
      Tensor bias = spec.biasShape() == null ? null : counting(spec.biasShape().toIntArray());
      double[] y = OnnxInLoops.run(spec, x, weight, bias).data();
      return new LoopDraw(Arrays.stream(y).boxed().toList());
    }

    private static Tensor counting(int[] shape) {
      double[] data = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      Arrays.setAll(data, i -> (i * 7 + 3) % 11 - 5 + i);
      return new Tensor(shape, data);
    }
  }

  private static Optional<OnnxSpec> withOtherPadding(OnnxSpec spec) {
    OnnxPadding other =
        spec.padding().equals(OnnxPadding.SAME_UPPER)
            ? OnnxPadding.SAME_LOWER
            : spec.padding().equals(OnnxPadding.SAME_LOWER)
                ? OnnxPadding.SAME_UPPER
                : spec.padding() instanceof OnnxPadding.Pads pads && spec.output().shape().isEmpty()
                    ? new OnnxPadding.Pads(
                        pads.amounts().stream()
                            .map(a -> new PadAmount(a.after(), a.before()))
                            .toList())
                    : spec.padding();
    if (other.equals(spec.padding()) || spec.ceilMode()) {
      return Optional.empty();
    }
    return Optional.of(
        new OnnxSpec(
            spec.op(),
            spec.channels(),
            spec.windows(),
            other,
            spec.output(),
            spec.ceilMode(),
            spec.countIncludePad(),
            spec.inputShape()));
  }

  /** Both give 10 x 10; SAME_UPPER crops the end of the full 11, SAME_LOWER the start. */
  @ParameterizedTest
  @CsvSource({"SAME_UPPER, 0", "SAME_LOWER, 1"})
  void aTransposedConvolutionCropsOneEnd(String autoPad, int begin) {
    String json =
        "{'op': 'ConvTranspose', 'kernel_shape': [3, 3], 'strides': [2, 2], %s"
            + " 'input_shape': [1, 1, 5, 5], 'out_channels': 1}";
    OnnxSpec cropped =
        (OnnxSpec) TestData.layer(json.formatted("'auto_pad': '" + autoPad + "',")).spec();
    OnnxSpec full = (OnnxSpec) TestData.layer(json.formatted("")).spec();
    double[] x = new double[25];
    double[] w = new double[9];
    Arrays.setAll(x, i -> i + 1);
    Arrays.setAll(w, i -> 100 * i + 1);
    CaseTensors on =
        new CaseTensors(
            new Tensor(new int[] {1, 1, 5, 5}, x),
            new Tensor(new int[] {1, 1, 3, 3}, w),
            null,
            null);
    Tensor whole = OnnxInLoops.run(full, on.x(), on.weight(), null);
    assertThat(whole.shape()).containsExactly(1, 1, 11, 11);
    for (Side side : SIDES) {
      Tensor y = side.run(cropped, on);
      assertThat(y.shape()).containsExactly(1, 1, 10, 10);
      for (int i = 0; i < 100; i++) {
        double expected = whole.data()[(i / 10 + begin) * 11 + i % 10 + begin];
        assertThat(y.data()[i]).isEqualTo(expected);
      }
    }
  }
}
