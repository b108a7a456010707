package io.github.padbridge.layer.read;

import static io.github.padbridge.TestData.layer;
import static io.github.padbridge.TestData.records;
import static io.github.padbridge.TestData.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {
  private static List<Fault> faults(String json) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> layer(json));
    assertThat(refusal).as("%s is refused", json).isNotNull();
    return refusal.faults();
  }

  @Test
  void fillsInPyTorchsDefaults() {
    ConvSpec spec = spec("{'op': 'conv2d', 'kernel_size': 3}");
    assertThat(spec.inChannels()).hasToString("C_in");
    assertThat(spec.outChannels()).hasToString("C_out");
    assertThat(spec.kernelSize()).containsExactly(3, 3);
    assertThat(spec.stride()).containsExactly(1, 1);
    assertThat(spec.padding()).isEqualTo(new Padding.Explicit(List.of(0, 0)));
    assertThat(spec.dilation()).containsExactly(1, 1);
    assertThat(spec.groups()).isEqualTo(1);
    assertThat(spec.bias()).isTrue();
    assertThat(spec.paddingMode()).isEqualTo(PaddingMode.ZEROS);
    assertThat(spec.inputShape()).hasToString("(N, C_in, H_in, W_in)");
    assertThat(spec.outputShape()).hasToString("(N, C_out, H_in - 2, W_in - 2)");
  }

  @Test
  void aWeightMayLeaveChannelsOpen() {
    String conv =
        "{'framework': 'tensorflow', 'op': 'conv2d', 'strides': 1, 'padding': 'SAME', 'weight_shape': %s}";
    assertThat(layer(conv.formatted("[3, 5, null, 8]")).spec().weightShape())
        .hasToString("(3, 5, C_in, 8)");
    assertThat(layer(conv.formatted("[3, 5, 4, null]")).spec().weightShape())
        .hasToString("(3, 5, 4, C_out)");
    assertThat(faults(conv.formatted("[3, null, 4, 8]")))
        .extracting(Fault::message)
        .containsExactly("kernel_size is missing");
    assertThat(
            faults(
                "{'op': 'conv2d', 'in_channels': 3, 'kernel_size': 3, 'weight_shape': [8, 4, null, null]}"))
        .extracting(Fault::message)
        .containsExactly(
            "weight_shape must be (8, 3, 3, 3) by the other arguments (got (8, 4, ?, ?))");
  }

  /** What is valid stands beside what is not: the same argument, one step further. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'op': 'conv1d', 'kernel_size': 1 | (N, C_out, L_in)",
        "'op': 'Conv1d', 'kernel_size': 1 | (N, C_out, L_in)",
        "'op': 'nn.Conv1d', 'kernel_size': [1] | (N, C_out, L_in)",
        "'op': 'conv2d', 'kernel_size': 3, 'stride': [2] | (N, C_out, floor((H_in - 1)/2), floor((W_in - 1)/2))",
        "'op': 'conv2d', 'kernel_size': 3, 'padding': 'same' | (N, C_out, H_in, W_in)",
        "'op': 'conv2d', 'kernel_size': 3, 'input_shape': [null, 1, 5, null] | (N, C_out, 3, W_in - 2)",
        "'op': 'conv2d', 'kernel_size': 3, 'input_shape': null | (N, C_out, H_in - 2, W_in - 2)",
        "'op': 'conv1d', 'kernel_size': 3, 'input_shape': [4, 8] | (C_out, 6)",
        "'op': 'conv1d', 'kernel_size': 2, 'groups': 3 | (N, C_out, L_in - 1)",
        "'op': 'conv1d', 'kernel_size': 2, 'out_channels': 5, 'input_shape': [0, 4, 8] | (0, 5, 7)",
        "'op': 'conv1d', 'kernel_size': 1, 'padding': -1, 'padding_mode': 'reflect', 'input_shape': [1, 1, 5] | (1, C_out, 3)",
        "'op': 'conv1d', 'kernel_size': 1, 'padding': 4, 'padding_mode': 'reflect', 'input_shape': [1, 1, 5] | (1, C_out, 13)",
        "'op': 'conv1d', 'kernel_size': 1, 'padding': 5, 'padding_mode': 'circular', 'input_shape': [1, 1, 5] | (1, C_out, 15)",
        "'op': 'conv_transpose1d', 'kernel_size': 2, 'dilation': 4, 'output_padding': 3, 'input_shape': [1, 1, 3] | (1, C_out, 10)",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'output_size': [8], 'input_shape': [1, 1, 3] | (1, C_out, 8)",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'output_size': 7, 'input_shape': [1, 1, 3] | (1, C_out, 7)",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'output_size': [9, 9, 7], 'input_shape': [1, 1, 3] | (1, C_out, 7)",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'output_size': [8] | (N, C_out, 8)",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'padding': 2, 'output_size': [1] | (N, C_out, 1)",
        "'op': 'conv_transpose2d', 'kernel_size': 3, 'stride': 2, 'output_size': [8, 9], 'input_shape': [1, 1, 3, null] | (1, C_out, 8, 9)",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'output_size': null | (N, C_out, 2*L_in + 1)",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'output_size': [8], 'output_padding': 0, 'input_shape': [1, 1, 3] | (1, C_out, 8)",
      })
  void accepts(String fields, String outputShape) {
    assertThat(spec("{" + fields + "}").outputShape()).hasToString(outputShape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'kernel_size': 1 | | op is missing",
        "'op': 'conv1d' | | kernel_size is missing",
        "'op': 'conv4d', 'kernel_size': 1 | /op | op \"conv4d\" is not a PyTorch convolution",
        "'op': 7, 'kernel_size': 1 | /op | op must be a string (got 7)",
        "'op': 'conv2d', 'kernel_size': [3] | /kernel_size | kernel_size must be one number, or a list of 2 (got [3])",
        "'op': 'conv2d', 'kernel_size': 3, 'stride': [2, 2, 2] | /stride | stride must be one number, or a list of 2",
        "'op': 'conv2d', 'kernel_size': 3, 'stride': [] | /stride | stride must be one number, or a list of 2",
        "'op': 'conv1d', 'kernel_size': 1, 'strid': 2 | /strid | unknown key 'strid'",
        "'op': 'conv1d', 'kernel_size': 1, 'stride': 0 | /stride | stride must be at least 1 (got 0)",
        "'op': 'conv1d', 'kernel_size': 1, 'stride': 1.0 | /stride | stride must be an integer (got a decimal number: 1.0)",
        "'op': 'conv1d', 'kernel_size': 1, 'stride': true | /stride | stride must be an integer (got a boolean: true)",
        "'op': 'conv1d', 'kernel_size': 1, 'stride': null | /stride | stride must be an integer (got null: null)",
        "'op': 'conv1d', 'kernel_size': 1, 'stride': 2147483648 | /stride | stride must fit 32 bits (got 2147483648)",
        "'op': 'conv1d', 'kernel_size': 1, 'stride': 99999999999999999999 | /stride | stride must fit 32 bits",
        "'op': 'conv1d', 'kernel_size': 0 | /kernel_size | kernel_size must be at least 1 (got 0)",
        "'op': 'conv1d', 'kernel_size': 2, 'dilation': -1 | /dilation | dilation must be at least 1 (got -1)",
        "'op': 'conv1d', 'kernel_size': 2000000, 'dilation': 2000000 | /kernel_size | must fit 32 bits",
        "'op': 'conv1d', 'kernel_size': 1, 'groups': 0 | /groups | groups must be at least 1 (got 0)",
        "'op': 'conv1d', 'kernel_size': 1, 'groups': 2, 'in_channels': 3 | /in_channels | in_channels must be divisible by groups (got 3 and groups 2)",
        "'op': 'conv1d', 'kernel_size': 1, 'out_channels': 0 | /out_channels | out_channels must be at least 1",
        "'op': 'conv1d', 'kernel_size': 1, 'bias': 1 | /bias | bias must be true or false (got 1)",
        "'op': 'conv1d', 'kernel_size': 1, 'padding': -1 | /padding | padding must not be negative (got -1)",
        "'op': 'conv1d', 'kernel_size': 3, 'padding': 'SAME' | /padding | padding must be numbers, \"same\" or \"valid\"",
        "'op': 'conv1d', 'kernel_size': 3, 'padding': 'same', 'stride': 2 | /padding | padding \"same\" needs stride 1 (got stride 2)",
        "'op': 'conv1d', 'kernel_size': 3, 'padding_mode': 'mirror' | /padding_mode | padding_mode must be one of zeros, reflect",
        "'op': 'conv2d', 'kernel_size': 3, 'padding': [1], 'padding_mode': 'reflect' | /padding | padding must be one number, or a list of 2",
        "'op': 'conv2d', 'kernel_size': 3, 'padding': 'same', 'dilation': [2], 'padding_mode': 'reflect' | /dilation | dilation must be one number, or a list of 2",
        "'op': 'conv1d', 'kernel_size': 1, 'output_padding': 0 | /output_padding | conv1d has no output_padding",
        "'op': 'conv1d', 'kernel_size': 1, 'padding': 5, 'padding_mode': 'reflect', 'input_shape': [1, 1, 5] | /padding | reflect padding must be smaller than the input",
        "'op': 'conv1d', 'kernel_size': 1, 'padding': 6, 'padding_mode': 'circular', 'input_shape': [1, 1, 5] | /padding | circular padding must not exceed the input",
        "'op': 'conv1d', 'kernel_size': 4, 'dilation': 2, 'input_shape': [1, 1, 6] | /kernel_size | the kernel must not be larger than the padded input (got kernel_size 4 dilated to 7, padded input 6)",
        "'op': 'conv1d', 'kernel_size': 1, 'input_shape': [1, 1, 0] | /input_shape | input size must be at least 1 (got 0)",
        "'op': 'conv1d', 'kernel_size': 1, 'input_shape': [-1, 1, 3] | /input_shape | the batch size must not be negative",
        "'op': 'conv1d', 'kernel_size': 1, 'input_shape': [5] | /input_shape | input_shape of conv1d must have 3 sizes",
        "'op': 'conv1d', 'kernel_size': 1, 'input_shape': 5 | /input_shape | input_shape must be a list of sizes (got 5)",
        "'op': 'conv1d', 'kernel_size': 1, 'in_channels': 2, 'input_shape': [1, 3, 5] | /input_shape | input_shape must have in_channels = 2 channels (got 3",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'padding': 'same' | /padding | conv_transpose1d takes padding in numbers",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'padding_mode': 'reflect' | /padding_mode | conv_transpose1d takes padding_mode zeros only",
        "'op': 'conv_transpose1d', 'kernel_size': 2, 'dilation': 4, 'output_padding': 4 | /output_padding | output_padding must be smaller than the stride or the dilation (got output_padding 4, stride 1, dilation 4)",
        "'op': 'conv_transpose1d', 'kernel_size': 2, 'output_padding': -1 | /output_padding | output_padding must not be negative (got -1)",
        "'op': 'conv_transpose1d', 'kernel_size': 1, 'padding': 2, 'input_shape': [1, 1, 4] | /padding | the output size must be at least 1 (got 0)",
        "'op': 'conv_transpose1d', 'kernel_size': 2, 'stride': 2147483647, 'input_shape': [1, 1, 4] | /input_shape | the output size must fit 32 bits",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'output_size': [9], 'input_shape': [1, 1, 3] | /output_size | output_size must be from 7 to 8 for this input (got 9)",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'output_size': [2] | /output_size | output_size must be at least 3 (got 2)",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'padding': 2, 'output_size': [0] | /output_size | output_size must be at least 1 (got 0)",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'output_size': [3], 'output_padding': 'x', 'input_shape': [1, 1, 1] | /output_padding | output_padding must be an integer",
        "'op': 'conv1d', 'kernel_size': 1, 'a/b~c': 2 | /a~1b~0c | unknown key 'a/b~c'",
        "'op': 'conv_transpose1d', 'kernel_size': 3, 'output_size': [], 'input_shape': [1, 1, 3] | /output_size | output_size must have 1 spatial sizes",
      })
  void refuses(String fields, String pointer, String message) {
    List<Fault> faults = faults("{" + fields + "}");
    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).message()).contains(message);
    assertThat(faults.get(0).pointer()).isEqualTo(pointer == null ? "" : pointer);
    assertThat(faults.get(0).place().source()).isEqualTo("spec.json");
    assertThat(faults.get(0).place().line()).isEqualTo(1);
  }

  @Test
  void reportsSeveralFaultsTogetherAndNoEchoes() {
    List<Fault> faults =
        faults(
            """
            {"op": "conv2d",
             "kernel_size": 0,
             "stride": [1, -2],
             "paddding": 3,
             "groups": "two",
             "input_shape": [1, 1, 4, 4]}
            """);
    assertThat(faults)
        .extracting(Fault::pointer)
        .containsExactly("/paddding", "/groups", "/kernel_size", "/stride");
    assertThat(faults).extracting(fault -> fault.place().line()).containsExactly(4, 5, 2, 3);
    assertThat(faults.get(0).help()).isEqualTo("did you mean 'padding'?");
  }

  @Test
  void faultsThatDoNotFollowFromEachOtherAreAllReported() {
    assertThat(
            faults(
                "{'op': 'conv1d', 'in_channels': 3, 'out_channels': 3, 'groups': 2, 'kernel_size': 9, 'input_shape': [1, 4, 5]}"))
        .extracting(Fault::pointer)
        .containsExactly("/in_channels", "/out_channels", "/input_shape", "/kernel_size");
  }

  @Test
  void pointsIntoTheDocument() {
    List<Fault> faults =
        catchThrowableOfType(
                Refusal.class,
                () ->
                    layer(
                        records(
                                "[{'op': 'conv1d', 'kernel_size': 1},\n {'id': 7, 'spec': {'op': 'conv1d', 'kernel_size': 1, 'stride': [0]}}]")
                            .get(1)))
            .faults();
    assertThat(faults.get(0).place()).hasToString("spec.json:2:65 (/1/spec/stride)");
  }

  @Test
  void keepsIdAndName() {
    assertThat(
            layer("{'id': 'a', 'name': 'block.conv', 'op': 'conv1d', 'kernel_size': 1}")
                .label()
                .name())
        .isEqualTo("block.conv");
    assertThat(
            layer("{'id': 12, 'spec': {'op': 'conv1d', 'kernel_size': 1}}").label().id().quoted())
        .isEqualTo("12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x': {'shape': [1, 1, 3], 'data': [1, 2]} | /x/data | x must hold as many numbers as its shape [1, 1, 3] says (got 2)",
        "'x': {'shape': [1, 1, 2], 'data': [1, 'two']} | /x/data/1 | x.data must hold numbers only",
        "'x': {'shape': [1, 1, 2], 'data': [[1, 2]]} | /x/data/0 | x.data must hold numbers only",
        "'x': {'shape': [1, 1, -2], 'data': []} | /x/shape/2 | a size in x.shape must not be negative",
        "'x': {'shape': [1, 1, 100000, 100000, 100000, 100000], 'data': [1]} | /x/data | x must hold as many numbers",
        "'x': [1, 2, 3] | /x | x must be {\"shape\"",
        "'x': {'data': [1]} | /x | x has no 'shape'",
        "'x': {'shape': [1], 'dta': [1]} | /x/dta | unknown key 'dta' in tensor x",
        "'x': {'shape': [1, 2, 3], 'data': [1, 2, 3, 4, 5, 6]} | /x | x must have the shape (1, 1, 3) of input_shape (got (1, 2, 3))",
        "'wieght': {} | /wieght | unknown key 'wieght'",
        "'stride': 2 | /stride | 'stride' is outside the spec",
        "'bias': {'shape': [1], 'data': [1]} | /bias | the case has a bias, the spec has \"bias\": false",
      })
  void refusesTensorsThatDoNotFit(String field, String pointer, String message) {
    String spec =
        "'spec': {'op': 'conv1d', 'kernel_size': 1, 'bias': false, 'input_shape': [1, 1, 3]}";
    String weight = "'weight': {'shape': [1, 1, 1], 'data': [2]}";
    String x = field.startsWith("'x'") ? "" : ", 'x': {'shape': [1, 1, 3], 'data': [1, 2, 3]}";
    List<Fault> faults = faults("{" + spec + ", " + weight + x + ", " + field + "}");
    assertThat(faults.get(0).message()).contains(message);
    assertThat(faults.get(0).pointer()).isEqualTo(pointer);
  }

  @Test
  void aCaseFillsInWhatItsSpecLeavesOut() {
    LayerRecord layer =
        layer(
            "{'spec': {'op': 'conv_transpose1d', 'groups': 2}, 'x': {'shape': [1, 2, 1], 'data': [1, 2]},"
                + " 'weight': {'shape': [2, 3, 2], 'data': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}}");
    assertThat(layer.spec().biasShape()).isNull();
    assertThat(((ConvSpec) layer.spec()).kernelSize()).containsExactly(2);
    assertThat(layer.spec().outputShape()).hasToString("(1, 6, 2)");
  }
}
