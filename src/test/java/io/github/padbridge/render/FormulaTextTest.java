package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.CommandRun;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The arithmetic of a layer for people. */
class FormulaTextTest {
  /** A line of the arithmetic without the quantity before it. */
  private static final Pattern FORMULA = Pattern.compile("^ +(\\w+ )?= ");

  private static String explained(String layer) {
    return CommandRun.of("explain", layer, "--ascii").out();
  }

  private static String translated(String layer, String... more) {
    String[] words = new String[2 + more.length];
    words[0] = "translate";
    words[1] = layer;
    System.arraycopy(more, 0, words, 2, more.length);
    return CommandRun.of(words).out();
  }

  @Test
  void equalAxesShareAFormula() {
    assertThat(translated("nn.Conv2d(1, 1, 3, 2, 1)", "--input-shape", "1,1,9,9"))
        .contains(
            """
              H_out = W_out = floor((H_in + 2*padding - dilation*(kernel_size - 1) - 1) / stride) + 1
                            = floor((9 + 2*1 - 1*(3 - 1) - 1) / 2) + 1
                            = 5

            """);
  }

  @Test
  void ofOpenSizesTheSecondAxisNamesTheFirst() {
    assertThat(translated("nn.Conv2d(1, 1, 3, 2, 1)"))
        .contains(
            """
                    = floor((H_in + 1)/2)
              W_out: as for axis H, with W_in

            """);
    assertThat(translated("keras.layers.Conv2D(1, 3, 2, 'same')"))
        .contains(
            """
              H_before = floor(H_total / 2)
              H_after = H_total - H_before
              W_out, W_total, W_before and W_after: as for axis H, with W_in

            """);
  }

  @Test
  void axesThatDifferKeepTheirFormulas() {
    String text = translated("nn.Conv3d(1, 1, (3, 5, 5))", "--input-shape", "1,1,9,8,8");
    assertThat(text)
        .contains("  D_out = floor(", "  H_out = W_out = floor(")
        .doesNotContain("as for");
    assertThat(translated("nn.Conv2d(1, 1, 3)", "--input-shape", "1,1,9,8"))
        .contains("= floor((9 + ", "= floor((8 + ");
  }

  @Test
  void noLineTwiceAndOneSignOfAKind() {
    List<String> layers =
        List.of(
            "nn.Conv1d(1, 1, 4, padding='same')",
            "nn.ConvTranspose2d(1, 1, 3, 2, 1, 1)",
            "nn.MaxPool2d(3, 2, 1, ceil_mode=True)",
            "nn.AvgPool3d(2)",
            "keras.layers.Conv2D(1, 3, 2, 'same')",
            "keras.layers.Conv2DTranspose(1, 3, 2, 'same')",
            "keras.layers.Conv3D(1, 3, 2)",
            "keras.layers.MaxPooling2D(3, 2, 'same')");
    for (String layer : layers) {
      for (String answer : List.of(translated(layer), explained(layer))) {
        assertThat(answer).as(layer).contains("_out").doesNotContain("·", "−");
        List<String> values =
            answer
                .lines()
                .filter(line -> FORMULA.matcher(line).find())
                .map(line -> FORMULA.matcher(line).replaceFirst(""))
                .toList();
        assertThat(values).as(layer).isNotEmpty();
        for (int i = 1; i < values.size(); i++) {
          assertThat(values.get(i)).as(layer).isNotEqualTo(values.get(i - 1));
        }
      }
    }
    assertThat(layers).hasSize(8);
  }
}
