package io.github.padbridge.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.CommandRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pads in front of a layer are one layer with it, or the op that cannot be joined is named. */
class ChainOnTheCommandLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.Sequential(nn.ReflectionPad2d(3), nn.Conv2d(3, 64, 7))"
            + " | nn.Conv2d(3, 64, 7, padding=3, padding_mode='reflect')",
        "nn.Sequential(nn.ReplicationPad1d(2), nn.Conv1d(3, 4, 5), nn.ReLU())"
            + " | nn.Conv1d(3, 4, 5, padding=2, padding_mode='replicate')",
        "nn.Sequential(nn.ZeroPad2d((1, 1, 2, 2)), nn.ZeroPad2d(1), nn.Conv2d(3, 4, 3, padding=1))"
            + " | nn.Conv2d(3, 4, 3, padding=(4, 3))",
        "self.a = nn.Sequential(nn.CircularPad2d(1), nn.Conv2d(3, 4, 3))"
            + " | nn.Conv2d(3, 4, 3, padding=1, padding_mode='circular')",
        "x = F.pad(x, (2, 2)); y = nn.Conv1d(3, 4, 5, stride=2)(x)"
            + " | nn.Conv1d(3, 4, 5, stride=2, padding=2)"
      })
  void padsJoinTheLayer(String chain, String layer) {
    CommandRun joined = CommandRun.of("translate", chain);
    assertThat(joined.err()).contains("note: the pad in front is joined with the padding of conv");
    assertThat(joined.exitCode()).isZero();
    assertThat(joined.out()).isEqualTo(CommandRun.of("translate", layer).out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.Sequential(nn.ConstantPad2d(1, 2.0), nn.Conv2d(3, 64, 3)) | the pad before conv2d",
        "nn.Sequential(nn.ZeroPad2d(-1), nn.Conv2d(3, 64, 3)) | the pad before conv2d",
        "nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(3, 4, 3, padding=1)) | the pad before conv2d",
        "nn.Sequential(nn.ZeroPad2d(1), nn.MaxPool2d(2)) | the pad before max_pool2d",
        "nn.Sequential(nn.ZeroPad2d(1), nn.ConvTranspose2d(3, 4, 2)) | the pad before conv_transpose2d",
        "nn.Sequential(nn.ConvTranspose2d(3, 4, 3), nn.ZeroPad2d(-1)) | the pad after conv_transpose2d",
        "nn.Sequential(nn.Conv2d(3, 4, 3), nn.Conv2d(4, 4, 3)) | the conv2d after conv2d",
        "y = nn.Conv1d(3, 4, 3)(x)[:, :, 1:] | the slice after conv1d",
        "keras.Sequential([keras.layers.ZeroPadding2D(3), keras.layers.Conv2D(64, 7)]) | the pad before conv2d"
      })
  void whatCannotBeJoinedIsNamed(String chain, String op) {
    CommandRun run = CommandRun.of("matrix", chain);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: " + op).contains(" cannot be joined with it");
    assertThat(run.err()).contains("translate, verify, explain and compare take chains");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.Sequential(nn.ReflectionPad2d(2), nn.Conv2d(3, 4, 5)) | 2,3,9,8",
        "nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(3, 4, 3, stride=2)) | 2,3,8,7"
      })
  void theJoinedLayerIsVerified(String chain, String shape) {
    CommandRun run = CommandRun.of("verify", chain, "--input-shape", shape);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("agree    conv2d (" + shape.replace(",", ", ") + ")");
  }
}
