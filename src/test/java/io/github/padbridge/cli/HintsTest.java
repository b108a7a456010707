package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors on the command line say what to write instead. */
class HintsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "translate ~ keras.layers.Conv2D(64, 3, padding=1) | padding must be \"valid\" or \"same\" (got 1) | put keras.layers.ZeroPadding2D(1) in front",
        "translate ~ layers.Conv2DTranspose(64, 3, padding=1) | padding must be \"valid\" or \"same\" (got 1) | ",
        "translate ~ nn.Conv2d(3, 64, 3) ~ --framework ~ tensorflow | nn.Conv2d is a PyTorch layer (got --framework tensorflow) | ",
        "translate ~ tf.nn.conv2d(x, w, 1, 'SAME') ~ --framework ~ pytorch | tf.nn.conv2d is a TensorFlow function (got --framework pytorch) | ",
        "translate ~ nn.MaxPool2d(3) ~ --groups ~ 3 | max_pool2d has no argument 'groups' | padbridge help specs",
        "translate ~ nn.Conv2d(3, 64, 3) ~ --ceil-mode | conv2d has no argument 'ceil_mode' | ceil_mode is for pooling layers",
        "translate ~ nn.Conv2d(3, 64, 3) ~ --output-shape ~ 1,64,9,9 | conv2d has no argument 'output_shape' | ",
        "translate ~ nn.ConvTranspose2d(3, 64, 3) ~ --output-shape ~ 9,9 | conv_transpose2d has no argument 'output_shape' | its name here is 'output_size'",
        "translate ~ conv2d | kernel_size is missing | add --kernel-size N",
        "translate ~ max_pool2d | kernel_size is missing | add --kernel-size N",
        "translate ~ conv2d ~ --kernel-size ~ abc | --kernel-size must be integers such as 3 or 3,5 (got 'abc') | ",
        "translate ~ conv2d ~ --kernel-size ~ 3x3x3 | kernel_size must be one number, or a list of 2 (got [3, 3, 3]) | one number for each spatial axis",
        "translate ~ nn.ConvTranspose1d(4, 4, 2, 1, 1, 1) | output_padding must be smaller than the stride or the dilation (got output_padding 1, stride 1, dilation 1) | leave out padding and output_padding, and crop the output: y[..., 1:] on this axis",
        "translate ~ nn.ConvTranspose1d(4, 4, 2, output_padding=1) | output_padding must be smaller than the stride or the dilation (got output_padding 1, stride 1, dilation 1) | to keep the size of the input, leave it out and crop the output: y[..., :-1] on this axis",
        "translate ~ conv2d ~ --kernel-size ~ 3 ~ --groups ~ a | --groups must be an integer (got 'a') | ",
        "translate ~ nn.Conv2d(3, 4, 3) ~ --input-shape ~ 1,3,32 | input_shape must have in_channels = 3 channels (got 1 in (1, 3, 32)) | 3 sizes are read as (C, H, W), 4 as (N, C, H, W)",
        "translate ~ keras.layers.Conv2D(64, 3, strides=2, dilation_rate=2) | Keras takes strides above 1 or a dilation_rate above 1, not both | use tf.nn.conv2d",
        "translate ~ nn.MaxPool2d(2) ~ --strategy ~ keras | strategy keras needs a convolution (got max_pool2d) | pad-slice and explicit work for this layer; use --format python",
        "translate ~ nn.AvgPool2d(3, 2, 1, False, False) ~ --format ~ keras | avg_pool2d cannot be written in Keras here: its average poolings divide by another number at the edges | use --to tensorflow: its plan has other steps",
        "matrix ~ nn.Conv2d(4, 1, 7) | a matrix needs a known input size (input_shape is (N, 4, H_in, W_in)) | add --input-shape 1,4,7,7",
        "matrix ~ nn.MaxPool2d(2) | padbridge matrix works for PyTorch convolutions only (got max_pool2d) | ",
        "verify ~ {\"op\": \"conv2d\"} | JSON must be in a file or on standard input | echo '{...}' | padbridge verify -",
        "translate ~ conv5d | there is no file or op of this name | padbridge help layers lists the known layers",
        "translate ~ conv2 | there is no file or op of this name | did you mean 'conv2d'?",
        "scan ~ nn.Conv2d(3, 64, 3) | there is no such file | padbridge translate 'nn.Conv2d(3, 64, 3)'",
        "scan ~ missing.txt | there is no such file | ",
        "scan ~ src/test/resources/models/tv-resnet50.txt ~ --input-shape ~ 3,224 | --input-shape fits no layer of this model (got '3,224') | conv2d takes N,C,H,W or C,H,W",
        "compare ~ examples/ci/pairs.txt ~ nn.Conv2d(3, 64, 5) | a side must be one layer or chain (got a file of pairs) | a file of pairs is compared alone: padbridge compare examples/ci/pairs.txt",
      })
  void whatToWriteInstead(String line) {
    String[] parts = line.split(" \\| ", 3);
    CommandRun run = CommandRun.of(parts[0].split(" ~ "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("error: " + parts[1] + "\n");
    if (parts[2].isEmpty()) {
      assertThat(run.err()).doesNotContain("help: ");
    } else {
      assertThat(run.err()).contains("  help: " + parts[2] + "\n");
    }
  }

  /** Names of frameworks and formats that people know, and options of other commands. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--format tensorflow | did you mean 'python'? It writes TensorFlow code.",
        "--format TF | did you mean 'python'? It writes TensorFlow code.",
        "--format tf.keras | did you mean 'keras'?",
        "--format torch | did you mean 'pytorch'?",
        "--format flax | did you mean 'jax'?",
        "--format nnx | did you mean 'jax'?",
        "--format md | did you mean 'markdown'?",
        "--format html | compare, explain and scan have --format html",
        "--format mtx | matrix has --format mtx",
        "--format yaml | padbridge translate --help",
        "--to tf | did you mean 'tensorflow'?",
        "--to python | did you mean 'tensorflow'?",
        "--to ort | did you mean 'onnx'?",
        "--data-format NHWC | did you mean 'channels_last'?",
        "--framework keras | did you mean \"tensorflow\"?",
        "--framework torch | did you mean \"pytorch\"?",
      })
  void choicesByMeaning(String option, String help) {
    CommandRun run = CommandRun.of(("translate conv1d --kernel-size 3 " + option).split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).endsWith("\n  help: " + help + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"input_shape\": [1, 3, \"?\", 8]` | `input_shape must hold integers (got a string: \"?\")` | write null where a size is unknown",
        "`\"in_channels\": \"None\"` | `in_channels must be an integer (got a string: \"None\")` | write null where a size is unknown",
        "`\"input_shape\": [1, 3, -1, 8]` | input size must be at least 1 (got -1 on axis H) | write null where a size is unknown, ? in an option",
      })
  void unknownSizesInJson(String field, String error, String help) {
    CommandRun run =
        CommandRun.withInput(
            "{\"op\": \"conv2d\", \"kernel_size\": 3, " + field + "}", "translate", "-");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("error: " + error + "\n").contains("  help: " + help + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,3,?,?", "(1, 3, None, None)"})
  void comparisonsHaveNoUnknownSizes(String shape) {
    String layer = "nn.Conv2d(3, 64, 3)";
    assertThat(CommandRun.of("compare", layer, layer, "--input-shape", shape).err())
        .contains("  help: leave --input-shape out to compare at every input size\n");
    assertThat(
            CommandRun.of(
                    "scan", "src/test/resources/models/tv-resnet50.txt", "--input-shape", shape)
                .err())
        .contains("  help: only the batch may be unknown: ?,3,224,224\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "translate --foo | padbridge translate has no option '--foo' | padbridge translate --help",
        "translate --strid=2 | padbridge translate has no option '--strid' | did you mean --stride?",
        "translate --no-bias | LAYER.FILE is missing | padbridge translate --help",
        "explain --jobs 2 | padbridge explain has no option '--jobs' | translate and verify have it",
        "translate conv1d --kernel-size 3 --kernel-size 4 | --kernel-size is given twice | padbridge translate --help",
      })
  void unknownOptions(String line, String error, String help) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .matches("error: " + error + "\n  help: " + help.replace("?", "\\?") + "\n");
  }

  /** Every bad size of one option is one error. */
  @Test
  void oneErrorForAnOption() {
    assertThat(
            CommandRun.of("translate", "conv2d", "--kernel-size", "3", "--input-shape", "1,3,a,b")
                .err())
        .isEqualTo(
            """
            error: --input-shape must be sizes such as 1,3,32,32 (got 'a')
              --> command line (--input-shape)
              help: write ? where a size is unknown
            """);
  }

  @Test
  void sizesThatOneSideRejects() {
    assertThat(CommandRun.of("compare", "nn.Conv2d(3, 64, 3)", "nn.Conv2d(3, 64, 5)").out())
        .contains("on the right for H_in = W_in = 5\n")
        .contains("the right side rejects inputs with H_in or W_in of 3 or 4\n");
  }
}
