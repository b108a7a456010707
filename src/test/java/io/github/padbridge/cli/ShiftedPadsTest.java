package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paddings that crop one end of an axis and pad the other, on inputs shorter than the crop. */
class ShiftedPadsTest {
  private static final String LAYER =
      "lax.conv_general_dilated(x, jnp.zeros((3, 2, 1)), (1,), [(%s)],"
          + " dimension_numbers=('NCH', 'OIH', 'NCH'))";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pytorch | -2, 2",
        "pytorch | 5, -3",
        "pytorch | -1, 1",
        "onnx    | -2, 2",
        "onnx    | 5, -3",
        "jax     | -2, 2"
      })
  void emittedCodeTakesEverySize(String target, String amounts) throws IOException {
    String layer = String.format(LAYER, amounts);
    CommandRun code = CommandRun.of("translate", layer, "--to", target, "--format", target);
    Path file = Files.writeString(folder.resolve("code.py"), code.out());
    assertThat(CommandRun.of("compare", layer, file.toString()).out())
        .as(code.err())
        .startsWith("EQUAL at every input size");
  }

  @ParameterizedTest
  @CsvSource({"pytorch", "onnx", "jax", "tensorflow"})
  void plansRunOnInputsShorterThanTheCrop(String target) {
    for (String size : new String[] {"1,2,1", "1,2,2", "1,2,5"}) {
      CommandRun proof =
          CommandRun.of(
              "verify",
              String.format(LAYER, "-2, 2"),
              "--to",
              target,
              "--kernel-size",
              "1",
              "--input-shape",
              size);
      assertThat(proof.exitCode()).as(proof.err() + proof.out()).isEqualTo(ExitCode.OK);
      assertThat(proof.out()).startsWith("agree ");
    }
  }

  /** Measured with PyTorch 2.13: F.pad refuses an input that is shorter than its crop. */
  @Test
  void padsOfTorchThatCropFirstRefuseShortInputs() {
    CommandRun answer =
        CommandRun.of(
            "compare",
            String.format(LAYER, "-2, 2"),
            "x = F.pad(x, (-2, 2))\nx = F.conv1d(x, torch.zeros(3, 2, 1))");
    assertThat(answer.out())
        .as(answer.err())
        .startsWith("DIFFER at L_in = 1; equal at every L_in from 2 on");
  }
}
