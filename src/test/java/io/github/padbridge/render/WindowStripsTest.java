package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.compare.Given;
import io.github.padbridge.compare.PairService;
import io.github.padbridge.equivalence.WindowStarts;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.explain.Strip;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowStripsTest {
  private static List<WindowStarts> starts(String left, String right) {
    return new PairService(new Nd4jEngine(), false)
        .compare(new Given("left", left), new Given("right", right), Map.of(), null)
        .equivalence()
        .starts();
  }

  private static String drawn(WindowStarts starts) {
    List<Strip> strips = WindowStrips.of(starts);
    Glyphs ascii = new Glyphs(true, false);
    long begin = strips.stream().mapToLong(Strip::begin).min().orElseThrow();
    long end = strips.stream().mapToLong(Strip::end).max().orElseThrow();
    return strips.stream()
        .map(
            strip ->
                LongStream.range(begin, end)
                        .mapToObj(at -> ascii.of(strip.at(at)))
                        .collect(Collectors.joining())
                    + "| "
                    + (strip.name() + " " + strip.note()).strip()
                    + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void bothSidesLieOverTheirOwnPadding() {
    List<WindowStarts> starts =
        starts(
            "nn.Conv2d(3, 64, 3, stride=2, padding=1)",
            "keras.layers.Conv2D(64, 3, strides=2, padding='same')");
    assertThat(starts).extracting(WindowStarts::axis).containsExactly('H', 'W');
    assertThat(drawn(starts.get(0)))
        .isEqualTo(
            """
            kkk     | window 0 starts at -1
              kkk   | window 1 starts at 1
                kkk | window 2 starts at 3
            oxxxxxxo| left 6, padded 1 + 1
             xxxxxxo| right 6, padded 0 + 1
             kkk    | window 0 starts at 0
               kkk  | window 1 starts at 2
                 kkk| window 2 starts at 4
            """);
  }

  @Test
  void onlyTheAxisThatDiffersIsDrawn() {
    List<WindowStarts> starts =
        starts("nn.Conv2d(1, 1, (3, 1), dilation=2)", "nn.Conv2d(1, 1, (3, 1), dilation=(3, 1))");
    assertThat(starts).extracting(WindowStarts::axis).containsExactly('H');
    assertThat(drawn(starts.get(0)))
        .isEqualTo(
            """
            k-k-k    | window 0 starts at 0
             k-k-k   | window 1 starts at 1
              k-k-k  | window 2 starts at 2
                k-k-k| window 4 starts at 4
            xxxxxxxxx| left 9
            xxxxxxxxx| right 9
            k--k--k  | window 0 starts at 0
             k--k--k | window 1 starts at 1
              k--k--k| window 2 starts at 2
            """);
  }

  @Test
  void theWindowsOfTransposedConvolutionsLieInTheOutput() {
    List<WindowStarts> starts =
        starts(
            "nn.ConvTranspose1d(1, 1, 3, stride=3, padding=1, output_padding=2)",
            "keras.layers.Conv1DTranspose(1, 3, strides=3)");
    assertThat(drawn(starts.get(0)))
        .isEqualTo(
            """
            kkk       | window 0 starts at -1
               kkk    | window 1 starts at 2
                  kkk | window 2 starts at 5
            /yyyyyyyyo| left 9, padded -1 + 1 (negative: cropped)
             yyyyyyyyy| right 9
             kkk      | window 0 starts at 0
                kkk   | window 1 starts at 3
                   kkk| window 2 starts at 6
            """);
  }

  @Test
  void windowsOverASpreadInputAreNotDrawn() {
    assertThat(
            starts(
                "nn.ConvTranspose1d(1, 1, 3, stride=2)", "nn.Conv1d(1, 1, 3, stride=2, padding=1)"))
        .isEmpty();
  }
}
