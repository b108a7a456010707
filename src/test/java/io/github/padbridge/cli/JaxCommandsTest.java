package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JaxCommandsTest {
  private static final String CONV = "nn.Conv2d(2, 4, 3, stride=2, padding=1)";
  private static final List<String> LAYERS =
      List.of(
          CONV,
          "nn.ConvTranspose1d(4, 6, 3, stride=2, groups=2, output_padding=1)",
          "nn.AvgPool2d(3, 2, 1, ceil_mode=True)",
          "keras.layers.Conv2D(4, 3, strides=2, padding=\"same\")",
          "keras.layers.MaxPooling3D(2, padding=\"same\")");

  @Test
  void everyLayerIsProvenAtEverySize() {
    for (String layer : LAYERS) {
      CommandRun proof = CommandRun.of("verify", layer, "--to", "jax");
      assertThat(proof.exitCode()).as(proof.err()).isEqualTo(ExitCode.OK);
      assertThat(proof.out()).startsWith("agree ").contains("every");
    }
  }

  @Test
  void codeAsksForTheTarget() {
    for (String layer : LAYERS) {
      CommandRun code = CommandRun.of("translate", layer, "--format", "jax");
      assertThat(code.out()).as(code.err()).contains("from jax import lax\n", "LAYERS = {");
      assertThat(CommandRun.of("translate", layer, "--format", "jax", "--to", "jax").out())
          .isEqualTo(code.out());
    }
    assertThat(CommandRun.of("translate", CONV, "--format", "jax", "--to", "pytorch").err())
        .startsWith("error: --format jax needs --to jax");
    assertThat(CommandRun.of("translate", CONV, "--format", "pytorch", "--to", "jax").err())
        .contains("use --format jax or --to pytorch");
    assertThat(CommandRun.of("translate", CONV, "--to", "jax", "--strategy", "same").err())
        .startsWith("error: strategy same needs --to tensorflow (got jax)");
  }

  /** SAME is computed from the shape where JAX has no name for it. */
  @Test
  void paddingThatDependsOnTheSize() {
    assertThat(code("keras.layers.Conv2D(4, 3, strides=2, padding=\"same\")"))
        .contains("padding=\"SAME\"");
    assertThat(code("keras.layers.Conv3D(4, 1, strides=4, padding=\"same\")"))
        .contains(
            "def late_same_padding(",
            "padding=late_same_padding(x.shape[1:4], (1, 1, 1), (4, 4, 4)),");
    assertThat(code("keras.layers.MaxPooling3D(1, 4, \"same\")"))
        .contains("padding=late_same_padding(x.shape, (1, 1, 1, 1, 1), (1, 4, 4, 4, 1)),");
  }

  private static String code(String layer) {
    return CommandRun.of("translate", layer, "--format", "jax").out();
  }

  @Test
  void kerasModelsOfOpenChannels() {
    String layer = "flax.linen.Conv(8, (3, 3), padding='REFLECT', feature_group_count=2)";
    CommandRun run = CommandRun.of("translate", layer, "--format", "keras");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("mode=\"reflect\"", "model.build((None, None, None, 2 * weight.shape[2]))");
    assertThat(CommandRun.of("translate", "flax.linen.Conv(8, (3, 3))", "--format", "keras").out())
        .contains("keras.layers.Conv2D(8, (3, 3), strides=(1, 1), padding=\"same\")");
  }

  @Test
  void chainsAreRefused() {
    String chain = "nn.Sequential(nn.Conv2d(3, 4, 3), nn.Conv2d(4, 4, 3))";
    for (List<String> command :
        List.of(
            List.of("translate", chain, "--to", "jax"),
            List.of("translate", chain, "--format", "jax"),
            List.of("verify", chain, "--to", "jax"))) {
      CommandRun run = CommandRun.of(command.toArray(String[]::new));
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.out()).doesNotContain("jax", "agree");
      assertThat(run.err())
          .startsWith("error: a chain of several steps cannot be translated to jax")
          .contains("help: give the layers one by one");
    }
  }

  @Test
  void pagesAndModels() {
    String page = CommandRun.of("explain", CONV, "--to", "jax", "--format", "html").out();
    assertThat(page)
        .contains(">JAX</label>", ">JAX, channels last</label>", "conv_general_dilated")
        .doesNotContain(">TensorFlow</label>", "<script");
    String model = "Net(\n  (a): Conv1d(2, 2, kernel_size=(3,), stride=(1,))\n)\n";
    assertThat(CommandRun.withInput(model, "scan", "-", "--format", "jax").out())
        .contains("def a(x, weight, bias):", "lax.conv_general_dilated(");
    assertThat(CommandRun.withInput(model, "scan", "-", "--to", "jax", "--verify").out())
        .contains("conv_general_dilated");
  }
}
