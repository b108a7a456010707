package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is answered for a layer that does not say its input channels names no number of them. */
class OpenChannelsAnswersTest {
  private static final String DEPTHWISE =
      "keras.layers.DepthwiseConv2D(3, strides=2, padding='same', depth_multiplier=2)";

  private static String translate(String layer, String format) {
    CommandRun run = CommandRun.of("translate", layer, "--format", format);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return run.out();
  }

  @Test
  void textHasSymbols() {
    assertThat(translate(DEPTHWISE, "text"))
        .contains("filters (3, 3, C_in, 2)")
        .contains("-> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 2*C_in)")
        .contains(" sizes=[2*C_in, 1, 3, 3] ")
        .contains(" groups=C_in ");
    assertThat(translate("keras.layers.Conv2D(64, 3)", "text"))
        .contains("filters (3, 3, C_in, 64)", "(64, C_in, 3, 3)");
  }

  @Test
  void jsonHasNullAndTheExpressionBesideIt() {
    assertThat(translate(DEPTHWISE, "jsonl"))
        .contains("\"in_channels\":null,\"depth_multiplier\":2,")
        .contains(
            "\"output_shape\":[null,null,null,null],\"output_shape_expression\":[\"N\",\"floor((H_in + 1)/2)\",\"floor((W_in + 1)/2)\",\"2*C_in\"],")
        .contains(
            "\"sizes\":[null,1,3,3],\"sizes_expression\":[\"2*C_in\",\"1\",\"3\",\"3\"],\"shape\":[null,1,3,3],\"shape_expression\":")
        .contains("\"groups\":null,\"groups_expression\":\"C_in\",");
    assertThat(translate("nn.LazyConv2d(64, 3, groups=4)", "jsonl"))
        .contains("\"in_channels\":null,\"out_channels\":64,")
        .contains("\"shape_expression\":[\"3\",\"3\",\"C_in/4\",\"64\"]");
  }

  @Test
  void jsonIsReadBack() {
    CommandRun run =
        CommandRun.withInput(
            "{\"framework\": \"tensorflow\", \"op\": \"conv2d\", \"in_channels\": null, \"filters\": null,"
                + " \"kernel_size\": 3, \"padding\": \"SAME\"}",
            "translate",
            "-");
    assertThat(run.out()).contains("filters (3, 3, C_in, C_out)");
  }

  @Test
  void codeReadsThemFromTheTensors() {
    assertThat(translate(DEPTHWISE, "pytorch"))
        .contains("    c_in = x.shape[3]\n")
        .contains("weight.reshape(2 * c_in, 1, 3, 3)")
        .contains("groups=c_in");
    assertThat(translate("nn.LazyConvTranspose1d(6, 2, stride=2, groups=3)", "python"))
        .doesNotContain("c_in");
    assertThat(translate("nn.LazyConvTranspose1d(6, 2, stride=2, groups=3)", "python"))
        .contains("x (N, C_in, L_in), weight (C_in, 2, 2)", "[n, 2 * l_in, 2]");
    assertThat(translate("nn.LazyConv2d(6, 3, groups=3)", "keras"))
        .contains("    c_in = 3 * weight.shape[1]\n")
        .contains("keras.Input((None, None, c_in))");
  }

  @Test
  void outputChannelsAreReadFromTheWeight() {
    CommandRun run =
        CommandRun.of(
            "translate",
            "conv_transpose2d",
            "--kernel-size",
            "3",
            "--groups",
            "2",
            "--format",
            "python");
    assertThat(run.out())
        .contains("    c_out = 2 * tf.shape(weight)[1]\n")
        .contains("w_in + 2, c_out // 2]");
  }

  @Test
  void verifySaysWhatItChose() {
    CommandRun run = CommandRun.of("verify", DEPTHWISE);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains(
            "run with chosen sizes: input_shape (2, 8, 8, 2) and 1 larger size, channels 2 -> 4, then 3 -> 6\n");
  }

  @Test
  void optionsTellThem() {
    CommandRun run = CommandRun.of("translate", DEPTHWISE, "--in-channels", "8");
    assertThat(run.out()).contains("filters (3, 3, 8, 2)").doesNotContain("C_in");
    run = CommandRun.of("translate", DEPTHWISE, "--input-shape", "?,?,?,5");
    assertThat(run.out()).contains("filters (3, 3, 5, 2)").doesNotContain("C_in");
  }

  @Test
  void picturesAndPagesHaveSymbolsToo() {
    for (String format : new String[] {"text", "html"}) {
      CommandRun run = CommandRun.of("explain", DEPTHWISE, "--format", format);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.out()).contains("(3, 3, C_in, 2)", "2*C_in)");
    }
    // The number of channels is no part of the picture: groups that divide none of its sizes do not
    // stand in its way.
    CommandRun grouped =
        CommandRun.of("explain", "keras.layers.Conv2D(10, 3, groups=5)", "--format", "svg");
    assertThat(grouped.exitCode()).as(grouped.err()).isEqualTo(ExitCode.OK);
  }
}
