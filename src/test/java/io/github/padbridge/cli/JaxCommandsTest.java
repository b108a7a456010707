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

  /** Padding behind zeros between the elements may reach past what output_padding can write. */
  @Test
  void resultsThatEndFarPastTheFullResult() {
    StringBuilder layers = new StringBuilder();
    for (int step : new int[] {2, 3}) {
      for (int dilation = 1; dilation <= 3; dilation++) {
        for (int after = 0; after <= 9; after++) {
          layers.append(
              """
              {"framework": "jax", "op": "conv_general_dilated", "in_channels": 2, "out_channels": 2, \
              "kernel_size": [2], "window_strides": [1], "lhs_dilation": [%d], "rhs_dilation": [%d], \
              "padding": [[%d, %d]], "input_shape": [1, 2, 4]}
              """
                  .formatted(step, dilation, dilation, after));
        }
      }
    }
    for (String target : List.of("pytorch", "onnx", "tensorflow")) {
      CommandRun proof = CommandRun.withInput(layers.toString(), "verify", "-", "--to", target);
      assertThat(proof.err()).isEqualTo("60 agree, 0 differ, 0 refused\n");
    }
  }

  @Test
  void aPlanNamesBothEndsOfAPad() {
    String layer = "nn.Conv1d(1, 1, 4, padding=\"same\", padding_mode=\"reflect\")";
    assertThat(CommandRun.of("translate", layer, "--to", "jax").out())
        .contains("pad_width=[[0, 0], [0, 0], [1, 2]]");
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
  void chainsAreStatements() {
    String chain =
        "nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(3, 4, 3), nn.ReLU(), nn.MaxPool2d(2))";
    assertThat(CommandRun.of("translate", chain, "--format", "jax").out())
        .isEqualTo(
            """
            ""\"A chain in JAX, written by padbridge.""\"

            import jax
            import jax.numpy as jnp
            from jax import lax


            def chain(x, w, b):
                ""\"PyTorch chain of 2 layers, input (N, 3, H_in, W_in).

                Takes and returns data in NCHW, the chain in NCHW; equal at every input size.
                Weights are in the layout of the chain.
                ""\"
                x = jnp.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="reflect")
                x = lax.conv_general_dilated(
                    x, w, (1, 1), "VALID", dimension_numbers=("NCHW", "OIHW", "NCHW")
                )
                x = x + b[:, None, None]
                x = jax.nn.relu(x)
                x = lax.reduce_window(x, -jnp.inf, lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")
                return x
            """);
    CommandRun run = CommandRun.of("verify", chain, "--to", "jax");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("agree    PyTorch chain of 2 layers");
  }

  @Test
  void chainsAreNodes() {
    String chain =
        "nn.Sequential(nn.ReplicationPad2d(1), nn.Conv2d(3, 4, 3), nn.ReLU(), nn.MaxPool2d(2))";
    assertThat(CommandRun.of("translate", chain, "--format", "onnx").out())
        .endsWith(
            """
            def chain(w, b):
                ""\"PyTorch chain of 2 layers, input (N, 3, H_in, W_in).

                Takes and returns data in NCHW, the chain in NCHW; equal at every input size.
                Weights are in the layout of PyTorch.
                ""\"
                pad = helper.make_node("Pad", ["x", "pads"], ["pad"], mode="edge")
                conv = helper.make_node(
                    "Conv", ["pad", "weight", "bias"], ["conv"], kernel_shape=[3, 3]
                )
                relu = helper.make_node("Relu", ["conv"], ["relu"])
                max_pool = helper.make_node(
                    "MaxPool", ["relu"], ["y"], kernel_shape=[2, 2], strides=[2, 2]
                )
                return make_model(
                    [pad, conv, relu, max_pool],
                    ["N", 3, "H_in", "W_in"],
                    ["N", 4, "H_out", "W_out"],
                    pads=np.array([0, 0, 1, 1, 0, 0, 1, 1], np.int64),
                    weight=w,
                    bias=b,
                )
            """);
    assertThat(CommandRun.of("verify", chain, "--to", "onnx").exitCode()).isZero();
    assertThat(CommandRun.of("translate", chain, "--to", "onnx").out())
        .contains("onnx.Pad(pads=[0, 0, 1, 1, 0, 0, 1, 1], mode=\"edge\")", "onnx.Relu()");
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
