package io.github.padbridge.layer.read;

import static io.github.padbridge.TestData.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxJoins;
import io.github.padbridge.layer.OnnxOutput;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxReaderTest {
  private static Layer called(String call) {
    SourceText text = new SourceText("text", call);
    return new RecordReader(Map.of()).read(CallReader.read(text, Map.of()).record()).spec();
  }

  @Test
  void fillsInTheDefaultsOfOnnx() {
    OnnxSpec conv = (OnnxSpec) layer("{'op': 'Conv', 'kernel_shape': [3, 2]}").spec();
    assertThat(conv.inputShape()).hasToString("(N, C_in, H_in, W_in)");
    assertThat(conv.outputShape()).hasToString("(N, C_out, H_in - 2, W_in - 1)");
    assertThat(conv.strides()).containsExactly(1, 1);
    assertThat(conv.biasShape()).isNull();
    OnnxSpec average = (OnnxSpec) layer("{'op': 'AveragePool', 'kernel_shape': [3]}").spec();
    assertThat(average.countIncludePad()).isFalse();
    assertThat(average.strides()).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'kernel_shape': [3, 3], 'strides': 2 | strides must be a list of 2 integers (got 2)",
        "'kernel_shape': [3], 'pads': [1] | pads must be a list of 2 integers (got [1])",
        "'kernel_shape': [3], 'pads': [1, -1] | pads must not be negative (got [1, -1])",
        "'kernel_shape': [3], 'pads': [1, 1], 'auto_pad': 'SAME_UPPER'"
            + " | pads and auto_pad SAME_UPPER are both given",
        "'kernel_shape': [3], 'auto_pad': 'SAME'"
            + " | auto_pad must be NOTSET, VALID, SAME_UPPER or SAME_LOWER (got \"SAME\")",
        "'kernel_shape': [3], 'ceil_mode': 1 | Conv has no ceil_mode",
        "'kernel_shape': [1, 1, 1, 1] | Conv needs 1 to 3 spatial axes",
        "'strides': [1] | kernel_shape is missing",
        "'kernel_shape': [3], 'group': 2, 'in_channels': 3, 'out_channels': 2"
            + " | the input and output channels must be divisible by group (got 3 and 2, group 2)",
        "'kernel_shape': [3], 'input_shape': [1, 2, 2] | the output size must be at least 1 (got 0)"
      })
  void refusesConv(String attributes, String message) {
    assertThat(message("{'op': 'Conv', " + attributes + "}")).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'op': 'MaxPool', 'kernel_shape': [2], 'pads': [0, 2]}"
            + " | pads of a pooling must be smaller than its kernel_shape (got [0, 2], kernel_shape 2)",
        "{'op': 'MaxPool', 'kernel_shape': [2], 'ceil_mode': 2} | ceil_mode must be 0 or 1 (got 2)",
        "{'op': 'MaxPool', 'kernel_shape': [2], 'dilations': [2], 'auto_pad': 'SAME_LOWER'}"
            + " | a pooling takes auto_pad SAME_LOWER or dilations, not both (got dilations [2])",
        "{'op': 'MaxPool', 'kernel_shape': [2], 'dilations': [2], 'pads': [1, 1],"
            + " 'input_shape': [1, 1, 1]} | every window of a pooling must hold an element of the"
            + " input (got one that holds padding only)",
        "{'op': 'ConvTranspose', 'kernel_shape': [3], 'output_padding': [1]}"
            + " | output_padding must be smaller than the stride or the dilation (got"
            + " output_padding 1, stride 1, dilation 1)",
        "{'op': 'ConvTranspose', 'kernel_shape': [3], 'output_shape': [4]}"
            + " | output_shape needs the input size",
        "{'op': 'ConvTranspose', 'kernel_shape': [3], 'output_shape': [7], 'input_shape': [1, 1, 4]}"
            + " | output_shape must be at most 6 for an input of 4 (got 7)",
        "{'op': 'ConvTranspose', 'kernel_shape': [3], 'strides': [3], 'output_padding': [1],"
            + " 'output_shape': [12], 'input_shape': [1, 1, 3]}"
            + " | output_shape must be at most 11 for an input of 3 (got 12)",
        "{'op': 'ConvTranspose', 'kernel_shape': [3], 'strides': [3], 'auto_pad': 'SAME_LOWER',"
            + " 'output_shape': [10], 'input_shape': [1, 1, 3]}"
            + " | output_shape must be at most 9 for an input of 3 (got 10)",
        "{'op': 'ConvTranspose', 'kernel_shape': [3], 'strides': [4], 'auto_pad': 'SAME_UPPER'}"
            + " | auto_pad SAME_UPPER needs (kernel_shape - 1)*dilations + output_padding of at"
            + " least strides - 1 (got 2 and 3)",
        "{'op': 'GlobalAveragePool'} | input_shape is missing",
        "{'op': 'GlobalMaxPool', 'input_shape': [1, 2, null]}"
            + " | GlobalMaxPool needs the spatial sizes of its input",
        "{'framework': 'onnx', 'op': 'LpPool', 'kernel_shape': [2]}"
            + " | op \"LpPool\" is not an ONNX convolution or pooling"
      })
  void refuses(String json, String message) {
    assertThat(message(json)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op': 'MaxPool', 'kernel_shape': [2], 'pads': [0, 1], 'storage_order': 1}",
        "{'op': 'MaxPool', 'kernel_shape': [2], 'dilations': [2], 'pads': [1, 1],"
            + " 'input_shape': [1, 1, 2]}",
        "{'op': 'ConvTranspose', 'kernel_shape': [3], 'dilations': [2], 'output_padding': [1]}",
        "{'op': 'ConvTranspose', 'kernel_shape': [3], 'output_shape': [6], 'input_shape': [1, 1, 4]}",
        "{'op': 'ConvTranspose', 'kernel_shape': [3], 'strides': [3], 'auto_pad': 'SAME_UPPER'}",
        "{'op': 'Conv', 'weight_shape': [8, 2, 3, 5], 'group': 2}",
        "{'op': 'Conv', 'kernel_shape': [3], 'input_shape': [1, 2, 3]}",
        "{'op': 'onnx.GlobalMaxPool', 'input_shape': [1, 2, 4]}"
      })
  void acceptsWhatIsJustValid(String json) {
    assertThat(layer(json).spec()).isInstanceOf(OnnxSpec.class);
  }

  @Test
  void readsNodesAsCalls() {
    String json =
        "{'op': 'Conv', 'kernel_shape': [3, 3], 'strides': [2, 2], 'pads': [0, 0, 1, 1]%s}";
    Layer plain = layer(json.formatted("")).spec();
    String attributes = "kernel_shape=[3, 3], strides=(2, 2), pads=[0, 0, 1, 1]";
    assertThat(called("Conv(" + attributes + ")")).isEqualTo(plain);
    assertThat(called("onnx.Conv(" + attributes + ")")).isEqualTo(plain);
    Layer biased = layer(json.formatted(", 'bias': true")).spec();
    assertThat(called("helper.make_node('Conv', ['x', 'w', 'b'], ['y'], " + attributes + ")"))
        .isEqualTo(biased);
    assertThat(
            called(
                "onnx.helper.make_node('Conv', inputs=['x', 'w'], outputs=['y'], name='c', "
                    + attributes
                    + ")"))
        .isEqualTo(plain);
  }

  @Test
  void tellsNodesFromLayersOfJax() {
    Layer flax = called("flax.linen.Conv(64, (3, 3), strides=(2, 2))");
    assertThat(called("Conv(64, (3, 3), strides=(2, 2))")).isEqualTo(flax);
    assertThat(called("Conv(features=64, kernel_size=(3, 3), strides=(2, 2))")).isEqualTo(flax);
    assertThat(called("Conv(3, 64, (3, 3))")).isEqualTo(called("flax.nnx.Conv(3, 64, (3, 3))"));
    assertThat(called("ConvTranspose(8, (2,))"))
        .isEqualTo(called("flax.linen.ConvTranspose(8, (2,))"));
    assertThat(called("ConvTranspose(kernel_shape=[2])"))
        .isEqualTo(called("onnx.ConvTranspose(kernel_shape=[2])"));
    for (String neither : List.of("Conv(3, 64, 3)", "Conv(64, 3)", "Conv(shape=[3, 3])")) {
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> called(neither));
      assertThat(refusal.getMessage())
          .as(neither)
          .isEqualTo("Conv is an ONNX node and a name in libraries of JAX");
      assertThat(refusal.faults().get(0).help())
          .isEqualTo("write onnx.Conv or flax.linen.Conv or flax.nnx.Conv or equinox.nn.Conv");
    }
  }

  private static String message(String json) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> layer(json));
    assertThat(refusal).as("%s is refused", json).isNotNull();
    assertThat(refusal.faults()).as(json).hasSize(1);
    Fault fault = refusal.faults().get(0);
    return fault.message();
  }

  /** ONNX Runtime and the ONNX reference add the zeros at the end. */
  @Test
  void anOutputShapeMayBeLongerThanTheFullResult() {
    OnnxSpec node =
        (OnnxSpec)
            TestData.layer(
                    "{'framework': 'onnx', 'op': 'ConvTranspose', 'kernel_shape': [3, 3], 'strides':"
                        + " [3, 2], 'output_shape': [10, 6], 'input_shape': [1, 1, 3, 3],"
                        + " 'in_channels': 1, 'out_channels': 2}")
                .spec();
    OnnxSpec fixed = OnnxJoins.withPads(node);
    assertThat(fixed.padding())
        .isEqualTo(new OnnxPadding.Pads(List.of(PadAmount.NONE, new PadAmount(1, 0))));
    assertThat(fixed.output()).isEqualTo(new OnnxOutput(List.of(1, 0), List.of()));
    assertThat(fixed.outputShape()).isEqualTo(node.outputShape());
  }
}
