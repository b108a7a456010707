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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "self.pad = %s",
        "x = %s",
        "return %s",
        "h = F.relu(%s)",
        "y = %s.contiguous()"
      })
  void findsThePadding(String around) {
    String pad = "F.pad(x, (1, 2))";
    WrappedLayer found =
        WrappedLayer.padIn(new SourceText("", around.formatted(pad))).orElseThrow();
    assertThat(found.call().name()).isEqualTo("F.pad");
    assertThat(found.call().arguments()).hasSize(2);
    assertThat(found.notes()).hasSize(around.contains("relu") ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.add(ZeroPadding2D(1))",
        "nn.ZeroPad2d(1).cuda()",
        "self.pad = nn.ZeroPad2d(1)",
        "keras.layers.ZeroPadding2D(1)(x)"
      })
  void findsThePaddingLayer(String text) {
    WrappedLayer found = WrappedLayer.padIn(new SourceText("", text)).orElseThrow();
    assertThat(found.call().name()).contains("ZeroPad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = F.pad(F.pad(x, (1, 2)), (1, 2))",
        "x = nn.Conv2d(3, 4, 3)(F.pad(x, (1, 2)))",
        "x = y",
        "import torch",
        ""
      })
  void findsNoPaddingWhereThereIsMore(String text) {
    assertThat(WrappedLayer.padIn(new SourceText("", text))).isEmpty();
  }
}
