package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TensorFlow's layers, poolings and flipped kernels from the command line. */
class TensorFlowLayersCommandTest {
  @TempDir Path folder;

  @Test
  void everyCaseOfTensorFlowsAgrees() {
    CommandRun run =
        CommandRun.of("verify", "src/test/resources/golden/tensorflow.jsonl", "--format", "jsonl");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines().filter(line -> line.contains("\"agree\":true")).count())
        .isEqualTo(400);
    assertThat(run.out().lines().filter(line -> line.contains("\"exact\":true")).count())
        .isEqualTo(355);
  }

  @Test
  void everyCaseOfTensorFlowsIsTranslated() {
    CommandRun run =
        CommandRun.of(
            "translate", "src/test/resources/golden/tensorflow.jsonl", "--format", "pytorch");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines().filter(line -> line.startsWith("def ")).count()).isEqualTo(400);
  }

  @Test
  void aModuleIsForOneFramework() {
    for (String format : List.of("python", "pytorch", "onnx", "jax")) {
      CommandRun run =
          CommandRun.of(
              "translate", "nn.Conv1d(1, 1, 3)", "keras.layers.Conv1D(1, 3)", "--format", format);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.out().lines().filter(line -> line.startsWith("def conv1d")).count())
          .as(format)
          .isEqualTo(2);
    }
    CommandRun other =
        CommandRun.of(
            "translate", "nn.Conv1d(1, 1, 3)", "--format", "pytorch", "--to", "tensorflow");
    assertThat(other.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(other.err())
        .isEqualTo(
            """
            error: a plan of TensorFlow ops cannot be written as --format pytorch
              --> command line
              help: use --format python or --to pytorch
            """);
  }

  @Test
  void everyLayerGoesToEveryFramework() {
    for (String layer : List.of("nn.Conv2d(2, 4, 3, padding=1)", "keras.layers.Conv2D(4, 3)")) {
      CommandRun torch =
          CommandRun.of("translate", layer, "--to", "pytorch", "--format", "pytorch");
      assertThat(torch.out()).as(torch.err()).contains("import torch\n", "F.conv2d(");
      CommandRun tensorFlow =
          CommandRun.of("translate", layer, "--to", "tensorflow", "--format", "python");
      assertThat(tensorFlow.out()).as(tensorFlow.err()).contains("tf.nn.conv2d(");
      CommandRun keras = CommandRun.of("translate", layer, "--to", "keras", "--format", "keras");
      assertThat(keras.out()).as(keras.err()).contains("keras.layers.Conv2D(4, (3, 3)");
      for (String target : List.of("pytorch", "tensorflow", "keras", "jax")) {
        CommandRun proof = CommandRun.of("verify", layer, "--to", target);
        assertThat(proof.exitCode()).as(proof.err()).isEqualTo(ExitCode.OK);
        assertThat(proof.out()).startsWith("agree ");
      }
    }
  }

  @Test
  void optionsThatContradictTheTargetAreRefused() {
    assertThat(
            CommandRun.of("translate", "nn.Conv1d(1, 1, 3)", "--to", "keras", "--strategy", "same")
                .err())
        .startsWith("error: --to keras needs --strategy keras");
    assertThat(
            CommandRun.of("translate", "nn.Conv1d(1, 1, 3)", "--to", "pytorch", "--format", "tsv")
                .err())
        .startsWith("error: --to, --strategy and --runtime cannot be used with --format tsv");
    assertThat(
            CommandRun.of(
                    "translate", "nn.Conv1d(1, 1, 3)", "--to", "pytorch", "--strategy", "same")
                .err())
        .startsWith("error: strategy same needs --to tensorflow (got pytorch)");
    assertThat(
            CommandRun.of(
                    "translate",
                    "keras.layers.Conv1D(1, 3)",
                    "--to",
                    "tensorflow",
                    "--format",
                    "python",
                    "--data-format",
                    "channels_first")
                .err())
        .startsWith("error: the layer is channels last, so its function cannot be channels_first");
  }

  @Test
  void aLayerWithItsChannelsFirstHasNoFunctionForThemLast() {
    CommandRun run =
        CommandRun.of(
            "translate",
            "keras.layers.MaxPool2D(data_format=\"channels_first\")",
            "--format",
            "pytorch",
            "--data-format",
            "channels_last");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).startsWith("error: the layer is channels first");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void whatIsWrongWithACallIsShownUnderIt() {
    CommandRun run =
        CommandRun.of("translate", "keras.layers.Conv2D(64, (3, 0), padding=\"smae\")");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .isEqualTo(
            """
            error: padding must be "SAME", "VALID" or a list of pairs (got "smae")
              --> command line
                  keras.layers.Conv2D(64, (3, 0), padding="smae")
                                                          ^
              help: did you mean "SAME"?
            """);
  }

  @Test
  void optionsCompleteACall() {
    CommandRun run =
        CommandRun.of(
            "verify",
            "tf.nn.conv2d(x, w, strides=2, padding=\"SAME\")",
            "--weight-shape",
            "3,3,3,8",
            "--input-shape",
            "1,9,9,3");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("agree    conv2d (1, 9, 9, 3) -> (1, 5, 5, 8), 200 elements");
  }

  /** A white square on black, 7 by 5, and the filter that finds its left and right edges. */
  @ParameterizedTest
  @CsvSource({"false, 1, -1", "true, -1, 1"})
  void theEdgesOfASquare(boolean flip, int left, int right) throws Exception {
    StringBuilder x = new StringBuilder();
    StringBuilder y = new StringBuilder();
    for (int row = 0; row < 7; row++) {
      boolean white = row >= 1 && row <= 5;
      x.append(row == 0 ? "" : ",").append(white ? "0,1,1,1,0" : "0,0,0,0,0");
      y.append(row == 0 ? "" : ",").append(white ? left + ",0,0," + right : "0,0,0,0");
    }
    String record =
        "{\"spec\": {\"op\": \"conv2d\", \"kernel_size\": [1, 2], \"bias\": false, \"flip_kernel\": "
            + flip
            + "}, \"x\": {\"shape\": [1, 1, 7, 5], \"data\": ["
            + x
            + "]}, \"weight\": {\"shape\": [1, 1, 1, 2], \"data\": [-1, 1]}, \"y\": {\"shape\": [1, 1, 7, 4], \"data\": ["
            + y
            + "]}}";
    Path file = folder.resolve("square.json");
    Files.writeString(file, record);
    CommandRun run = CommandRun.of("verify", file.toString());
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
    CommandRun other =
        CommandRun.of("verify", file.toString(), flip ? "--no-flip-kernel" : "--flip-kernel");
    assertThat(other.exitCode()).isEqualTo(ExitCode.DIFFERS);
  }

  @Test
  void paddingOfALayerIsInTheOrderOfItsAxes() {
    CommandRun run =
        CommandRun.of(
            "translate",
            "Conv2d(1, 1, 1, padding=(1, 0))",
            "--input-shape",
            "1,1,4,4",
            "--format",
            "jsonl");
    assertThat(run.out()).contains("\"output_shape\":[1,1,6,4]");
    assertThat(run.out()).contains("\"paddings\":[[0,0],[1,1],[0,0],[0,0]]");
  }

  @Test
  void theSameByFPad() {
    assertThat(CommandRun.of("pad", "--input-shape", "1,1,4,4", "F.pad(x, (0, 0, 1, 1))").out())
        .startsWith("NCHW: (1, 1, 4, 4) -> (1, 1, 6, 4)\n");
    assertThat(CommandRun.of("pad", "padding=(1, 0)").out())
        .contains("F.pad(x, (0, 0, 1, 1))", "the padding argument of a layer has the order H, W");
  }

  @Test
  void aKernelOfThreeByThreeOnAnInputOfFourByFour() {
    CommandRun run =
        CommandRun.of("matrix", "conv2d", "--kernel-size", "3", "--input-shape", "1,1,4,4");
    assertThat(run.out())
        .contains("M is 4 x 16", "\n  w0 w1 w2  0 w3 w4 w5  0 w6 w7 w8  0  0  0  0  0\n");
  }

  @Test
  void explainTellsWhenAKernelIsFlipped() {
    assertThat(CommandRun.of("explain", "conv2d", "--kernel-size", "3").out())
        .contains("The kernel is not flipped", "cross-correlation", "--flip-kernel");
    assertThat(CommandRun.of("explain", "conv2d", "--kernel-size", "3", "--flip-kernel").out())
        .contains("A mathematical convolution", "3. reverse weight:");
    assertThat(
            CommandRun.of(
                    "explain",
                    "keras.layers.Conv2D(1, 3)",
                    "--flip-kernel",
                    "--input-shape",
                    "1,8,8,1")
                .out())
        .contains("A mathematical convolution", "3. flip weight:");
    assertThat(CommandRun.of("explain", "conv_transpose1d", "--kernel-size", "3").out())
        .contains("the gradient of the forward convolution", "zero-insert");
    assertThat(CommandRun.of("explain", "conv1d", "--kernel-size", "0").exitCode())
        .isEqualTo(ExitCode.UNUSABLE);
  }
}
