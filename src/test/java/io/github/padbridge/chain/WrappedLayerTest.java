package io.github.padbridge.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedLayerTest {
  private static final String LAYER = "nn.Conv2d(3, 64, kernel_size=7, stride=2)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "self.conv1 = %s",
        "conv = %s.cuda()",
        "%s(x)",
        "%s.to(device).eval()(x)",
        "weight_norm(%s, dim=0)",
        "self.conv1 = nn.utils.parametrizations.spectral_norm(%s)",
        "nn.Sequential(%s, nn.ReLU())",
        "conv = %s\ny = conv(x)"
      })
  void findsTheLayer(String around) {
    SourceText text = new SourceText("", around.formatted(LAYER));
    WrappedLayer layer = WrappedLayer.in(text).orElseThrow();
    assertThat(
            new RecordReader(Map.of())
                .read(CallReader.read(text, layer.call(), Map.of()).record())
                .spec())
        .isEqualTo(
            new RecordReader(Map.of())
                .read(CallReader.read(new SourceText("", LAYER), Map.of()).record())
                .spec());
    boolean isNoted = around.contains("_norm") || around.contains("ReLU");
    assertThat(layer.notes()).hasSize(isNoted ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nn.Sequential(nn.ZeroPad2d(1), nn.Conv2d(3, 64, 7))",
        "nn.Sequential(nn.Conv2d(3, 64, 7), nn.Conv2d(64, 64, 7))",
        "y = nn.Conv2d(3, 64, 7)(x)[:, :, 1:]",
        "y = F.conv2d(x, w.flip(2, 3))",
        "y = tf.nn.bias_add(tf.nn.conv2d(x, w, 1, 'SAME'), b)",
        "nn.Linear(3, 4)",
        "nn.Conv2d(3, 64, 7",
        ""
      })
  void findsNoneWhereThereIsMore(String text) {
    assertThat(WrappedLayer.in(new SourceText("", text))).isEqualTo(Optional.empty());
  }
}
