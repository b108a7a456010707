package io.github.padbridge.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels of convolutions, where a depthwise one does not say how many it has. */
class LayerCausesTest {
  private static final String DEPTHWISE = "keras.layers.DepthwiseConv2D(3, depth_multiplier=2)";

  private static Equivalence compared(String left, String right) {
    Sides sides =
        Sides.resolve(SideText.parse("left", left), SideText.parse("right", right), Map.of());
    return Equivalence.of(sides.left(), sides.right());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keras.layers.DepthwiseConv2D(3) | output channels of each input channel: 1 on the left, 2 on the right",
        "keras.layers.Conv2D(64, 3) | groups: 1 on the left, one for each input channel on the right",
        "keras.layers.Conv2D(64, 3, groups=4) | groups: 4 on the left, one for each input channel on the right",
      })
  void channelsThatCannotBeTheSame(String left, String message) {
    assertThat(compared(left, DEPTHWISE).causes())
        .extracting(Cause::sentence)
        .containsExactly(message);
    assertThat(compared(DEPTHWISE, left).causes()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keras.layers.DepthwiseConv2D(3, depth_multiplier=2)",
        "keras.layers.Conv2D(8, 3, groups=4)",
        "nn.Conv2d(4, 8, 3, groups=4)",
      })
  void channelsThatCanBe(String left) {
    assertThat(compared(left, DEPTHWISE).causes()).isEmpty();
    assertThat(compared(DEPTHWISE, left).causes()).isEmpty();
  }
}
