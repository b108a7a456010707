package io.github.padbridge.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.repair.Repair;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights that a side puts in another order. */
class WeightCausesTest {
  private static final String TRANSPOSED =
      "y = tf.nn.conv2d_transpose(x, W, [tf.shape(x)[0], tf.shape(x)[1] * 2, tf.shape(x)[2] * 2,"
          + " 8], 2, 'VALID')";

  private static Sides sides(String left, String right) {
    return Sides.resolve(
        SideText.parse("left", left.replace("; ", "\n")),
        SideText.parse("right", transposed(right).replace("; ", "\n")),
        Map.of());
  }

  /** {@code T w} is a transposed convolution in TensorFlow with this weight. */
  private static String transposed(String text) {
    return text.startsWith("T ") ? TRANSPOSED.replace("W", text.substring(2)) : text;
  }

  private static Equivalence compared(Sides sides) {
    return Equivalence.of(sides.left(), sides.right());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nn.Conv2d(8, 8, 3, bias=False) | y = tf.nn.conv2d(x, tf.transpose(w, (2, 3, 1, 0)), 1,"
            + " 'VALID')",
        "nn.Conv2d(8, 8, 3, bias=False) | k = w.permute(2, 3, 1, 0); y = tf.nn.conv2d(x, k, 1,"
            + " 'VALID')",
        "nn.Conv2d(8, 8, 3, bias=False) | k = tf.transpose(tf.transpose(w), (1, 0, 2, 3));"
            + " y = tf.nn.conv2d(x, k, 1, 'VALID')",
        "nn.Conv1d(8, 8, 3, bias=False) | y = tf.nn.conv1d(x, tf.transpose(w), 1, 'VALID')",
        "nn.ConvTranspose2d(4, 8, 2, 2, bias=False) | T tf.transpose(w, (2, 3, 1, 0))",
        "nn.Conv2d(8, 8, 3, groups=8, bias=False) | y = tf.nn.depthwise_conv2d(x, tf.transpose(w,"
            + " (2, 3, 0, 1)), [1, 1, 1, 1], 'VALID')",
        "keras.layers.Conv2D(8, 3, use_bias=False) | y = F.conv2d(x, w.permute(3, 2, 0, 1))",
        "nn.ConvTranspose2d(4, 8, 3, bias=False)"
            + " | y = F.conv2d(x, w.transpose(0, 1).flip(2, 3), padding=2)",
        "nn.Conv2d(8, 8, 1, bias=False) | y = F.conv2d(x, w.transpose(2, 3))",
        "nn.Conv2d(1, 1, 3, bias=False) | y = F.conv2d(x, w.transpose(0, 1))",
        "nn.Conv2d(8, 8, 3, bias=False) | y = F.conv2d(x, w.transpose(0, 1).transpose(1, 0))",
        // Where another weight was in the order of a transposed convolution, this is right.
        "nn.Conv2d(8, 8, 3, bias=False) | y = tf.nn.conv2d(x, tf.transpose(w, (0, 1, 3, 2)), 1,"
            + " 'VALID')",
      })
  void isRight(String left, String right) {
    assertThat(compared(sides(left, right)).verdict()).isEqualTo(Verdict.EVERY_SIZE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nn.Conv2d(8, 8, 3, bias=False) | y = tf.nn.conv2d(x, tf.transpose(w, (2, 3, 0, 1)), 1,"
            + " 'VALID') | channels | HWIO | HWOI | x = tf.nn.conv2d(x, tf.transpose(w, [2, 3, 1,"
            + " 0]), strides=1, padding=\"VALID\")",
        "nn.Conv2d(8, 8, 3, bias=False) | k = tf.transpose(w); y = tf.nn.conv2d(x, k, 1, 'VALID')"
            + " | layout | HWIO | WHIO"
            + " | x = tf.nn.conv2d(x, tf.transpose(w, [2, 3, 1, 0]), strides=1, padding=\"VALID\")",
        "nn.ConvTranspose2d(4, 8, 2, 2, bias=False) | T tf.transpose(w, (2, 3, 0, 1)) | channels |"
            + " HWOI | HWIO | x = tf.nn.conv2d_transpose(x, tf.transpose(w, [2, 3, 1, 0]),"
            + " output_shape=[tf.shape(x)[0], tf.shape(x)[1] * 2, tf.shape(x)[2] * 2, 8],"
            + " strides=2, padding=\"SAME\")",
        "nn.ConvTranspose2d(8, 8, 3, bias=False)"
            + " | y = F.conv_transpose2d(x, w.permute(1, 0, 2, 3))"
            + " | channels | IOHW | OIHW | x = F.conv_transpose2d(x, w)",
        "nn.Conv2d(8, 8, 3, groups=8, bias=False) | y = tf.nn.depthwise_conv2d(x, tf.transpose(w,"
            + " (2, 3, 1, 0)), [1, 1, 1, 1], 'VALID') | groups | HWIM | HWMI | x ="
            + " tf.nn.depthwise_conv2d(x, tf.transpose(w, [2, 3, 0, 1]), strides=[1, 1, 1, 1],"
            + " padding=\"VALID\")",
        "nn.Conv2d(8, 8, 3, bias=False) | y = F.conv2d(x, w.transpose(2, 3))"
            + " | layout | OIHW | OIWH | x = F.conv2d(x, w)",
        "nn.Conv2d(8, 8, 3, bias=False) | y = F.conv2d(x, w.transpose(0, 1))"
            + " | channels | OIHW | IOHW | x = F.conv2d(x, w)",
        "nn.Conv2d(8, 8, 3, bias=False) | y = tf.nn.conv2d(x, tf.transpose(w, (1, 0, 2, 3)), 1,"
            + " 'VALID') | layout | HWIO | WHIO | x = tf.nn.conv2d(x, w, strides=1,"
            + " padding=\"VALID\")",
        "keras.layers.Conv2D(8, 3, use_bias=False) | y = F.conv2d(x, w.permute(2, 3, 0, 1))"
            + " | channels | OIHW | IOHW | x = F.conv2d(x, w.permute(3, 2, 0, 1))",
        "nn.Conv2d(8, 8, 3, bias=False) | w = w.T; y = F.conv2d(x, w.contiguous())"
            + " | layout | OIHW | OIWH | x = F.conv2d(x, w.permute(3, 2, 0, 1))",
        "nn.Conv2d(8, 8, 3, bias=False) | y = F.conv2d(x, w.mT.data)"
            + " | layout | OIHW | OIWH | x = F.conv2d(x, w)",
        "nn.Conv1d(8, 8, 3, bias=False) | y = tf.nn.conv1d(x, tf.transpose(w, (2, 0, 1)), 1,"
            + " 'VALID') | channels | LIO | LOI | x = tf.nn.conv1d(x, tf.transpose(w, [2, 1, 0]),"
            + " stride=1, padding=\"VALID\")",
      })
  void isACause(
      String left, String right, String kind, String onLeft, String onRight, String repair) {
    Sides sides = sides(left, right);
    Equivalence equivalence = compared(sides);
    assertThat(equivalence.verdict()).isEqualTo(Verdict.NO_SIZE);
    assertThat(equivalence.causes())
        .singleElement()
        .returns(kind, cause -> cause.kind().id())
        .returns(onLeft, Cause::left)
        .returns(onRight, Cause::right);
    assertThat(Repair.of(sides.left(), sides.right()).map(Repair::code)).contains(repair);
  }

  @Test
  void theLeftSideMayReorderIt() {
    Equivalence equivalence =
        compared(
            sides(
                "y = F.conv2d(x, w.permute(2, 3, 0, 1))",
                "keras.layers.Conv2D(8, 3, use_bias=False)"));
    assertThat(equivalence.causes())
        .singleElement()
        .returns(CauseKind.CHANNELS, Cause::kind)
        .returns("IOHW", Cause::left)
        .returns("OIHW", Cause::right);
  }

  @Test
  void everyLayerHasAWeightOfItsOwn() {
    Sides sides =
        sides(
            "nn.Conv2d(8, 8, 3, 2, 1); nn.Conv2d(8, 8, 3, 2, 1)",
            "x = tf.nn.conv2d(x, tf.transpose(w1, (2, 3, 1, 0)), 2, 'SAME') + b1;"
                + " x = tf.nn.conv2d(x, tf.transpose(w2, (2, 3, 0, 1)), 2, 'SAME') + b2");
    assertThat(compared(sides).causes().get(0).message())
        .isEqualTo(
            "layer 2: the right side exchanges input and output channels of the weight: its axes"
                + " are HWOI there, and must be HWIO");
    assertThat(Repair.of(sides.left(), sides.right()).orElseThrow().lines())
        .containsExactly(
            "x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])",
            "x = tf.nn.conv2d(x, tf.transpose(w1, [2, 3, 1, 0]), strides=2, padding=\"VALID\")",
            "x = tf.nn.bias_add(x, b1)",
            "x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])",
            "x = tf.nn.conv2d(x, tf.transpose(w2, [2, 3, 1, 0]), strides=2, padding=\"VALID\")",
            "x = tf.nn.bias_add(x, b2)");
  }
}
