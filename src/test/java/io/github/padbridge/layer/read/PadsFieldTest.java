package io.github.padbridge.layer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pads in front of a layer, in the form in which scan writes them. */
class PadsFieldTest {
  private static Layer layer(String record) {
    return TestData.layer(TestData.records(record).get(0)).spec();
  }

  @Test
  void padsInFrontArePartOfTheLayer() {
    String reflect = "{'op': 'pad', 'paddings': [[0, 0], [0, 0], [3, 3]], 'mode': 'reflect'}";
    assertThat(layer("{'spec': {'op': 'conv1d', 'kernel_size': 7}, 'before': [" + reflect + "]}"))
        .isEqualTo(
            layer("{'op': 'conv1d', 'kernel_size': 7, 'padding': 3, 'padding_mode': 'reflect'}"));
    String zeros = "{'op': 'pad', 'paddings': [[0, 0], [0, 0], [0, 1]], 'mode': 'constant'}";
    assertThat(
            layer(
                "{'spec': {'op': 'conv1d', 'kernel_size': 3, 'input_shape': [1, 1, 12]}, 'before': ["
                    + zeros
                    + ", "
                    + zeros
                    + "], 'after': []}"))
        .isEqualTo(
            layer(
                "{'op': 'conv1d', 'kernel_size': 3, 'runtime_padding': [[0, 2]], 'input_shape': [1, 1, 10]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "max_pool1d | 'before': [{'op': 'pad', 'paddings': [[0, 0], [0, 0], [0, 1]]}] | /before/0 | no single layer combines this pad with max_pool1d",
        "conv1d | 'before': [{'op': 'pad', 'paddings': [[0, 0], [0, 0], [0, 1]], 'value': 2}] | /before/0 | no single layer combines this pad with conv1d",
        "conv1d | 'before': [{'op': 'pad', 'paddings': [[0, 0], [1, 0], [0, 1]]}] | /before/0 | not a pad of all axes of the input",
        "conv1d | 'before': [{'op': 'pad', 'paddings': [[0, 1]]}] | /before/0 | not a pad of all axes of the input",
        "conv1d | 'before': [{'op': 'crop', 'paddings': [[0, 0], [0, 0], [0, 1]]}] | /before/0 | not a pad of all axes of the input",
        "conv1d | 'before': [{'op': 'pad', 'paddings': [[0, 0], [0, 0], [0, 1]], 'mode': 'mirror'}] | /before/0 | not a pad of all axes of the input",
        "conv1d | 'before': 3 | /before/0 | not a pad of all axes of the input",
        "conv1d | 'after': [{'op': 'slice'}] | /after | steps after a layer are not supported",
      })
  void whatCannotBePartOfItIsRefused(String op, String pads, String pointer, String message) {
    assertThatThrownBy(
            () -> layer("{'spec': {'op': '" + op + "', 'kernel_size': 3}, " + pads + "}"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.faults().get(0).message()).isEqualTo(message);
              assertThat(refusal.faults().get(0).pointer()).isEqualTo(pointer);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "conv2d | [[0, 1]] | runtime_padding must be \"SAME\" or a pair of integers for each spatial axis (got [[0,1]])",
        "conv1d | [[0, 1.5]] | runtime_padding must be \"SAME\" or a pair of integers for each spatial axis (got [[0,1.5]])",
        "conv1d | [[0, -1]] | runtime_padding must not be negative",
        "conv_transpose1d | [[0, 1]] | runtime_padding needs a forward convolution (got conv_transpose1d)",
        "max_pool1d | [[0, 1]] | runtime_padding of a pooling must be \"SAME\" (got [[0,1]])",
        "avg_pool1d | 'SAME' | runtime_padding needs a max pooling (got avg_pool1d)",
        "max_pool1d | 'SAME', 'dilation': 2 | runtime_padding needs dilation 1 and no ceil_mode",
        "max_pool1d | 'SAME', 'padding': 1 | padding must be 0 with runtime_padding (got 1)",
      })
  void runtimePaddingThatNoLayerHas(String op, String value, String message) {
    assertThatThrownBy(
            () -> layer("{'op': '" + op + "', 'kernel_size': 3, 'runtime_padding': " + value + "}"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.faults().get(0).message().replace(", ", ","))
                    .isEqualTo(message.replace(", ", ",")));
  }
}
