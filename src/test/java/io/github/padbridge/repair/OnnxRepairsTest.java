package io.github.padbridge.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A repair of an ONNX side is one node, or there is none. */
class OnnxRepairsTest {
  /** The left side, the right side and the repair; {@code =} stands for none. */
  private static final String PAIRS =
      """
      nn.Conv2d(3, 8, 3, padding=1, stride=2)
      onnx.Conv(kernel_shape=[3, 3], pads=[0, 0, 1, 1], strides=[2, 2])
      onnx.Conv(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
      keras.layers.Conv2D(8, 3, strides=2, padding="same")
      onnx.Conv(kernel_shape=[3, 3], strides=[2, 2])
      onnx.Conv(kernel_shape=[3, 3], strides=[2, 2], auto_pad="SAME_UPPER")
      nn.Conv2d(4, 8, 3, padding=1, dilation=2, groups=2)
      helper.make_node("Conv", ["x", "w", "b"], ["y"], kernel_shape=[3, 3])
      onnx.Conv(kernel_shape=[3, 3], dilations=[2, 2], pads=[1, 1, 1, 1], group=2)
      nn.ConvTranspose2d(3, 8, 3, stride=2, padding=1, output_padding=1)
      onnx.ConvTranspose(kernel_shape=[3, 3], strides=[2, 2])
      onnx.ConvTranspose(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 0, 0])
      nn.ConvTranspose1d(3, 8, 3, stride=2, output_padding=1)
      onnx.ConvTranspose(kernel_shape=[3], strides=[2])
      onnx.ConvTranspose(kernel_shape=[3], strides=[2], output_padding=[1])
      nn.MaxPool2d(3, 2, padding=1, ceil_mode=True)
      onnx.MaxPool(kernel_shape=[3, 3], strides=[2, 2])
      onnx.MaxPool(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], ceil_mode=1)
      nn.AvgPool2d(3, 2, 1)
      onnx.AveragePool(kernel_shape=[3, 3], strides=[2, 2])
      onnx.AveragePool(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], count_include_pad=1)
      nn.Conv2d(4, 8, 3, padding=1, padding_mode="reflect")
      onnx.Conv(kernel_shape=[3, 3])
      =
      """;

  @Test
  void oneNodeOrNone() {
    List<String> lines = PAIRS.lines().toList();
    for (int i = 0; i < lines.size(); i += 3) {
      Sides sides =
          Sides.resolve(
              SideText.parse("left", lines.get(i)),
              SideText.parse("right", lines.get(i + 1)),
              Map.of());
      Optional<String> code = Repair.of(sides.left(), sides.right()).map(Repair::code);
      String expected = lines.get(i + 2);
      assertThat(code)
          .as(lines.get(i + 1))
          .isEqualTo(expected.equals("=") ? Optional.empty() : Optional.of(expected));
    }
    assertThat(lines).hasSize(3 * 8);
  }
}
