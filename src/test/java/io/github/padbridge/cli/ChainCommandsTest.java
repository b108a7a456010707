package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several steps are translated, verified and explained as a chain. */
class ChainCommandsTest {
  private static final String TWO =
      "nn.Sequential(nn.Conv2d(3,8,3), nn.ReLU(), nn.Conv2d(8,8,3,padding=1))";

  private static void assertValid(String schema, String json) {
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(CommandRun.of("schema", schema).out(), InputFormat.JSON)
                .validate(json, InputFormat.JSON))
        .as(json)
        .isEmpty();
  }

  @Test
  void layersOneByOneAndTheWhole() {
    CommandRun run = CommandRun.of("translate", TWO);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            PyTorch chain of 2 layers, input (N, 3, H_in, W_in)
              1. Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))
                   x = tf.nn.conv2d(x, w1, strides=1, padding="VALID")
                   x = tf.nn.bias_add(x, b1)
                   weight: (8, 3, 3, 3) -> (3, 3, 3, 8), axes in the order [2, 3, 1, 0]
                 relu
                   x = tf.nn.relu(x)
              2. Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
                   x = tf.nn.conv2d(x, w2, strides=1, padding="SAME")
                   x = tf.nn.bias_add(x, b2)
                   weight: (8, 8, 3, 3) -> (3, 3, 8, 8), axes in the order [2, 3, 1, 0]

            In TensorFlow, with data in NHWC instead of NCHW:
              x = tf.nn.conv2d(x, w1, strides=1, padding="VALID")
              x = tf.nn.bias_add(x, b1)
              x = tf.nn.relu(x)
              x = tf.nn.conv2d(x, w2, strides=1, padding="SAME")
              x = tf.nn.bias_add(x, b2)

            equal at every input size
            """);
  }

  /** In code, ; stands for the end of a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "keras.Sequential([keras.layers.ZeroPadding2D(1), keras.layers.Conv2D(8,3,strides=2)])"
            + " | --in-channels=3 | nn.Conv2d(3, 8, 3, stride=2, padding=1)",
        "x = F.pad(x, (1,2)); x = F.conv_transpose1d(x, w, stride=2); x = x[:, :, 1:-1]"
            + " | --weight-shape=4,3,5 | x = tf.pad(x, [[0, 0], [1, 2], [0, 0]]);"
            + "x = tf.nn.conv1d_transpose(x, w, output_shape=[tf.shape(x)[0],"
            + " tf.shape(x)[1] * 2 + 3, 3], strides=2, padding=\"VALID\");x = x[:, 1:-1]",
        "nn.Conv2d(3,8,3,2,1); nn.MaxPool2d(2) | --to=keras | keras.Sequential([;"
            + "    keras.layers.ZeroPadding2D(1),;    keras.layers.Conv2D(8, 3, strides=2),;"
            + "    keras.layers.MaxPooling2D(2, strides=2),;])",
        "keras.layers.MaxPooling2D(2, padding='same'); keras.layers.AveragePooling2D(2)"
            + " | --to=pytorch | nn.Sequential(;    nn.ConstantPad2d((0, 1, 0, 1), float(\"-inf\")),;"
            + "    nn.MaxPool2d(2, stride=2),;    nn.AvgPool2d(2, stride=2),;)",
        "x = tf.nn.conv2d(x, k, 2, 'VALID'); x = tf.nn.bias_add(x, c)"
            + " | --weight-shape=3,3,4,8 | x = F.conv2d(x, k, c, stride=2)",
        "nn.Sequential(nn.Conv2d(4, 8, 3, groups=4), nn.ConvTranspose2d(8, 2, 2, 2)) | --to=keras"
            + " | keras.Sequential([;    keras.layers.DepthwiseConv2D(3, depth_multiplier=2),;"
            + "    keras.layers.Conv2DTranspose(2, 2, strides=2),;])"
      })
  void theWholeAsCode(String chain, String option, String code) {
    CommandRun run = CommandRun.of("translate", chain, option);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(":\n" + code.replace(";", "\n").indent(2) + "\nequal at every input size\n");
  }

  @Test
  void padsThatJoinALayerWithoutAPlanAreStepsOfTheirOwn() {
    CommandRun run =
        CommandRun.of(
            "translate",
            "nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(3,8,3))",
            "--format=keras");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .contains(
            "note: strategy keras needs padding_mode zeros (got reflect): the steps are written one"
                + " by one");
    assertThat(run.out())
        .contains("import keras\n")
        .contains("        keras.Input((None, None, 3)),\n")
        .contains(
            "keras.ops.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)), mode=\"reflect\")\n        ),\n")
        .contains("        keras.layers.Conv2D(8, 3),\n");
  }

  /**
   * Keras 3.15 computed the numbers of PyTorch with the code of 111 such layers at 3 sizes each.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nn.AvgPool2d(3,2,1)"
            + " | keras.layers.ZeroPadding2D(1);keras.layers.AveragePooling2D(3, strides=2)",
        "nn.MaxPool1d(3,2,1) | keras.layers.Lambda(lambda x: keras.ops.pad(x, ((0, 0), (1, 1),"
            + " (0, 0)), constant_values=float(\"-inf\")));keras.layers.MaxPooling1D(3, strides=2)",
        "nn.MaxPool3d(2) | keras.layers.MaxPooling3D(2, strides=2)",
        "nn.Conv1d(3, 8, 3, padding=1, padding_mode='reflect') | keras.layers.Lambda(lambda x:"
            + " keras.ops.pad(x, ((0, 0), (1, 1), (0, 0)), mode=\"reflect\"));"
            + "keras.layers.Conv1D(8, 3)",
        "tf.nn.max_pool2d(x, 2, 2, 'SAME') | keras.layers.MaxPooling2D(2, strides=2,"
            + " padding=\"same\")",
      })
  void aLayerThatTakesSeveralKerasLayers(String layer, String code) {
    CommandRun run = CommandRun.of("translate", layer, "--to=keras");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(code.replace(";", "\n").indent(7))
        .endsWith("\nequal at every input size\n");
    assertThat(CommandRun.of("verify", layer, "--to=keras").out()).startsWith("agree    ");
    assertThat(CommandRun.of("explain", layer, "--to=keras").exitCode()).isZero();
    String module = CommandRun.of("translate", layer, "--format=keras").out();
    assertThat(CommandRun.of("compare", layer, module).exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.AvgPool2d(3,2,1,count_include_pad=False) | divide by another number at the edges"
            + " | use --to tensorflow: its plan has other steps",
        "nn.AvgPool2d(3,divisor_override=2) | its poolings have no divisor_override"
            + " | use --to tensorflow: its plan has other steps",
        "nn.Conv2d(3,8,3,padding=1,padding_mode='circular')"
            + " | strategy keras needs padding_mode zeros (got circular) | pad-slice works",
      })
  void aLayerThatKerasLayersCannotSay(String layer, String reason, String help) {
    for (String command : List.of("translate", "verify", "explain")) {
      CommandRun run = CommandRun.of(command, layer, "--to=keras");
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.err() + run.out()).contains(reason, help);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "keras"})
  void codeIsReadBack(String format) {
    String code = CommandRun.of("translate", TWO, "--format", format).out();
    CommandRun compared = CommandRun.of("compare", TWO, code);
    assertThat(compared.out()).startsWith("EQUAL at every input size\n");
    assertThat(compared.exitCode()).isZero();
  }

  @Test
  void jsonIsAsTheSchemaSays() {
    String text = CommandRun.of("translate", TWO, "--format=jsonl").out();
    assertThat(text).startsWith("{\"id\":null,\"chain\":[{\"op\":\"conv2d\",\"spec\":{");
    assertValid("plan", text);
    assertValid("plan", CommandRun.of("translate", TWO, "nn.Conv1d(1,1,1)", "--format=json").out());
    String verified = CommandRun.of("verify", TWO, "--to=keras", "--format=jsonl").out();
    assertThat(verified)
        .startsWith("{\"id\":null,\"agree\":true,\"sizes\":\"every\",\"ran\":[[3,3],");
    assertValid("report", verified);
  }

  /** The run of all channels would take minutes. */
  @Test
  void layers_of_many_channels_are_run_on_a_few() {
    CommandRun verify =
        CommandRun.of(
            "verify",
            "x = F.relu(nn.Conv2d(1024, 1024, 3, stride=2)(x))\nF.max_pool2d(x, 2)",
            "--input-shape=1,1024,64,64");
    assertThat(verify.exitCode()).as(verify.err()).isZero();
    assertThat(verify.out())
        .contains(
            "equal on ND4J at (H_in, W_in) = (64, 64)", "run on a few channels of each layer");
    CommandRun compare =
        CommandRun.of(
            "compare", "nn.Conv2d(1024, 1024, 3)", "keras.layers.Conv2D(1024, 3)", "--run");
    assertThat(compare.out())
        .startsWith("EQUAL at every input size\n")
        .contains("note    run on a few channels of each layer\n", "run     equal on ND4J at");
  }

  @Test
  void a_bias_behind_a_maximum_is_that_of_the_convolution() {
    CommandRun run =
        CommandRun.of(
            "compare",
            "x = F.conv2d(x, w)\nx = F.max_pool2d(x, 3, 2, 1)\nx = x + b.view(1, -1, 1, 1)",
            "nn.Sequential(nn.Conv2d(4, 4, 3), nn.MaxPool2d(3, 2, 1))",
            "--run");
    assertThat(run.out()).startsWith("EQUAL at every input size\n").contains("equal on ND4J at");
  }

  @Test
  void a_run_that_is_too_large_is_not_claimed() {
    String two = "nn.Sequential(nn.Conv2d(512, 512, 3), nn.Conv2d(512, 512, 3, groups=2))";
    CommandRun run = CommandRun.of("compare", two, two, "--run", "--input-shape=1,512,64,64");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("note    not run: a spatial input of (64, 64) is too large to run: about 1e+10")
        .doesNotContain("ND4J");
    // The padding makes the input large.
    CommandRun padded =
        CommandRun.of(
            "compare",
            "x = F.pad(x, (9000, 9000))\nx = nn.Conv1d(9, 9, 999)(x)",
            "nn.Conv1d(9, 9, 999, padding=9000)",
            "--run");
    assertThat(padded.out()).contains("note    not run: a spatial input of (1) is too large");
  }

  @Test
  void bothSidesAreRun() {
    CommandRun run = CommandRun.of("verify", TWO, "--input-shape=2,3,9,8");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            agree    PyTorch chain of 2 layers, input (2, 3, 9, 8), in TensorFlow
                     equal at every input size
                     equal on ND4J at (H_in, W_in) = (9, 8) on 8 draws each
            """);
    assertThat(CommandRun.of("verify", TWO, "--input-shape=1,3,2,8").exitCode()).isEqualTo(2);
  }

  /** At the border, a bias that is added before a pooling is averaged with the padding. */
  @Test
  void aBiasAfterAPoolingIsRun() {
    CommandRun run =
        CommandRun.of(
            "compare",
            "x = F.conv2d(x, w); x = F.avg_pool2d(x, 2, 1, 1); x = x + b.view(1, -1, 1, 1)",
            "nn.Sequential(nn.Conv2d(4, 4, 3), nn.AvgPool2d(2, 1, 1))");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("DIFFER at every input size\n", "example input (1, 4, 3, 3): ");
  }

  @Test
  void eachLayerIsExplained() {
    CommandRun run =
        CommandRun.of(
            "explain", "nn.Sequential(nn.ReflectionPad2d(1), nn.MaxPool2d(3), nn.Conv2d(8,8,3))");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsSubsequence(
            "PyTorch chain of 2 layers",
            "Between the layers: pad",
            "mode=\"REFLECT\"",
            "Layer 1 of 2: max_pool2d",
            "MaxPool2d(kernel_size=(3, 3), stride=(3, 3))",
            "What it computes",
            "Layer 2 of 2: conv2d",
            "What it computes",
            "The whole chain",
            "equal at every input size");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nn.Sequential(nn.CircularPad2d(1), nn.MaxPool2d(3)) | --to=keras"
            + " | pad cannot be written in Keras here: it has no circular padding",
        "nn.Sequential(nn.Conv2d(4,4,1), nn.ConvTranspose2d(4, 4, 3, groups=2)) | --to=tensorflow"
            + " | conv_transpose2d cannot be written in TensorFlow here: its transposed convolutions",
        "nn.Sequential(nn.Conv2d(4,4,1), nn.ConvTranspose2d(4, 4, 3, groups=2)) | --to=jax"
            + " | conv_transpose2d cannot be written in JAX here: the groups of its weight would have",
        "nn.Sequential(nn.AvgPool2d(3, divisor_override=2), nn.MaxPool2d(3)) | --to=onnx"
            + " | avg_pool2d cannot be written in ONNX here: its poolings have no divisor_override",
        "keras.Sequential([keras.layers.Conv2D(4, 3), keras.layers.AveragePooling2D(3, 2, 'same')])"
            + " | --to=pytorch | avg_pool2d cannot be written in PyTorch here",
        "x = F.conv1d(x, w); x = x[..., ::2] | --weight-shape=4,3,5"
            + " | this slice cannot be written as a crop",
        "nn.Conv2d(3,8,3,2,1); nn.MaxPool2d(2) | --strategy=same | --strategy describes one layer",
        "nn.Conv2d(3,8,3,2,1); nn.MaxPool2d(2) | --runtime=onednn | --runtime describes one layer",
        "nn.Conv2d(3,8,3,2,1); nn.MaxPool2d(2) | --format=tsv"
            + " | the max_pool2d after conv2d cannot be joined with it",
        "nn.Conv2d(3,8,3,2,1); nn.MaxPool2d(2) | --format=pytorch --to=keras"
            + " | this format is PyTorch code, and --to is keras",
        "x = x.permute(0, 3, 1, 2); x = F.conv2d(x, w) | --weight-shape=4,3,5,5"
            + " | this chain takes data in NHWC and returns them in NCHW",
        "nn.Sequential(nn.Conv2d(4,4,1), nn.ZeroPad2d(1)) | --data-format=channels_last --format=python"
            + " | --data-format describes one layer",
      })
  void whatCannotBeWrittenIsNamed(String chain, String options, String message) {
    String[] args = ("translate " + options).split(" ");
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = chain;
    CommandRun run = CommandRun.of(all);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err() + run.out()).contains(message);
  }

  @Test
  void optionsOfProofsOfLayersAreRefused() {
    CommandRun run = CommandRun.of("verify", TWO, "--draws=3");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("error: --draws describes one layer and cannot be used with a chain");
  }
}
