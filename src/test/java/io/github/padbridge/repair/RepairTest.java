package io.github.padbridge.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.equivalence.LayerFunctions;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairTest {
  private static Sides sides(String left, String right) {
    return LayerFunctions.settled(
        Sides.resolve(SideText.parse("left", left), SideText.parse("right", right), Map.of()));
  }

  private static String side(JsonRecord record, String name) {
    return ((JsonString) ((JsonObject) record.require()).fields().get(name)).value();
  }

  /** The repair, once it has been read back and found equal. */
  private static Optional<String> repair(Chain left, Chain right) {
    Optional<Repair> repair = Repair.of(left, right);
    repair.ifPresent(
        found -> {
          Chain back = SideText.parse("repair", found.code()).resolve(left.layers(), Map.of());
          Sides sides = LayerFunctions.settled(new Sides(left, back));
          Equivalence equivalence = Equivalence.of(sides.left(), sides.right());
          assertThat(equivalence.verdict()).as(found.code()).isEqualTo(Verdict.EVERY_SIZE);
          assertThat(back.style().statements()).isEqualTo(right.style().statements());
          assertThat(back.style().framework()).isEqualTo(right.style().framework());
          assertThat(back.style().keras()).isEqualTo(right.style().keras());
        });
    return repair.map(Repair::code);
  }

  @Test
  void goldenPairs() {
    int differing = 0;
    int repaired = 0;
    int turned = 0;
    for (JsonRecord record : TestData.golden("pairs.jsonl")) {
      Sides sides = sides(side(record, "left"), side(record, "right"));
      if (Equivalence.of(sides.left(), sides.right()).verdict() != Verdict.EVERY_SIZE) {
        differing++;
        repaired += repair(sides.left(), sides.right()).isPresent() ? 1 : 0;
      }
      if (Equivalence.of(sides.right(), sides.left()).verdict() != Verdict.EVERY_SIZE) {
        turned += repair(sides.right(), sides.left()).isPresent() ? 1 : 0;
      }
    }
    assertThat(differing).isEqualTo(42);
    assertThat(repaired).isEqualTo(40);
    assertThat(turned).isEqualTo(36);
  }

  /** In lists, ; stands for the end of a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nn.MaxPool2d(3, 2, 1) | keras.layers.MaxPooling2D(3, 2, 'same')"
            + " | keras.layers.Lambda(lambda x: keras.ops.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)),"
            + " constant_values=float(\"-inf\"))); keras.layers.MaxPooling2D(3, strides=2)",
        "nn.MaxPool1d(3, 2, 1) | keras.layers.MaxPooling1D(3, 2, data_format='channels_first')"
            + " | keras.layers.Lambda(lambda x: keras.ops.pad(x, ((0, 0), (0, 0), (1, 1)),"
            + " constant_values=float(\"-inf\")));"
            + " keras.layers.MaxPooling1D(3, strides=2, data_format=\"channels_first\")",
        "nn.Conv1d(1, 2, 3, padding=1, padding_mode='reflect') | keras.layers.Conv1D(2, 3)"
            + " | keras.layers.Lambda(lambda x: keras.ops.pad(x, ((0, 0), (1, 1), (0, 0)),"
            + " mode=\"reflect\")); keras.layers.Conv1D(2, 3)",
        "nn.Conv1d(1, 2, 3, padding=2, padding_mode='replicate', bias=False)"
            + " | y = tf.nn.conv1d(a, k, 1, 'SAME')"
            + " | a = tf.pad(a, [[0, 0], [1, 1], [0, 0]], mode=\"SYMMETRIC\");"
            + " a = tf.pad(a, [[0, 0], [1, 1], [0, 0]], mode=\"SYMMETRIC\");"
            + " a = tf.nn.conv1d(a, k, stride=1, padding=\"VALID\")",
        "nn.MaxPool2d(3, 2, 1, ceil_mode=True) | nn.MaxPool2d(3, 2, 1)"
            + " | nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)",
        "nn.AvgPool2d(3, 2, ceil_mode=True) | nn.AvgPool2d(3, 2)"
            + " | nn.AvgPool2d(3, stride=2, ceil_mode=True)",
        "nn.ConvTranspose2d(3, 8, 4, 2, 1, bias=False)"
            + " | x = tf.nn.conv2d_transpose(x, w, [tf.shape(x)[0], tf.shape(x)[1] * 2 + 2,"
            + " tf.shape(x)[2] * 2 + 2, 8], 2, 'VALID')"
            + " | x = tf.nn.conv2d_transpose(x, w, output_shape=[tf.shape(x)[0], tf.shape(x)[1] * 2,"
            + " tf.shape(x)[2] * 2, 8], strides=2, padding=\"SAME\")",
        "nn.ConvTranspose1d(3, 8, 3, 2, 1, output_padding=1)"
            + " | x = tf.nn.conv1d_transpose(x, w, [tf.shape(x)[0], tf.shape(x)[1] * 2, 8], 2, 'SAME')"
            + " | x = tf.nn.conv1d_transpose(x, w, output_shape=[tf.shape(x)[0],"
            + " tf.shape(x)[1] * 2 + 1, 8], strides=2, padding=\"VALID\");"
            + " x = tf.nn.bias_add(x, b); x = x[:, 1:]",
        "nn.Conv2d(3, 8, 3, 2, 1)"
            + " | keras.layers.Conv2D(8, 3, 2, 'same', activation='relu', name='c1')"
            + " | keras.layers.ZeroPadding2D(1);"
            + " keras.layers.Conv2D(8, 3, strides=2, activation=\"relu\", name=\"c1\")",
        "nn.Conv2d(4, 8, 3, 2, 1, groups=4) | keras.layers.DepthwiseConv2D(3, 2, 'same',"
            + " depth_multiplier=2) | keras.layers.ZeroPadding2D(1);"
            + " keras.layers.DepthwiseConv2D(3, depth_multiplier=2, strides=2)",
        "nn.Conv1d(1, 1, 3, padding=1) | y = F.conv1d(a, k, bia) | a = F.conv1d(a, k, bia, padding=1)",
        "x = tf.pad(x, [[0, 0], [1, 1], [0, 0]], constant_values=1.5);"
            + " x = tf.nn.conv1d(x, w, 1, 'VALID') | nn.Conv1d(1, 1, 3, bias=False)"
            + " | nn.ConstantPad1d((1, 1), 1.5); nn.Conv1d(1, 1, 3, bias=False)",
        "nn.Conv1d(1, 1, 3, padding=1, padding_mode='circular') | keras.layers.Conv1D(1, 3) | none",
        "keras.layers.MaxPooling1D(3, 2, 'same') | nn.MaxPool1d(3, 2, 1) | none",
      })
  void inTheStyleOfTheRightSide(String left, String right, String repaired) {
    Sides sides = sides(lines(left), lines(right));
    assertThat(repair(sides.left(), sides.right()).orElse("none")).isEqualTo(lines(repaired));
  }

  private static String lines(String text) {
    return text.replaceAll(";\\s*", "\n");
  }
}
