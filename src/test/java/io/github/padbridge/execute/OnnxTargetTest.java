package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nodes of plans for ONNX, and faults in such plans, which the proof finds. */
class OnnxTargetTest {
  private static final String TRANSPOSED =
      "{'op': 'conv_transpose2d', 'in_channels': 2, 'out_channels': 3, 'kernel_size': 3, ";

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static Plan plan(Layer layer) {
    return Alternative.plan(Strategy.PAD_SLICE, layer, Targets.ONNX, Runtime.PORTABLE);
  }

  private static Layer layer(String json) {
    return TestData.layer(json).spec();
  }

  private static boolean agrees(Layer layer, Plan plan) {
    return new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), any -> plan)
        .verify(new LayerRecord(LayerRecord.Label.NONE, layer, null))
        .agree();
  }

  /** The plan with its last step changed. */
  private static Plan changed(Plan plan, UnaryOperator<Step> change) {
    Plan.Builder changed =
        new Plan.Builder(plan.target(), plan.strategy(), plan.input(), plan.weight());
    int last = plan.steps().size() - 1;
    for (int i = 0; i <= last; i++) {
      Step step = plan.steps().get(i).step();
      changed.add(i < last ? step : change.apply(step), plan.steps().get(i).why());
    }
    return changed.build();
  }

  private static List<PadAmount> swapped(List<PadAmount> amounts) {
    return amounts.stream().map(amount -> new PadAmount(amount.after(), amount.before())).toList();
  }

  private static void assertFound(String json, UnaryOperator<Step> fault) {
    Layer layer = layer(json);
    assertThat(agrees(layer, plan(layer))).isTrue();
    assertThat(agrees(layer, changed(plan(layer), fault))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'op': 'conv2d', 'in_channels': 2, 'out_channels': 3, 'kernel_size': 4, 'padding': 'same' | Conv",
        "'op': 'conv1d', 'in_channels': 2, 'kernel_size': 3, 'padding': 1, 'padding_mode': 'circular', 'input_shape': [2, 9] | Unsqueeze Pad Conv Squeeze",
        "'op': 'conv_transpose1d', 'in_channels': 2, 'kernel_size': 3, 'stride': 3, 'padding': 1, 'output_padding': 2 | ConvTranspose",
        "'op': 'conv_transpose1d', 'in_channels': 2, 'kernel_size': 3, 'stride': 2, 'dilation': 4, 'output_padding': 3 | Pad ConvTranspose",
        "'op': 'max_pool2d', 'kernel_size': 3, 'stride': 2, 'padding': 1, 'ceil_mode': true | MaxPool",
        "'op': 'max_pool2d', 'kernel_size': 3, 'padding': 1, 'dilation': 2 | Pad MaxPool",
        "'op': 'avg_pool2d', 'kernel_size': 3, 'stride': 2, 'padding': 1 | AveragePool",
        "'op': 'avg_pool2d', 'kernel_size': 3, 'stride': 2, 'padding': 1, 'ceil_mode': true | Pad AveragePool",
        "'op': 'avg_pool2d', 'kernel_size': 3, 'padding': 1, 'divisor_override': 5 | AveragePool scale",
        "'framework': 'jax', 'op': 'conv_general_dilated', 'kernel_size': [3, 3], 'in_channels': 2, 'out_channels': 2, 'padding': [[-2, 2], [1, 1]] | Pad Conv",
        "'framework': 'onnx', 'op': 'ConvTranspose', 'kernel_shape': [3], 'strides': [3], 'output_shape': [11], 'input_shape': [1, 2, 3], 'in_channels': 2, 'out_channels': 2 | ConvTranspose",
        "'framework': 'tensorflow', 'op': 'conv2d', 'kernel_size': 3, 'strides': 2, 'padding': 'SAME' | Transpose Transpose Conv Transpose",
        "'framework': 'tensorflow', 'op': 'max_pool1d', 'kernel_size': 3, 'strides': 5, 'padding': 'SAME' | Transpose same_pad MaxPool Transpose",
        "'framework': 'tensorflow', 'op': 'avg_pool1d', 'kernel_size': 3, 'strides': 5, 'padding': 'SAME' | Transpose ones_like same_pad AveragePool same_pad AveragePool divide Transpose"
      })
  void plansAreShort(String arguments, String ops) {
    Plan plan = plan(layer("{" + arguments + "}"));
    assertThat(
            plan.steps().stream()
                .map(traced -> OnnxOpSet.OPS.call(traced.step()).op())
                .collect(Collectors.joining(" ")))
        .isEqualTo(ops);
  }

  private static List<String> traps(String json) {
    Layer layer = layer(json);
    return Translation.of(layer, plan(layer), Runtime.PORTABLE).traps();
  }

  @Test
  void warningsAreOfOnnxRuntime() {
    assertThat(traps(TRANSPOSED + "'dilation': 2, 'output_padding': 1}"))
        .containsExactly(
            "ONNX Runtime refuses ConvTranspose with output_padding >= stride (here 1 and 1); a Pad"
                + " of the input and larger pads give the same result");
    assertThat(
            traps(
                "{'framework': 'onnx', 'op': 'ConvTranspose', 'kernel_shape': [3], 'strides': [3],"
                    + " 'pads': [1, 0], 'output_padding': [2], 'in_channels': 2}"))
        .isEmpty();
    assertThat(traps("{'op': 'max_pool1d', 'kernel_size': 3, 'padding': 1, 'dilation': 2}"))
        .containsExactly(
            "ONNX Runtime returns -3.4e38 instead of -inf for a dilated window that holds only"
                + " padding; a Pad with -inf avoids it");
    assertThat(
            traps(
                "{'op': 'conv1d', 'in_channels': 2, 'kernel_size': 3, 'padding': 1, 'padding_mode': 'reflect'}"))
        .isEmpty();
  }

  @Test
  void padsAtTheOtherEndAreFound() {
    assertFound(
        "{'op': 'conv2d', 'in_channels': 2, 'out_channels': 3, 'kernel_size': 4, 'padding': 'same', 'input_shape': [1, 2, 7, 8]}",
        step -> {
          Conv conv = (Conv) step;
          WindowPadding.Explicit pads = (WindowPadding.Explicit) conv.padding();
          return Conv.channelsFirst(
              conv.strides(),
              conv.dilations(),
              new WindowPadding.Explicit(swapped(pads.amounts())),
              conv.groups(),
              conv.bias());
        });
  }

  @Test
  void aCropAtTheOtherEndIsFound() {
    assertFound(
        TRANSPOSED + "'dilation': 2, 'output_padding': 1, 'input_shape': [1, 2, 5, 6]}",
        step -> {
          ConvTranspose conv = (ConvTranspose) step;
          List<PadAmount> pads = Collections.nCopies(2, new PadAmount(1, 0));
          assertThat(conv.crops()).isEqualTo(Collections.nCopies(2, PadAmount.NONE));
          List<Integer> more = Collections.nCopies(2, 0);
          return new ConvTranspose(
              Collections.nCopies(2, 1),
              conv.dilations(),
              List.of(pads.get(0), new PadAmount(0, 1)),
              more,
              conv.groups(),
              conv.bias());
        });
  }

  /** ONNX Runtime refuses it, and so does the run on ND4J. */
  @Test
  void anOutputPaddingThatIsNotBelowTheStrideIsRefused() {
    Layer layer =
        layer(TRANSPOSED + "'stride': 2, 'output_padding': 1, 'input_shape': [1, 2, 5, 6]}");
    Plan refused =
        changed(
            plan(layer),
            step -> {
              ConvTranspose conv = (ConvTranspose) step;
              return new ConvTranspose(
                  conv.strides(),
                  conv.dilations(),
                  Collections.nCopies(2, new PadAmount(0, 1)),
                  Collections.nCopies(2, 2),
                  conv.groups(),
                  conv.bias());
            });
    assertThat(refused.output()).isEqualTo(layer.outputShape());
    assertThat(agrees(layer, refused)).isFalse();
  }

  @Test
  void anotherDivisorIsFound() {
    assertFound(
        "{'op': 'avg_pool2d', 'kernel_size': 3, 'stride': 2, 'padding': 1, 'input_shape': [1, 2, 7, 8]}",
        step -> pool(Pooling.AVG, (Pool) step, false));
  }

  @Test
  void anAverageInsteadOfAMaximumIsFound() {
    assertFound(
        "{'op': 'max_pool2d', 'kernel_size': 3, 'stride': 2, 'padding': 1, 'input_shape': [1, 2, 7, 8]}",
        step -> pool(Pooling.AVG, (Pool) step, true));
  }

  private static Pool pool(Pooling pooling, Pool right, boolean countsPadding) {
    return new Pool(
        right.on(), pooling, right.firstAxis(), right.grid(), right.padding(), countsPadding);
  }
}
