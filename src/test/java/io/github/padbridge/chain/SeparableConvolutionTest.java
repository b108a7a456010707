package io.github.padbridge.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeparableConvolutionTest {
  private static Chain read(String text) {
    return SideText.parse("side", text)
        .resolve(List.of(), Map.of(Argument.IN_CHANNELS, new JsonNumber(0, 0, 3L)));
  }

  private static boolean areEqual(String left, String right) {
    return Equivalence.of(read(left), read(right)).verdict() == Verdict.EVERY_SIZE;
  }

  /** Keras 3.15 computed the same numbers on both sides of each. */
  @Test
  void isADepthwiseConvolutionAndThenOneWithKernelSizeOne() {
    int count = 0;
    for (int rank = 1; rank <= 2; rank++) {
      for (int kernel = 1; kernel <= 3; kernel++) {
        for (String windows : List.of("", ", strides=2", ", dilation_rate=2")) {
          for (String padding : List.of("valid", "same")) {
            for (int multiplier = 1; multiplier <= 2; multiplier++) {
              for (String bias : List.of("", ", use_bias=False")) {
                String depthwise =
                    "%d%s, padding=\"%s\", depth_multiplier=%d"
                        .formatted(kernel, windows, padding, multiplier);
                String separable = "layers.SeparableConv%dD(4, %s%s)";
                String both =
                    "layers.DepthwiseConv%dD(%s, use_bias=False)\nlayers.Conv%1$dD(4, 1%s)";
                boolean areEqual =
                    areEqual(
                        separable.formatted(rank, depthwise, bias),
                        both.formatted(rank, depthwise, bias));
                assertThat(areEqual).as(depthwise + bias).isTrue();
                count++;
              }
            }
          }
        }
      }
    }
    assertThat(count).isEqualTo(2 * 3 * 3 * 2 * 2 * 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x, d, p, [1, 2, 2, 1], 'SAME' | x, d, strides=[1, 2, 2, 1], padding='SAME'",
        "x, d, p, [1, 1, 1, 1], 'VALID', None, [2, 2]"
            + " | x, d, strides=[1, 1, 1, 1], padding='VALID', dilations=[2, 2]"
      })
  void theFunctionIsTwoFunctions(String arguments, String depthwise) {
    String weights = "d = tf.zeros([3, 3, 3, 2])\np = tf.zeros([1, 1, 6, 5])\n";
    String separable = weights + "tf.nn.separable_conv2d(" + arguments + ")";
    String both =
        weights
            + ("x = tf.nn.depthwise_conv2d(" + depthwise + ")\n")
            + "tf.nn.conv2d(x, p, 1, 'VALID')";
    assertThat(areEqual(separable, both)).isTrue();
    assertThat(areEqual(separable, both.replace("[3, 3, 3, 2]", "[3, 2, 3, 2]"))).isFalse();
    assertThat(read(separable.replace("tf.nn.s", "tf.compat.v1.nn.s").replace("None, ", "")).ops())
        .hasSize(2);
  }

  @Test
  void theActivationAndTheNameAreThoseOfTheWhole() {
    Chain chain = read("keras.layers.SeparableConv2D(4, 3, activation='relu', name='sep')");
    assertThat(chain.ops().stream().map(Chain.Op::noun))
        .containsExactly("depthwise_conv2d", "conv2d", "activation \"relu\"");
    assertThat(chain.style().kept()).containsExactly("", ", name=\"sep\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keras.layers.SeparableConv2D(4, 3, pading='same') | has no argument 'pading'",
        "keras.layers.SeparableConv2D(4) | needs kernel_size",
        "keras.layers.SeparableConv2D(kernel_size=3) | needs filters",
        "keras.layers.SeparableConv2D(4, 3, groups=3) | has no argument 'groups'",
        "keras.layers.SeparableConv1D(4, 3, padding='causal') | padding must be",
        "tf.nn.separable_conv2d(x, d, p, [1, 1, 1, 1]) | needs padding",
      })
  void refusesWhatTheFrameworkRefuses(String call, String message) {
    assertThatThrownBy(() -> read(call)).isInstanceOf(Refusal.class).hasMessageContaining(message);
  }

  @Test
  void theOptionForChannelsMustFitTheFirstLayer() {
    assertThatThrownBy(() -> read("nn.Conv2d(2, 4, 3)\nnn.Conv2d(4, 4, 3)"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("this layer takes 2 channels (got --in-channels 3)");
  }
}
