package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenLinesTest {
  private static void assertWrapped(String line, String lines) {
    assertThat(ScreenLines.of(line, 40)).isEqualTo(lines);
    assertThat(ScreenLines.of(line, 400)).isEqualTo(line);
  }

  @Test
  void sentencesGoOnBelowTheTextBehindTheirLabel() {
    assertWrapped(
        "agree    conv2d (2, 4, 12, 12) -> (2, 8, 5, 5), 400 elements\n",
        "agree    conv2d (2, 4, 12, 12)\n         -> (2, 8, 5, 5), 400 elements\n");
    assertWrapped(
        "         proven equal at every size; run with chosen sizes",
        "         proven equal at every size; run\n         with chosen sizes");
    assertWrapped(
        "  [12] padding='a b c d' gives the same shape but others",
        "  [12] padding='a b c d' gives the same\n       shape but others");
    assertWrapped(
        "Warning: the Keras layers do not support strides.",
        "Warning: the Keras layers do not support\n         strides.");
  }

  @Test
  void whatQuotesHoldTogetherStaysInOneLine() {
    assertWrapped(
        "  note    the left side has the name \"a b c d\" here",
        "  note    the left side has the name\n          \"a b c d\" here");
    assertWrapped(
        "  note    the left side has the name 'a b c d' here",
        "  note    the left side has the name\n          'a b c d' here");
  }

  @Test
  void formulasBreakBeforeAnOperator() {
    assertWrapped(
        "  H_out = (H_in - 1)*stride - 2*padding + dilation + 1\n        = 2*H_in\n",
        "  H_out = (H_in - 1)*stride - 2*padding\n          + dilation + 1\n        = 2*H_in\n");
  }

  @Test
  void codeTablesAndDrawingsStay() {
    String text =
        """
          left    nn.Conv2d(3, 8, 3, stride=2, padding=1)
          repair  keras.layers.Conv2D(8, 3, strides=2, padding='same')
                  keras.layers.Conv2D(8, 3, strides=2, padding='same')
          run     padbridge verify layers.jsonl --framework pytorch
          x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])
          layer     PyTorch                       TensorFlow
          input   o o o o o o o o o o o o o o o o o o o o o o
        """;
    assertThat(ScreenLines.of(text, 40)).isEqualTo(text);
  }
}
