package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify --engine frameworks} in a distribution that has them. */
class FrameworksIT {
  private static final String LAYER =
      "conv_transpose2d --kernel-size 3 --stride 2 --dilation 2 --input-shape 1,2,5,5";

  @TempDir Path folder;

  private CommandRun shell(String line) throws IOException, InterruptedException {
    return PackagedLauncher.shell(line, folder);
  }

  @Test
  void everyGoldenCaseAgrees() throws Exception {
    CommandRun run =
        shell(
            "padbridge verify --engine frameworks --format jsonl"
                + " \"$GOLDEN/pytorch.jsonl\" \"$GOLDEN/pytorch-corners.jsonl\"");
    assertThat(run.exitCode()).as(run.err()).isZero();
    // libtorch may have a remark of its own before it.
    assertThat(run.err()).endsWith("800 agree, 0 differ, 0 refused\n").doesNotContain("error");
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(800);
    assertThat(lines)
        .allMatch(
            line ->
                line.contains(",\"agree\":true,")
                    && line.contains(
                        "\"run by libtorch 2.10.0, TensorFlow 2.18.0 and ONNX Runtime 1.28.0\""));
  }

  @Test
  void aWrongAnswerIsFound() throws Exception {
    Path file = folder.resolve("case.json");
    Files.writeString(
        file,
        "{\"spec\": {\"op\": \"conv1d\", \"kernel_size\": 1, \"input_shape\": [1, 1, 2]},"
            + " \"x\": {\"shape\": [1, 1, 2], \"data\": [1, 2]},"
            + " \"weight\": {\"shape\": [1, 1, 1], \"data\": [3]},"
            + " \"bias\": null, \"y\": {\"shape\": [1, 1, 2], \"data\": [3, 7]}}");
    CommandRun run = shell("padbridge verify --engine frameworks '" + file + "'");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.out()).contains("y has 7, the plan gives 6");
  }

  @Test
  void theRuntimeIsTensorFlowsOwn() throws Exception {
    CommandRun run = shell("padbridge verify --engine=frameworks --runtime onednn " + LAYER);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("agree ")
        .endsWith(
            "run by libtorch 2.10.0, TensorFlow 2.18.0 with oneDNN and ONNX Runtime 1.28.0\n");
    CommandRun off =
        shell(
            "TF_ENABLE_ONEDNN_OPTS=0 padbridge verify --engine frameworks --runtime onednn "
                + LAYER);
    assertThat(off.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(off.out()).contains("TensorFlow 2.18.0 says: ", "dilation rates larger than 1");
  }

  @Test
  void aLayerThatTensorFlowHasNotIsRefused() throws Exception {
    CommandRun run =
        shell(
            "padbridge verify --engine frameworks"
                + " \"tf.nn.conv2d_transpose(x, w, [1, 9, 9, 2], 1, 'SAME', dilations=2)\""
                + " --weight-shape 3,3,2,2 --input-shape 1,9,9,2");
    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .contains("TensorFlow 2.18.0 will not run this layer: ", "--runtime onednn");
  }

  @Test
  void withoutItsFolderItSaysHowToGetIt() throws Exception {
    String lib = PackagedLauncher.HOME + "/lib/";
    CommandRun run =
        shell(
            ("java -cp '" + lib + "*:" + lib + "nd4j/*' io.github.padbridge.cli.Main")
                + " verify --engine frameworks "
                + LAYER);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .startsWith("error: libtorch, TensorFlow and ONNX Runtime cannot be started here")
        .contains("mvn -Pframeworks package")
        .doesNotContain("\tat ");
  }
}
