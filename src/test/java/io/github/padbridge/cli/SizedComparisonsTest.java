package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers that accept one input size are compared at this size, and no claim is made of others. */
class SizedComparisonsTest {
  private static final String ONNX =
      "onnx.ConvTranspose(kernel_shape=[3, 3], strides=[2, 2], auto_pad=\"SAME_UPPER\","
          + " output_shape=[16, 16])";
  private static final String SPEC =
      "{\"op\":\"ConvTranspose\",\"weight_shape\":[3,8,3,3],\"strides\":[2,2],\"output_shape\":[16,16],"
          + "\"auto_pad\":\"SAME_UPPER\",\"input_shape\":[1,3,8,8]}";
  private static final String TENSORFLOW =
      "x = tf.nn.conv2d_transpose(x, tf.zeros([3, 3, 8, 3]), [1, 16, 16, 8], 2, \"SAME\")";
  private static final String TORCH =
      "{\"op\":\"conv_transpose2d\",\"in_channels\":3,\"out_channels\":8,\"kernel_size\":3,\"stride\":2,"
          + "\"padding\":1,\"output_size\":[16,16],\"bias\":false}";
  private static final String KERAS =
      "keras.layers.Conv2DTranspose(8, 3, 2, \"same\", use_bias=False)";
  private static final String GLOBAL = "{\"op\":\"GlobalAveragePool\",\"input_shape\":[1,3,8,8]}";

  private static String text(String side) {
    return switch (side) {
      case "ONNX" -> ONNX;
      case "SPEC" -> SPEC;
      case "TENSORFLOW" -> TENSORFLOW;
      case "TORCH" -> TORCH;
      case "KERAS" -> KERAS;
      case "GLOBAL" -> GLOBAL;
      default -> side;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "SPEC | SPEC | - | 0 | some-sizes | EQUAL at H_in and W_in = 8; the left side accepts no other size",
        "SPEC | KERAS | - | 0 | some-sizes | EQUAL at H_in and W_in = 8; the left side accepts no other size",
        "SPEC | KERAS | 1,3,8,8 | 0 | some-sizes"
            + " | EQUAL at (1, 3, 8, 8); the left side accepts no other size",
        "KERAS | SPEC | - | 1 | some-sizes"
            + " | DIFFER at every H_in or W_in from 9 on and at 1 to 7; equal at H_in and W_in = 8",
        "SPEC | nn.ConvTranspose2d(3, 8, 3, 2) | - | 1 | no-size"
            + " | DIFFER at H_in and W_in = 8; the left side accepts no other size",
        "TENSORFLOW | KERAS | - | 0 | some-sizes"
            + " | EQUAL at H_in and W_in = 8; the left side accepts no other size",
        "TORCH | TORCH | - | 0 | some-sizes | EQUAL at H_in and W_in = 8; other sizes have other windows",
        "GLOBAL | nn.AvgPool2d(8) | - | 0 | some-sizes"
            + " | EQUAL at H_in and W_in = 8; other sizes have other windows",
        "nn.AvgPool2d(8, 1) | GLOBAL | - | 1 | some-sizes"
            + " | DIFFER at every H_in or W_in from 9 on; equal at H_in and W_in = 8",
        "ONNX | KERAS | 1,3,8,8 | 0 | some-sizes"
            + " | EQUAL at (1, 3, 8, 8); the left side accepts no other size",
        "KERAS | ONNX | 1,8,8,3 | 0 | some-sizes"
            + " | EQUAL at (1, 8, 8, 3); differ at every H_in or W_in from 9 on and at 1 to 7;"
            + " equal at H_in and W_in = 8",
        "onnx.GlobalAveragePool() | nn.AdaptiveAvgPool2d(1) | 1,3,8,8 | 0 | some-sizes"
            + " | EQUAL at (1, 3, 8, 8); other sizes have other windows",
        "keras.layers.GlobalMaxPooling2D() | onnx.GlobalMaxPool() | 1,8,8,3 | 0 | some-sizes"
            + " | EQUAL at (1, 8, 8, 3); other sizes have other windows",
        "nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(2, 2, 1))"
            + " | nn.Sequential(nn.AvgPool2d(8), nn.Conv2d(2, 2, 1)) | - | 1 | some-sizes"
            + " | DIFFER at every H_in or W_in from 9 on and at 1 to 7; equal at H_in and W_in = 8",
        "nn.AvgPool2d(4) | {\"op\":\"GlobalAveragePool\"} | 1,3,8,8 | 1 | no-size"
            + " | DIFFER at (1, 3, 8, 8); other sizes have other windows",
      })
  void areComparedAtThisSize(
      String left,
      String right,
      @Nullable String shape,
      int exitCode,
      String equal,
      String headline) {
    List<String> arguments = new ArrayList<>(List.of("compare", text(left), text(right)));
    if (shape != null) {
      arguments.addAll(List.of("--input-shape", shape));
    }
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out().lines().findFirst()).hasValue(headline);
    arguments.addAll(List.of("--format", "jsonl"));
    assertThat(CommandRun.of(arguments.toArray(String[]::new)).out())
        .contains("\"equal\":\"" + equal + "\"");
  }

  /** A repair of the right side is equal wherever the left side runs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SPEC | nn.ConvTranspose2d(3, 8, 3, 2) | equal at this input size",
        "KERAS | SPEC | equal at every input size",
        "nn.AvgPool2d(8, 1) | GLOBAL | equal at every input size",
      })
  void theRepairSaysWhereItIsEqual(String left, String right, String where) {
    CommandRun run = CommandRun.of("compare", text(left), text(right));
    assertThat(run.out()).endsWith("          " + where + "\n");
  }

  @Test
  void theSameLastPoolingIsNotDecidedWhereTheRestIsEqual() {
    String side =
        "nn.Sequential(nn.Conv2d(2, 2, 7, 16, 3), nn.Conv2d(2, 2, 7, 16, 3),"
            + " nn.AdaptiveAvgPool2d((28, 30)))";
    assertThat(CommandRun.of("compare", side, side).out()).startsWith("EQUAL at every input size");
  }

  /** A pooling that both sides have at the end is part of the example and of the repair. */
  @Test
  void theSameLastPoolingIsRunAndRepaired() {
    CommandRun run =
        CommandRun.of(
            "compare",
            "nn.Sequential(nn.Conv2d(2, 2, 3, padding=1), nn.AdaptiveAvgPool2d(1))",
            "keras.Sequential([keras.layers.Conv2D(2, 3),"
                + " keras.layers.GlobalAveragePooling2D(keepdims=True)])");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("example input (1, 2, 3, 3): output [0, 0, 0, 0] is ")
        .endsWith(
            """
              repair  keras.layers.Conv2D(2, 3, padding="same")
                      keras.layers.GlobalAveragePooling2D(keepdims=True)
                      equal at every input size
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ONNX | KERAS | - | output_shape needs the input size on axes H and W",
        "onnx.GlobalAveragePool() | nn.AvgPool2d(8) | - | input_shape is missing",
        "GLOBAL | nn.AvgPool2d(8) | 1,3,9,9 | the left side refuses an input of (1, 3, 9, 9)",
        "TORCH | KERAS | 1,3,7,7 | the left side refuses an input of (1, 3, 7, 7)",
      })
  void othersAreRefused(String left, String right, String shape, String message) {
    CommandRun run =
        shape.equals("-")
            ? CommandRun.of("compare", text(left), text(right))
            : CommandRun.of("compare", text(left), text(right), "--input-shape", shape);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
