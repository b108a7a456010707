package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers that are too large to be run whole are proven on a part of them. */
class LargeLayersTest {
  @TempDir Path folder;

  @Test
  void anInputWithMoreElementsThanAnArray() {
    CommandRun run =
        CommandRun.of("verify", "nn.MaxPool2d(3, 2, 1)", "--input-shape=32,512,1001,1003");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("reduced to input_shape (1, 2, ");
  }

  @Test
  void anOutputShapeIsForTheWholeInput() throws Exception {
    Path spec = folder.resolve("spec.json");
    Files.writeString(
        spec,
        "{\"framework\":\"onnx\",\"op\":\"ConvTranspose\",\"weight_shape\":[64,64,5,5],"
            + "\"strides\":[3,2],\"output_shape\":[301,201],\"input_shape\":[8,64,100,101]}");
    CommandRun run = CommandRun.of("verify", spec.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("(1, 2, 100, 101) -> (1, 2, 301, 201)");
  }

  @Test
  void aChainOnAnImage() {
    String stem = "nn.Sequential(nn.Conv2d(3, 64, 7, 2, 3), nn.MaxPool2d(3, 2, 1))";
    CommandRun run = CommandRun.of("verify", stem, "--input-shape=1,3,224,224");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("equal on ND4J at (H_in, W_in) = (224, 224)");
  }
}
