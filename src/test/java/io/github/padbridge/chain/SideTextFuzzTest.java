package io.github.padbridge.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.Mutations;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.render.RefusalText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is given as a side, it is a chain or a {@link Refusal} that points into the text. */
class SideTextFuzzTest {
  private static final int CASES = 20_000;

  private static final List<String> SEEDS =
      List.of(
          "nn.Conv2d(3, 64, kernel_size=(7, 7), stride=2, padding=\"same\", bias=False,)",
          "nn.Sequential(nn.ReflectionPad2d((1, 2, 3, 4)), nn.Conv2d(3, 8, 3), nn.ReLU())",
          "keras.Sequential([keras.Input((None, None, 3)), keras.layers.ZeroPadding2D(((1, 2), (3, 4))),"
              + " keras.layers.Conv2D(8, 3, activation='relu'), keras.layers.Cropping2D(1)])",
          "keras.layers.ZeroPadding1D((0, 2)),\nkeras.layers.Conv1D(2, 5, padding='valid');",
          """
          k = 3
          x = F.pad(x, (1, k // 2, 0, 3), mode='reflect')
          x = F.conv2d(x, w, b, stride=2)
          y = x[:, :, 1:-1, ::2]
          """,
          "x = tf.pad(x, [[0, 0], [1, 0], [1, 0], [0, 0]])\nx = tf.nn.conv2d(x, w, strides=2,"
              + " padding='VALID')\nx = x[:, 1:]\nx += bias",
          "def f(x, weight, bias=None):\n    \"\"\"doc\"\"\"\n    n, c, h, w = x.shape\n"
              + "    x = tf.transpose(x, [0, 2, 3, 1])  # note\n"
              + "    weight = tf.transpose(weight, [2, 3, 1, 0])\n"
              + "    x = tf.nn.conv2d_transpose(x, weight, output_shape=tf.stack([n, 2 * h + 2, 2 * w"
              + " + 2, 8]), strides=[2, 2], padding='VALID')\n"
              + "    if bias is not None:\n        x = tf.add(x, bias)\n"
              + "    return tf.transpose(x[:, 1:-1, 1:-1], [0, 3, 1, 2])\n\nLAYERS = {'f': f}\n",
          """
          import torch.nn as nn
          import torch.nn.functional as G

          class Net(nn.Module):
            def __init__(self, k=3):
              super().__init__()
              self.conv = weight_norm(nn.Conv2d(3, 4, k, padding=k // 2)).cuda()
            @torch.no_grad()
            def forward(self, x):
              with torch.no_grad():
                x = G.pad(x, (1, 2, 1, 2))
              return G.relu(self.conv(x)).permute(0, 2, 3, 1)
          """,
          """
          model = keras.Sequential()
          model.add(keras.layers.ZeroPadding2D(1))
          model.add(keras.layers.Conv2D(8, 3))
          model.build((None, 9, 9, 3))
          """,
          "y = F.conv2d(x, torch.randn(4, 3, 3, 3).flip(2, 3)[::, :]) + b.view(1, -1, 1, 1)",
          "{\"spec\": {\"op\": \"conv2d\", \"in_channels\": 3, \"kernel_size\": 3, \"padding\": 1}}",
          "a = nn.Sequential(nn.MaxPool2d(3, 1))\na = nn.Sequential(a, a)\na = nn.Sequential(a, a)\n"
              + "b = [a, [a, a]]\nc = nn.Sequential(OrderedDict([('a', a), ('b', nn.Dropout())]))");

  private static final List<Layer> OTHER =
      SideTexts.read("nn.Conv2d(4, 8, (3, 5), groups=2)").layers();

  private int chains;
  private int refusals;

  @Test
  void onlyRefusals() {
    Mutations mutations = new Mutations(new SplittableRandom(20241129));
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < CASES; i++) {
            check(mutations.text(mutations.any(SEEDS)), i % 2 == 0 ? OTHER : List.of());
          }
        });
    assertThat(chains + refusals).isEqualTo(CASES);
    assertThat(chains).isGreaterThan(CASES / 20);
    assertThat(refusals).isGreaterThan(CASES / 2);
  }

  private void check(String text, List<Layer> other) {
    try {
      Chain chain = SideText.parse("side", text).resolve(other, Map.of());
      assertThat(SideTexts.ops(chain)).as(text).isNotEmpty().noneMatch(String::isEmpty);
      chains++;
    } catch (Refusal refusal) {
      refusal.faults().forEach(fault -> checkPlace(fault, text));
      assertThat(RefusalText.of(refusal.faults())).as(text).startsWith("error: ");
      refusals++;
    }
  }

  private static void checkPlace(Fault fault, String text) {
    Place place = fault.place();
    assertThat(place).as(text).isNotNull();
    if (place.line() == 0) {
      return;
    }
    String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
    assertThat(place.excerpt()).as(text).isNotNull();
    assertThat(place.excerpt().length()).as(text).isEqualTo(line.length());
    // Jackson counts bytes.
    boolean isJson = text.stripLeading().startsWith("{");
    assertThat(place.column())
        .as(text)
        .isBetween(1, isJson ? 1000 : line.codePointCount(0, line.length()) + 1);
  }
}
