package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JaxTargetTrapsTest {
  /** All warnings of a layer, each by the words that tell it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.Conv2d(4, 6, 3, padding=1) | ''",
        "nn.Conv1d(4, 6, 3, stride=2, padding=1) | 'different numbers'",
        "nn.ConvTranspose1d(4, 6, 3) | 'transpose_kernel=True, pads the input'",
        "nn.ConvTranspose1d(4, 6, 3, groups=2) | 'transpose_kernel=True, pads the input, groups'",
        "nn.MaxPool2d(2) | ''",
        "nn.MaxPool1d(3, 2, 1, dilation=2) | 'pad with -inf, has no dilation, jax.grad'",
        "nn.AvgPool2d(2) | ''",
        "nn.AvgPool2d(3) | 'the last bit'",
        "nn.AvgPool2d(2, divisor_override=3) | 'by 3 (divisor_override), the last bit'",
        "nn.AvgPool1d(2, 1, 1, count_include_pad=False) | 'count_include_pad=False, the last bit'",
        "nn.AvgPool1d(2, ceil_mode=True) | 'ceil_mode, the last bit'",
        "keras.layers.Conv3D(4, 1, strides=4, padding='same') | 'skips elements'",
        "keras.layers.Conv2DTranspose(4, 3) | 'transpose_kernel=True, pads the input'",
        "keras.layers.MaxPooling1D(3, 1, 'same') | 'pad with -inf'",
        "keras.layers.AveragePooling1D(3, 1, 'same') | 'count_include_pad=False, the last bit'",
      })
  void whatIsSaidOfALayer(String call, String words) {
    Layer layer =
        new RecordReader(Map.of())
            .read(CallReader.read(new SourceText("", call), Map.of()).record())
            .spec();
    Translation translation =
        Translation.of(
            layer,
            Alternative.plan(Strategy.PAD_SLICE, layer, Targets.JAX, Runtime.PORTABLE),
            Runtime.PORTABLE);
    String[] expected = words.isEmpty() ? new String[0] : words.split(", ");
    assertThat(translation.traps()).as("%s", translation.traps()).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(translation.traps().get(i)).contains(expected[i]).doesNotContain("tf.pad");
    }
  }
}
