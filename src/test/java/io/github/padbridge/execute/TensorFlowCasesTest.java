package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Comparison;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** TensorFlow's own answers, on both sides of the proof: exact, averages within 1e-12. */
class TensorFlowCasesTest {
  private static final int CASES = 400;

  private interface Side {
    Tensor run(TensorFlowSpec spec, CaseTensors on);
  }

  private static final List<Side> SIDES =
      List.of(
          (spec, t) -> TensorFlowOnNd4j.run(spec, t.x(), t.weight(), t.bias(), Precision.FLOAT64),
          (spec, t) -> TensorFlowInLoops.run(spec, t.x(), t.weight(), t.bias()),
          (spec, t) ->
              PlansOnNd4j.run(
                  Alternative.plan(Strategy.PAD_SLICE, spec, Runtime.PORTABLE),
                  t,
                  Precision.FLOAT64));

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  @Test
  void everySideGivesTensorFlowsNumbers() {
    int equal = 0;
    for (JsonRecord record : TestData.golden("tensorflow.jsonl")) {
      LayerRecord layer = TestData.layer(record);
      equal += equalSides((TensorFlowSpec) layer.spec(), layer.tensors());
    }
    assertThat(equal).isEqualTo(CASES * SIDES.size());
  }

  @Test
  void theSameWithTheChannelsFirst() {
    int equal = 0;
    for (JsonRecord record : TestData.golden("tensorflow.jsonl")) {
      LayerRecord layer = TestData.layer(record);
      TensorFlowSpec spec = (TensorFlowSpec) layer.spec();
      CaseTensors on = layer.tensors();
      equal +=
          equalSides(
              channelsFirst(spec),
              new CaseTensors(
                  channelsFirst(on.x()), on.weight(), on.bias(), channelsFirst(on.y())));
    }
    assertThat(equal).isEqualTo(CASES * SIDES.size());
  }

  /** One plan for every size: what SAME pads is worked out while it runs. */
  @Test
  void aPlanForSizesThatAreLeftOpenGivesTheSameNumbers() {
    int equal = 0;
    for (JsonRecord record : TestData.golden("tensorflow.jsonl")) {
      LayerRecord layer = TestData.layer(record);
      TensorFlowSpec spec = (TensorFlowSpec) layer.spec();
      if (spec.op().isTransposed()) {
        continue;
      }
      TensorFlowSpec open = spec.withInputShape(unknown(spec));
      Tensor y =
          PlansOnNd4j.run(
              Alternative.plan(Strategy.PAD_SLICE, open, Runtime.PORTABLE),
              layer.tensors(),
              Precision.FLOAT64);
      assertEqual(spec, layer.tensors().y(), y);
      equal++;
    }
    assertThat(equal).isEqualTo(CASES - 134);
  }

  private static Shape unknown(TensorFlowSpec spec) {
    Shape shape = spec.inputShape();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis != spec.channelAxis()) {
        shape = shape.with(axis, Size.unknown("size" + axis));
      }
    }
    return shape;
  }

  /** Flipping the kernel twice is no flip: a flipped case on a flipped kernel is the case. */
  @Test
  void aFlippedKernelIsFlippedOnEverySide() {
    int equal = 0;
    int cases = 0;
    for (JsonRecord record : TestData.golden("tensorflow.jsonl")) {
      LayerRecord layer = TestData.layer(record);
      TensorFlowSpec spec = (TensorFlowSpec) layer.spec();
      if (!spec.op().isPooling()) {
        CaseTensors on = layer.tensors();
        equal +=
            equalSides(
                flipped(spec), new CaseTensors(on.x(), reversed(on.weight()), on.bias(), on.y()));
        cases++;
      }
    }
    assertThat(cases).isEqualTo(303);
    assertThat(equal).isEqualTo(cases * SIDES.size());
  }

  @Test
  void everyCaseAgrees() {
    Verifier verifier =
        new Verifier(
            VerifySettings.DEFAULT,
            new Nd4jEngine(),
            layer -> Alternative.plan(Strategy.PAD_SLICE, layer, Runtime.PORTABLE));
    int exact = 0;
    int averages = 0;
    for (JsonRecord record : TestData.golden("tensorflow.jsonl")) {
      LayerRecord layer = TestData.layer(record);
      Agreement agreement = verifier.verify(layer);
      assertThat(agreement.agree()).as(layer.spec().toString()).isTrue();
      assertThat(verifier.verify(new LayerRecord(layer.label(), layer.spec(), null)).agree())
          .as(layer.spec().toString())
          .isTrue();
      exact += agreement.exact() ? 1 : 0;
      averages += agreement.exact() ? 0 : 1;
    }
    assertThat(exact).isEqualTo(355);
    assertThat(averages).isEqualTo(45);
  }

  private static int equalSides(TensorFlowSpec spec, CaseTensors on) {
    for (Side side : SIDES) {
      assertEqual(spec, on.y(), side.run(spec, on));
    }
    return SIDES.size();
  }

  private static void assertEqual(TensorFlowSpec spec, Tensor expected, Tensor actual) {
    boolean averages = spec.op().kind() == TensorFlowOp.Kind.AVG_POOL;
    Tolerance tolerance = averages ? new Tolerance(0, 1e-12) : Tolerance.EXACT;
    assertThat(actual.shape()).as(spec.toString()).isEqualTo(expected.shape());
    assertThat(Comparison.of(expected, actual, tolerance).agree()).as(spec.toString()).isTrue();
  }

  private static TensorFlowSpec channelsFirst(TensorFlowSpec spec) {
    return with(spec, spec.flipKernel(), true, Shape.of(first(spec.inputShape().toIntArray())));
  }

  private static TensorFlowSpec flipped(TensorFlowSpec spec) {
    return with(spec, true, spec.channelsFirst(), spec.inputShape());
  }

  private static TensorFlowSpec with(
      TensorFlowSpec spec, boolean flipKernel, boolean channelsFirst, Shape inputShape) {
    return new TensorFlowSpec(
        spec.op(),
        spec.channels(),
        spec.windows(),
        spec.padding(),
        spec.bias(),
        flipKernel,
        channelsFirst,
        inputShape,
        spec.outputSize());
  }

  private static int[] first(int[] shape) {
    int last = shape.length - 1;
    return IntStream.range(0, shape.length)
        .map(axis -> shape[axis == 0 ? 0 : axis == 1 ? last : axis - 1])
        .toArray();
  }

  /** (N, spatial..., C) as (N, C, spatial...). */
  private static Tensor channelsFirst(Tensor tensor) {
    int[] shape = tensor.shape();
    int channels = shape[shape.length - 1];
    int positions = tensor.data().length / channels / shape[0];
    double[] data = new double[tensor.data().length];
    for (int i = 0; i < data.length; i++) {
      int sample = i / (channels * positions);
      int channel = i / positions % channels;
      data[i] = tensor.data()[(sample * positions + i % positions) * channels + channel];
    }
    return new Tensor(first(shape), data);
  }

  /** (k..., A, B) run through backwards over k. */
  private static Tensor reversed(Tensor kernel) {
    int[] shape = kernel.shape();
    int inner = shape[shape.length - 1] * shape[shape.length - 2];
    int elements = kernel.data().length / inner;
    double[] data = new double[kernel.data().length];
    for (int i = 0; i < data.length; i++) {
      data[i] = kernel.data()[(elements - 1 - i / inner) * inner + i % inner];
    }
    return new Tensor(shape, data);
  }
}
