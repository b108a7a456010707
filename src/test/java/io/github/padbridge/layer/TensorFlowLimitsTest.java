package io.github.padbridge.layer;

import static io.github.padbridge.TestData.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomTensorFlowSpecs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where TensorFlow 2.21 was seen to refuse a layer on CPU. */
class TensorFlowLimitsTest {
  private static final String ONEDNN =
      " on CPU, except in float32 with oneDNN on (the default on x86) or compiled by XLA";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'op': 'depthwise_conv2d', 'strides': [1, 2] | tf.nn.depthwise_conv2d refuses unequal strides",
        "'op': 'conv3d', 'dilations': 2 | tf.nn.conv3d refuses dilations",
        "'op': 'conv1d_transpose', 'dilations': 2, 'output_padding': null | tf.nn.conv1d_transpose refuses dilations",
        "'op': 'conv2d', 'data_format': 'NCHW' | tf.nn.conv2d refuses NCHW",
        "'op': 'avg_pool1d', 'strides': 1, 'data_format': 'NCW' | tf.nn.avg_pool1d refuses NCW",
      })
  void withoutOneDnnOrXla(String fields, String limit) {
    assertThat(limits(fields)).containsExactly(limit + ONEDNN);
  }

  @Test
  void withoutXla() {
    assertThat(limits("'op': 'conv3d', 'in_channels': 4, 'filters': 4, 'groups': 2"))
        .containsExactly(
            "tf.nn.conv3d refuses groups on CPU, unless compiled by XLA (Keras compiles it)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'op': 'depthwise_conv2d', 'strides': 2",
        "'op': 'depthwise_conv2d', 'dilations': 2",
        "'op': 'depthwise_conv1d', 'strides': 2",
        "'op': 'conv2d', 'strides': [1, 2], 'dilations': 2",
        "'op': 'conv2d', 'in_channels': 4, 'filters': 4, 'groups': 2",
        "'op': 'conv3d', 'strides': [1, 2, 3]",
        "'op': 'conv2d_transpose', 'strides': [1, 2], 'output_padding': null",
        "'op': 'max_pool3d', 'strides': [1, 2, 3]",
      })
  void noneWhereTensorFlowRunsEverywhere(String fields) {
    assertThat(limits(fields)).isEmpty();
  }

  private static List<String> limits(String fields) {
    String json =
        "{'framework': 'tensorflow', 'kernel_size': 2, 'padding': 'SAME', " + fields + "}";
    return TensorFlowLimits.of((TensorFlowSpec) layer(json).spec());
  }

  @Test
  void randomLayersHaveOneLimitACause() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(4);
    int limited = 0;
    for (int i = 0; i < 1400; i++) {
      TensorFlowSpec spec = specs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
      boolean uneven = spec.strides().stream().distinct().count() > 1;
      boolean depthwise = spec.op() == TensorFlowOp.DEPTHWISE_CONV2D;
      assertThat(TensorFlowLimits.of(spec).stream().anyMatch(limit -> limit.contains("unequal")))
          .as("%s", spec)
          .isEqualTo(depthwise && uneven);
      limited += TensorFlowLimits.of(spec).isEmpty() ? 0 : 1;
    }
    assertThat(limited).isGreaterThan(400);
  }
}
