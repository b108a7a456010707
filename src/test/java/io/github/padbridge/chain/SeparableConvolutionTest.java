package io.github.padbridge.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import java.util.List;
import java.util.Locale;
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

  /** tf.layers, and TF-slim, which has a SAME padding and a ReLU unless told otherwise. */
  @Test
  void theNamesOfTensorFlow1AreTheSameLayer() {
    int count = 0;
    for (String strides : List.of("1", "2", "(2, 2)")) {
      for (int multiplier = 1; multiplier <= 2; multiplier++) {
        for (String padding : List.of("valid", "same")) {
          String rest =
              "strides=%s, padding='%s', depth_multiplier=%d"
                  .formatted(strides, padding, multiplier);
          String keras = "keras.layers.SeparableConv2D(4, (3, 2), " + rest;
          for (String module : List.of("tf.layers", "tf.compat.v1.layers")) {
            String function = module + ".separable_conv2d(x, 4, (3, 2), " + rest + ")";
            String layer = module + ".SeparableConv2D(4, (3, 2), " + rest + ", reuse=True)(x)";
            assertThat(areEqual(function, keras + ")")).as(function).isTrue();
            assertThat(areEqual(layer, keras + ")")).as(layer).isTrue();
            assertThat(areEqual(function, keras + ", use_bias=False)")).as(function).isFalse();
            count += 3;
          }
          String slim =
              "slim.separable_convolution2d(x, 4, (3, 2), %d, %s, '%s')"
                  .formatted(multiplier, strides, padding.toUpperCase(Locale.ROOT));
          String first =
              "keras.layers.SeparableConvolution2D(4, 3, 2, subsample=%s, border_mode='%s',"
                      .formatted(strides, padding)
                  + " depth_multiplier=%d)".formatted(multiplier);
          assertThat(areEqual(slim, keras + ", activation='relu')")).as(slim).isTrue();
          assertThat(areEqual(slim, keras + ")")).as(slim).isFalse();
          assertThat(areEqual(first, keras + ")")).as(first).isTrue();
          count += 3;
        }
      }
    }
    assertThat(count).isEqualTo(3 * 2 * 2 * (2 * 3 + 3));
    assertThat(areEqual("slim.separable_conv2d(x, 4, 3)", "layers.SeparableConv2D(4, 3)"))
        .as("SAME, unless told otherwise")
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tf.layers.separable_conv1d(x, 4, 3, 2, 'same')",
        "tf.layers.SeparableConv1D(4, 3, 2, 'same')",
        "tf.compat.v1.layers.SeparableConv1D(4, 3, padding='same', strides=2)",
        "keras.layers.SeparableConvolution1D(4, 3, 2, 'same')",
      })
  void soAreThoseWithOneAxis(String call) {
    assertThat(areEqual(call, "layers.SeparableConv1D(4, 3, strides=2, padding='same')")).isTrue();
    assertThat(areEqual(call, "layers.SeparableConv1D(4, 3, strides=2)")).isFalse();
  }

  @Test
  void withoutOutputsTheSeparableConvolutionOfSlimIsDepthwise() {
    String slim = "slim.separable_conv2d(x, None, 3, depth_multiplier=2, rate=2)";
    String depthwise = "keras.layers.DepthwiseConv2D(3, padding='same', depth_multiplier=2, ";
    String activation = "activation='relu', ";
    assertThat(areEqual(slim, depthwise + activation + "dilation_rate=2)")).isTrue();
    assertThat(areEqual(slim, depthwise + activation + "dilation_rate=1)")).isFalse();
    assertThat(areEqual(slim, depthwise + "dilation_rate=2)")).isFalse();
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
        "tf.layers.separable_conv2d(x, 4) | needs kernel_size",
        "slim.separable_conv2d(x, 4, 3, normalizer_fn=f) | normalizer_fn cannot be translated",
        "keras.layers.SeparableConvolution2D(4, 3, 2) | the 2 is a size of the kernel in Keras 1",
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
