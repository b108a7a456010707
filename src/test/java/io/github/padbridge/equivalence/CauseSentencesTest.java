package io.github.padbridge.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.render.ComparisonWords;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cause of two sides that differ, and no other. */
class CauseSentencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nn.Sequential(nn.Conv1d(2, 2, 3), nn.Conv1d(2, 2, 3, padding=1)) | nn.Sequential(nn.Conv1d(2, 2, 3), nn.Conv1d(2, 2, 3, padding=2)) | layer 2: the left side pads 1 before L, the right side pads 2; layer 2: the left side pads 1 after L, the right side pads 2; layer 2: the output size differs: it is 1 on the left and 3 on the right for L_in = 1
          nn.Sequential(nn.Conv1d(2, 2, 3), nn.Conv1d(2, 2, 3, bias=False)) | nn.Sequential(nn.Conv1d(2, 2, 3), nn.Conv1d(2, 2, 3)) | the right side adds a bias, the left side does not
          nn.Conv2d(2, 2, (3, 5), padding=(0, 1)) | nn.Conv2d(2, 2, (5, 3), padding=(1, 0)) | H and W are swapped: the sides are equal once one of them swaps its axes
          nn.Conv2d(2, 2, 3, padding=(0, 1)) | nn.Conv2d(2, 2, 3, padding=(1, 1)) | the left side pads 0 before H, the right side pads 1; the left side pads 0 after H, the right side pads 1; the output size differs: it is 1 on the left and 3 on the right for H_in = 3
          nn.Conv1d(2, 2, 3, padding=1, padding_mode="reflect") | nn.Conv1d(2, 2, 3, padding=1) | the padding along L is reflect on the left and zeros on the right
          nn.Conv1d(2, 2, 3, padding_mode="reflect") | nn.Conv1d(2, 2, 3, stride=2) | the stride along L is 1 on the left and 2 on the right; the output size differs at every L_in from 4 on: it is 2 on the left and 1 on the right for L_in = 4
          nn.AvgPool1d(3, 2, padding=1) | nn.AvgPool1d(3, 2, padding=1, count_include_pad=False) | along L the left side divides by the size of the window, the right side by the elements of the input in the window
          nn.AvgPool1d(3, 2, padding=1, ceil_mode=True) | nn.AvgPool1d(3, 2, padding=1, count_include_pad=False) | along L the left side divides by the elements and the padding in the window, the right side by the elements of the input in the window; the output size differs at every even L_in: it is 2 on the left and 1 on the right for L_in = 2
          nn.AvgPool2d(3, divisor_override=4) | nn.AvgPool2d(3) | the left side divides by 4, the right side by the size of the window
          nn.AvgPool2d(3, divisor_override=5) | nn.AvgPool2d(3, divisor_override=6) | the left side divides by 5, the right side by 6
          nn.Conv1d(2, 2, 1, dilation=2) | nn.Conv1d(2, 2, 1, dilation=3, stride=2) | the stride along L is 1 on the left and 2 on the right; the output size differs at every L_in from 2 on: it is 2 on the left and 1 on the right for L_in = 2
          nn.Conv1d(2, 2, 2, dilation=2) | nn.Conv1d(2, 2, 2, dilation=3) | the dilation along L is 2 on the left and 3 on the right; the output size differs at every L_in from 4 on: it is 2 on the left and 1 on the right for L_in = 4; the right side rejects inputs with L_in of 3
          nn.ConvTranspose1d(2, 2, 4, stride=2, padding=1) | nn.ConvTranspose1d(2, 2, 4, stride=2, padding=2) | the left side crops 1 before L, the right side crops 2, at every L_in from 2 on; the left side crops 1 after L, the right side crops 2, at every L_in from 2 on; the output size differs at every L_in from 2 on: it is 4 on the left and 2 on the right for L_in = 2; the right side rejects inputs with L_in of 1
          nn.ConvTranspose1d(2, 2, 3, stride=2, output_padding=1) | nn.ConvTranspose1d(2, 2, 3, stride=2) | the left side pads 1 after L, the right side crops 0; the output size differs: it is 4 on the left and 3 on the right for L_in = 1
          nn.Unfold(3) | tf.image.extract_patches(x, [1, 3, 3, 1], [1, 1, 1, 1], [1, 1, 1, 1], "VALID") | the left side returns (N, C * kh * kw, L), taps within channels, the right side (N, H, W, kh * kw * C), channels within taps
          nn.Unfold(3) | nn.Conv2d(2, 2, 3) | the left side returns the elements of windows, the right side one result for each window; output channels: 18 on the left, 2 on the right; groups: 2 on the left, 1 on the right; the right side adds a bias, the left side does not
          x = F.pad(x, (1, 0)); x = nn.Conv1d(2, 2, 3)(x) | x = F.pad(x, (0, 1)); x = nn.Conv1d(2, 2, 3)(x) | the left side pads 1 before L, the right side pads 0
          x = nn.Conv1d(2, 2, 3, stride=2)(x); x = F.pad(x, (1, 0)) | x = nn.Conv1d(2, 2, 3, stride=2)(x); x = F.pad(x, (0, 1)) | the left side pads 2 before L, the right side pads 0
          x = x[:, :, 1:]; x = nn.Conv1d(2, 2, 3, stride=2)(x) | x = nn.Conv1d(2, 2, 3, stride=2)(x) | the left side crops 1 before L, the right side pads 0; the output size differs at every odd L_in from 5 on: it is 1 on the left and 2 on the right for L_in = 5
          nn.Conv1d(2, 2, 3, stride=2, padding=1) | keras.layers.Conv1D(2, 3, strides=2, padding="same") | the left side pads 1 before L, the right side pads 0, at every even L_in
          nn.MaxPool1d(2, ceil_mode=True) | nn.MaxPool1d(2) | the output size differs at every odd L_in from 3 on: it is 2 on the left and 1 on the right for L_in = 3; the right side rejects inputs with L_in of 1
          x = F.pad(x, (1, 1), value=2); x = nn.Conv1d(2, 2, 3)(x) | nn.Conv1d(2, 2, 3, padding=1) | the padding along L is 2.0 on the left and zeros on the right
          x = F.pad(x, (-1, 2)); x = nn.Conv1d(2, 2, 3)(x) | nn.Conv1d(2, 2, 3) | the left side crops 1 before L, the right side pads 0, at every L_in from 3 on; the left side pads 2 after L, the right side pads 0, at every L_in from 3 on; the output size differs at every L_in from 3 on: it is 2 on the left and 1 on the right for L_in = 3; the right side rejects inputs with L_in of 2
          x = tf.pad(x, [[0, 0], [1, 1], [0, 0]], "SYMMETRIC"); x = tf.nn.conv1d(x, tf.zeros([3, 2, 2]), 1, "VALID") | x = tf.pad(x, [[0, 0], [1, 1], [0, 0]], "REFLECT"); x = tf.nn.conv1d(x, tf.zeros([3, 2, 2]), 1, "VALID") | the padding along L is symmetric on the left and reflect on the right; the right side rejects inputs with L_in of 1
          x = F.pad(x, (1, 1), value=2); x = F.pad(x, (1, 1)); x = nn.Conv1d(2, 2, 3)(x) | x = F.pad(x, (2, 2)); x = nn.Conv1d(2, 2, 3)(x) | the padding along L is 2.0 on the left and zeros on the right
          x = F.pad(x, (1, 0)); x = F.pad(x, (1, 1)); x = nn.Conv1d(2, 2, 3)(x) | x = F.pad(x, (1, 1)); x = nn.Conv1d(2, 2, 3)(x) | the left side pads 2 before L, the right side pads 1; the output size differs: it is 2 on the left and 1 on the right for L_in = 1
          x = nn.Conv1d(2, 2, 3)(x); x = nn.Conv1d(2, 2, 3, stride=2)(x); x = x[:, :, 1:] | x = nn.Conv1d(2, 2, 3)(x); x = nn.Conv1d(2, 2, 3, stride=2)(x) | layer 2: the left side crops 2 before L, the right side pads 0; layer 2: the output size differs: it is 1 on the left and 2 on the right for L_in = 5
          nn.Conv2d(2, 2, 3, padding=(1, 0)) | nn.Conv2d(2, 2, 3, padding=(1, 1)) | the left side pads 0 before W, the right side pads 1; the left side pads 0 after W, the right side pads 1; the output size differs: it is 1 on the left and 3 on the right for W_in = 3
          nn.MaxPool1d(3, 1, padding=1) | x = F.pad(x, (1, 1)); x = nn.MaxPool1d(3, 1)(x) | the padding along L is -inf on the left and zeros on the right
          nn.MaxPool1d(3, 1, padding=1) | nn.MaxPool1d(3, 1) | the left side pads 1 before L, the right side pads 0, at every L_in from 3 on; the left side pads 1 after L, the right side pads 0, at every L_in from 3 on; the output size differs at every L_in from 3 on: it is 3 on the left and 1 on the right for L_in = 3; the right side rejects inputs with L_in of 1 or 2
          nn.Conv1d(2, 2, 3, stride=50, padding=1) | nn.Conv1d(2, 2, 3, stride=50) | the left side pads 1 before L, the right side pads 0, at every L_in from 3 on; the left side pads 1 after L, the right side pads 0, where L_in mod 50 is 1 or 2 from 51 on; the output size differs where L_in mod 50 is 1 or 2 from 51 on: it is 2 on the left and 1 on the right for L_in = 51; the right side rejects inputs with L_in of 1 or 2
          x = x[:, :, 2:-1]; x = nn.Conv1d(2, 2, 3)(x) | x = x[:, :, 1:-1]; x = nn.Conv1d(2, 2, 3)(x) | the left side crops 2 before L, the right side crops 1; the output size differs: it is 1 on the left and 2 on the right for L_in = 6
          x = x[:, :, 1:9]; x = nn.Conv1d(2, 2, 3)(x) | x = x[:, :, 1:]; x = nn.Conv1d(2, 2, 3)(x) | the left side crops 1 after L, the right side pads 0, at every L_in from 10 on; the output size differs at every L_in from 10 on: it is 6 on the left and 7 on the right for L_in = 10
          x = nn.Conv1d(2, 2, 3)(x); x = x[:, :, 1:9] | x = nn.Conv1d(2, 2, 3)(x); x = x[:, :, 2:9] | the left side crops 1 before L, the right side crops 2, at every L_in from 5 on; the output size differs at every L_in from 5 on: it is 2 on the left and 1 on the right for L_in = 5; the right side rejects inputs with L_in of 4
          """)
  void all_causes_are_named(String left, String right, String causes) {
    Equivalence equivalence = compared(left, right);
    List<String> expected = Arrays.asList(causes.split("; "));
    assertThat(ComparisonWords.causes(equivalence.causes())).containsExactlyElementsOf(expected);
    assertThat(compared(right, left).causes()).isNotEmpty();
    assertThat(compared(left, left).causes()).isEmpty();
  }

  /** The windows that start elsewhere, at the first size with enough of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nn.Conv2d(2, 2, (3, 5), padding=(0, 1)) | nn.Conv2d(2, 2, (5, 3), padding=(1, 0)) | 5 | [0, 1, 2] [-1, 0, 1]
          nn.ConvTranspose1d(2, 2, 4, stride=2, padding=1) | nn.ConvTranspose1d(2, 2, 4, stride=2, padding=2) | 3 | [-1, 1, 3] [-2, 0, 2]
          x = F.pad(x, (1, 0)); x = nn.Conv1d(2, 2, 3)(x) | x = F.pad(x, (0, 1)); x = nn.Conv1d(2, 2, 3)(x) | 4 | [-1, 0, 1] [0, 1, 2]
          x = nn.Conv1d(2, 2, 3, stride=2)(x); x = F.pad(x, (1, 0)) | x = nn.Conv1d(2, 2, 3, stride=2)(x); x = F.pad(x, (0, 1)) | 5 | [-2, 0, 2] [0, 2, 4]
          x = x[:, :, 1:]; x = nn.Conv1d(2, 2, 3, stride=2)(x) | x = nn.Conv1d(2, 2, 3, stride=2)(x) | 8 | [1, 3, 5] [0, 2, 4]
          nn.Conv1d(2, 2, 3, stride=2, padding=1) | keras.layers.Conv1D(2, 3, strides=2, padding="same") | 6 | [-1, 1, 3] [0, 2, 4]
          x = F.pad(x, (-1, 2)); x = nn.Conv1d(2, 2, 3)(x) | nn.Conv1d(2, 2, 3) | 5 | [1, 2, 3, 4] [0, 1, 2]
          x = F.pad(x, (1, 0)); x = F.pad(x, (1, 1)); x = nn.Conv1d(2, 2, 3)(x) | x = F.pad(x, (1, 1)); x = nn.Conv1d(2, 2, 3)(x) | 3 | [-2, -1, 0, 1] [-1, 0, 1]
          nn.Conv1d(2, 2, 3, stride=50, padding=1) | nn.Conv1d(2, 2, 3, stride=50) | 103 | [-1, 49, 99] [0, 50, 100]
          x = x[:, :, 2:-1]; x = nn.Conv1d(2, 2, 3)(x) | x = x[:, :, 1:-1]; x = nn.Conv1d(2, 2, 3)(x) | 8 | [2, 3, 4] [1, 2, 3, 4]
          x = nn.Conv1d(2, 2, 3)(x); x = x[:, :, 1:9] | x = nn.Conv1d(2, 2, 3)(x); x = x[:, :, 2:9] | 7 | [1, 2, 3, 4] [2, 3, 4]
          nn.Conv2d(2, 2, 3, padding=(1, 0)) | nn.Conv2d(2, 2, 3, padding=(1, 1)) | 5 | [0, 1, 2] [-1, 0, 1, 2, 3]
          """)
  void windows_are_shown(String left, String right, int size, String starts) {
    WindowStarts seen = compared(left, right).starts().get(0);
    assertThat(seen.size()).isEqualTo(size);
    assertThat(seen.left().starts() + " " + seen.right().starts()).isEqualTo(starts);
  }

  private static Equivalence compared(String left, String right) {
    Sides sides = Sides.resolve(side("left", left), side("right", right), Map.of());
    return Equivalence.of(sides.left(), sides.right());
  }

  private static SideText side(String source, String text) {
    return SideText.parse(source, text.replace("; ", "\n"));
  }
}
