package io.github.padbridge.translate;

import static io.github.padbridge.TestData.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlternativeTest {
  private static final long SEED = 31;

  /** A layer on which a strategy just holds stands beside one on which it just does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EXPLICIT | 'op': 'conv2d', 'kernel_size': 3, 'padding': [0, 5], 'dilation': 2, 'groups': 2 | holds",
        "EXPLICIT | 'op': 'conv1d', 'kernel_size': 3, 'padding': 1 | needs two spatial axes (got conv1d)",
        "EXPLICIT | 'op': 'conv2d', 'kernel_size': 3, 'padding': 1, 'padding_mode': 'circular' | needs padding_mode zeros (got circular)",
        "EXPLICIT | 'op': 'conv_transpose2d', 'kernel_size': 3, 'stride': 4, 'padding': 9, 'output_padding': 3, 'input_shape': [1, 1, 9, 9] | holds",
        "EXPLICIT | 'op': 'conv_transpose2d', 'kernel_size': 1, 'dilation': 3, 'stride': 2 | holds",
        "EXPLICIT | 'op': 'conv_transpose2d', 'kernel_size': 2, 'dilation': [4, 1], 'stride': 2, 'output_padding': [3, 0] | needs output_padding < stride (got 3 ≥ 2 on axis H); needs dilation 1 in a transposed convolution (got 4 on axis H)",
        "EXPLICIT | 'op': 'conv_transpose2d', 'kernel_size': 2, 'groups': 2 | needs groups 1 in a transposed convolution (got 2)",
        "SAME | 'op': 'conv1d', 'kernel_size': 4, 'padding': 'same' | holds",
        "SAME | 'op': 'conv1d', 'kernel_size': 3, 'padding': 1 | holds",
        "SAME | 'op': 'conv1d', 'kernel_size': 3, 'padding': 1, 'stride': 2, 'input_shape': [1, 1, 9] | holds",
        "SAME | 'op': 'conv1d', 'kernel_size': 3, 'padding': 1, 'stride': 2, 'input_shape': [1, 1, 8] | needs the padding of SAME, 0 and 1 (got 1 and 1)",
        "SAME | 'op': 'conv1d', 'kernel_size': 3, 'padding': 1, 'stride': 2 | works only at every odd L_in (the sizes are open)",
        "SAME | 'op': 'conv1d', 'kernel_size': 1, 'stride': 3, 'input_shape': [1, 1, 3] | holds",
        "SAME | 'op': 'conv3d', 'kernel_size': 1, 'stride': 3, 'input_shape': [1, 1, 3, 4, 4] | needs an input size of which the stride leaves fewer than 2 elements over, because 3-D SAME starts later at other sizes on some builds of TensorFlow (got 3 on axis D)",
        "SAME | 'op': 'conv_transpose1d', 'kernel_size': 4, 'stride': 2, 'padding': 1 | holds",
        "SAME | 'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'padding': 1 | holds",
        "SAME | 'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'padding': 1, 'output_padding': 1 | needs the padding of SAME, 0 at the start (got 1)",
        "SAME | 'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2 | needs an output size from input*stride - 1 to input*stride (got input*stride + 1)",
        "KERAS | 'op': 'conv2d', 'kernel_size': 3, 'padding': 'same', 'dilation': 2, 'groups': 2 | holds",
        "KERAS | 'op': 'conv2d', 'kernel_size': 3, 'dilation': [1, 2], 'stride': [2, 1] | needs stride 1 or dilation 1 (got stride [2, 1] and dilation [1, 2])",
        "KERAS | 'op': 'conv2d', 'kernel_size': 3, 'padding': 1, 'padding_mode': 'replicate' | needs padding_mode zeros (got replicate)",
        "KERAS | 'op': 'conv3d', 'kernel_size': 3, 'groups': 2 | needs groups 1 in conv3d (got 2)",
        "KERAS | 'op': 'conv_transpose1d', 'kernel_size': 1, 'stride': 4, 'padding': 1, 'output_padding': 3, 'input_shape': [1, 1, 5] | holds",
        "KERAS | 'op': 'conv_transpose1d', 'kernel_size': 3, 'dilation': 3, 'output_padding': 2, 'groups': 2 | needs dilation 1 in conv_transpose1d unless the runtime is onednn (got [3]); needs groups 1 in conv_transpose1d (got 2); needs output_padding < stride (got 2 ≥ 1)",
        "KERAS | 'op': 'conv1d', 'kernel_size': 3, 'input_shape': [1, 5] | needs a batch axis that is not empty (got (1, 5))",
        "ZERO_INSERT | 'op': 'conv_transpose3d', 'kernel_size': 1 | holds",
        "ZERO_INSERT | 'op': 'conv3d', 'kernel_size': 1 | needs a transposed convolution (got conv3d)",
      })
  void holdsOrSaysWhyNot(Strategy strategy, String fields, String expected) {
    Alternative alternative =
        Alternative.of(
            strategy,
            spec("{" + fields + "}"),
            Targets.usual(spec("{" + fields + "}")),
            Runtime.PORTABLE);
    assertThat(alternative.holds() ? "holds" : alternative.reason()).isEqualTo(expected);
  }

  @Test
  void autoTakesTheFewestOps() {
    RandomSpecs specs = new RandomSpecs(SEED);
    int shorter = 0;
    for (int i = 0; i < 2000; i++) {
      ConvSpec spec = specs.next();
      Plan shortest =
          Alternative.shortest(spec, Targets.usual(spec), Runtime.PORTABLE).requirePlan();
      for (Alternative alternative : Alternative.all(spec, Targets.usual(spec), Runtime.PORTABLE)) {
        assertThat(
                !alternative.holds()
                    || alternative.strategy() == Strategy.KERAS
                    || alternative.plan().ops() >= shortest.ops())
            .isTrue();
      }
      shorter +=
          shortest.ops() < Alternative.plan(Strategy.PAD_SLICE, spec, Runtime.PORTABLE).ops()
              ? 1
              : 0;
    }
    assertThat(shorter).isGreaterThan(300);
  }

  @Test
  void opsAreCountedAsTensorFlowRunsThem() {
    ConvSpec grouped =
        spec(
            "{'op': 'conv_transpose1d', 'in_channels': 4, 'out_channels': 4, 'groups': 4, 'kernel_size': 2, 'dilation': 3}");
    // Two transpositions in, four ops to spread the kernel, two splits, four convolutions, concat,
    // bias, transposition.
    assertThat(Alternative.plan(Strategy.PAD_SLICE, grouped, Runtime.PORTABLE).ops()).isEqualTo(15);
    assertThat(Alternative.plan(Strategy.PAD_SLICE, grouped, Runtime.ONEDNN).ops()).isEqualTo(11);
  }

  /** Options are read and offered by these names. */
  @Test
  void runtimesHaveTheNamesThatAreTyped() {
    assertThat(Runtime.values())
        .extracting(Runtime::toString)
        .containsExactly("portable", "onednn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'op': 'conv1d', 'kernel_size': 3, 'padding': 1, 'stride': 2, 'input_shape': [1, 1, 8] | padding=\"SAME\" gives the same shape but different numbers here: it pads 0 before axis L, PyTorch pads 1",
        "'op': 'conv1d', 'kernel_size': 3, 'padding': 1, 'stride': 2, 'input_shape': [1, 1, 9] | ``",
        "'op': 'conv1d', 'kernel_size': 3, 'dilation': 2, 'stride': 2 | tf.nn.convolution and the Keras layers do not support strides together with dilations",
        "'op': 'conv2d', 'kernel_size': 3, 'stride': [1, 2], 'in_channels': 4, 'groups': 4, 'bias': false | tf.nn.depthwise_conv2d does not support unequal strides on CPU builds without oneDNN",
        "'op': 'conv1d', 'kernel_size': 3, 'groups': 2 | tf.nn.bias_add after a grouped convolution fails inside tf.function on CPU builds without oneDNN",
        "'op': 'conv3d', 'kernel_size': 3, 'dilation': 2 | tf.nn.conv3d does not support dilations on CPU builds without oneDNN",
        "'op': 'conv_transpose2d', 'kernel_size': 3, 'dilation': 2 | tf.nn.conv2d_transpose does not support dilations on CPU builds without oneDNN",
        "'op': 'conv_transpose2d', 'kernel_size': 3, 'groups': 2 | tf.nn.conv2d_transpose and the Keras layer do not support groups",
        "'op': 'conv_transpose2d', 'kernel_size': 3, 'stride': 2, 'padding': 1 | ``",
      })
  void trapsAreTheLayersOwn(String fields, String expected) {
    assertThat(String.join("; ", Traps.of(spec("{" + fields + "}")))).isEqualTo(expected);
  }
}
