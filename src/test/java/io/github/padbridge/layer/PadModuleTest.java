package io.github.padbridge.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.shape.PadAmount;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which convolution pads by itself what a module pads in front of it. */
class PadModuleTest {
  private static ConvSpec conv(String arguments) {
    return (ConvSpec)
        io.github.padbridge.TestData.layer(
                io.github.padbridge.TestData.records(
                        "{'op': 'conv2d', 'kernel_size': 3" + arguments + "}")
                    .get(0))
            .spec();
  }

  private static PadModule pad(PaddingMode mode, int... sides) {
    return new PadModule(
        List.of(new PadAmount(sides[0], sides[1]), new PadAmount(sides[2], sides[3])), mode, 0);
  }

  @Test
  void equalSidesArePyTorchsOwnArgument() {
    assertThat(pad(PaddingMode.REFLECT, 3, 3, 1, 1).joinedWith(conv("")))
        .contains(conv(", 'padding': [3, 1], 'padding_mode': 'reflect'"));
    assertThat(pad(PaddingMode.ZEROS, 1, 1, 2, 2).joinedWith(conv(", 'padding': 1")))
        .contains(conv(", 'padding': [2, 3]"));
    assertThat(pad(PaddingMode.REFLECT, 0, 0, 0, 0).joinedWith(conv(", 'padding': 1")))
        .contains(conv(", 'padding': 1"));
  }

  @Test
  void otherSidesAreGivenOneByOne() {
    assertThat(pad(PaddingMode.ZEROS, 0, 1, 2, 1).joinedWith(conv("")))
        .contains(conv(", 'runtime_padding': [[0, 1], [2, 1]]"));
    assertThat(pad(PaddingMode.CIRCULAR, 0, 1, 0, 1).joinedWith(conv("")))
        .contains(conv(", 'runtime_padding': [[0, 1], [0, 1]], 'padding_mode': 'circular'"));
  }

  @Test
  void theInputIsThatOfTheModule() {
    ConvSpec on33 = conv(", 'in_channels': 1, 'input_shape': [1, 1, 33, 35]");
    assertThat(pad(PaddingMode.ZEROS, 0, 1, 2, 1).joinedWith(on33).orElseThrow().inputShape())
        .hasToString("(1, 1, 32, 32)");
  }

  @Test
  void whatNoLayerSaysStaysApart() {
    PadModule zeros = pad(PaddingMode.ZEROS, 1, 1, 1, 1);
    Optional<ConvSpec> none = Optional.empty();
    assertThat(zeros.joinedWith(conv(", 'padding': 1, 'padding_mode': 'reflect'"))).isEqualTo(none);
    assertThat(pad(PaddingMode.REFLECT, 1, 1, 1, 1).joinedWith(conv(", 'padding': 1")))
        .isEqualTo(none);
    assertThat(zeros.joinedWith(conv(", 'runtime_padding': 'SAME'"))).isEqualTo(none);
    assertThat(pad(PaddingMode.ZEROS, -1, 1, 1, 1).joinedWith(conv(""))).isEqualTo(none);
    assertThat(new PadModule(zeros.amounts(), PaddingMode.ZEROS, 2).joinedWith(conv("")))
        .isEqualTo(none);
    ConvSpec transposed =
        (ConvSpec)
            io.github.padbridge.TestData.layer(
                    io.github.padbridge.TestData.records(
                            "{'op': 'conv_transpose2d', 'kernel_size': 3}")
                        .get(0))
                .spec();
    assertThat(zeros.joinedWith(transposed)).isEqualTo(none);
  }
}
