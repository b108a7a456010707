package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.proof.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
  private static final String CASE =
      "{\"id\": \"%s\", \"spec\": {\"op\": \"conv1d\", \"kernel_size\": 1, \"bias\": false},"
          + " \"x\": {\"shape\": [1, 1, 2], \"data\": [1, 2]}, \"weight\": {\"shape\": [1, 1, 1], \"data\": [3]},"
          + " \"y\": {\"shape\": [1, 1, 2], \"data\": [%s]}}\n";
  private static final String AGREES = CASE.formatted("agrees", "3, 6");
  private static final String DIFFERS = CASE.formatted("differs", "3, 7");
  private static final String REFUSED = "{\"id\": \"refused\", \"op\": \"conv1d\"}\n";

  private static CommandRun verify(String input, String... more) {
    return CommandRun.withInput(
        input, Stream.concat(Stream.of("verify", "-"), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void theExitCodeIsTheWorstThatHappened() {
    assertThat(verify(AGREES).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(verify(AGREES + DIFFERS + AGREES).exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(verify(DIFFERS + REFUSED).exitCode()).isEqualTo(ExitCode.UNUSABLE);
  }

  @Test
  void jsonLinesHoldTheWholeReport() {
    CommandRun run =
        verify(
            AGREES
                + DIFFERS
                + REFUSED
                + "{\"id\": 4, \"op\": \"conv1d\", \"out_channels\": 1, \"kernel_size\": 2, \"input_shape\": [1, 1, 5]}\n",
            "--format",
            "jsonl");
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .startsWith(
            "{\"id\":\"agrees\",\"agree\":true,\"elements\":2,\"max_abs_diff\":0,\"first_difference\":null,\"seed\":null,\"draws\":0,\"miss_probability\":null,");
    assertThat(lines.get(1))
        .startsWith(
            "{\"id\":\"differs\",\"agree\":false,\"elements\":2,\"max_abs_diff\":1,\"first_difference\":{\"index\":[0,0,1],\"expected\":7,\"actual\":6},");
    assertThat(lines.get(2))
        .startsWith(
            "{\"id\":\"refused\",\"error\":{\"message\":\"kernel_size is missing\",\"pointer\":\"\",");
    assertThat(lines.get(3))
        .contains(
            "\"agree\":true,\"elements\":4,\"max_abs_diff\":0,\"first_difference\":null,\"seed\":20240229,\"draws\":");
    assertThat(run.err()).isEqualTo("2 agree, 1 differ, 1 refused\n");
  }

  @Test
  void textSaysWhatDiffersAndWhere() {
    CommandRun run = verify(DIFFERS);
    assertThat(run.out())
        .isEqualTo(
            """
            DIFFERS  differs: conv1d (1, 1, 2) -> (1, 1, 2)
                     1 of 2 elements differ, the largest by 1; first at [0, 0, 1]: y has 7, the plan gives 6
            """);
  }

  @Test
  void theSeedChoosesTheDrawsAndIsReported() {
    String[] layer = {
      "verify",
      "conv1d",
      "--kernel-size",
      "3",
      "--input-shape",
      "1,1,9",
      "--seed",
      "77",
      "--draws",
      "5",
      "--format",
      "jsonl"
    };
    CommandRun run = CommandRun.of(layer);
    assertThat(run.out()).contains("\"seed\":77,\"draws\":5,");
    assertThat(CommandRun.of(layer).out()).isEqualTo(run.out());
  }

  @Test
  void tolerancesCompareReals() {
    CommandRun run =
        CommandRun.of(
            "verify",
            "conv1d",
            "--kernel-size",
            "3",
            "--input-shape",
            "1,1,9",
            "--dtype",
            "float32");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("within tolerance on 1 random draw")
        .contains("largest difference");
    CommandRun strict =
        CommandRun.of(
            "verify",
            "conv1d",
            "--kernel-size",
            "99",
            "--input-shape",
            "1,1,400",
            "--dtype",
            "float32",
            "--rtol",
            "0",
            "--atol",
            "1e-12");
    assertThat(strict.exitCode()).isEqualTo(ExitCode.DIFFERS);
  }

  @Test
  void everyExampleAgrees() throws IOException {
    int layers = 0;
    try (Stream<Path> files = Files.list(Path.of("examples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        CommandRun run = CommandRun.of("verify", file.toString(), "--format", "jsonl");
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
        for (JsonRecord record : TestData.parsed(run.out())) {
          assertThat(((JsonObject) record.require()).fields().get("agree").quoted())
              .isEqualTo("true");
          layers++;
        }
      }
    }
    assertThat(layers).isEqualTo(22);
  }

  @Test
  void everyStrategyThatAppliesIsProven() {
    String[] layer = {
      "verify",
      "conv_transpose2d",
      "--out-channels",
      "2",
      "--kernel-size",
      "4",
      "--stride",
      "2",
      "--padding",
      "1",
      "--groups",
      "2",
      "--input-shape",
      "1,2,5,5",
      "--strategy",
      "all"
    };
    CommandRun text = CommandRun.of(layer);
    assertThat(text.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(text.out().lines())
        .extracting(line -> line.substring(0, 22).stripTrailing())
        .containsExactly(
            "agree    pad-slice",
            "-        explicit",
            "agree    same",
            "agree    zero-insert",
            "-        keras");
    CommandRun json =
        CommandRun.of(
            Stream.concat(Stream.of(layer), Stream.of("--format", "jsonl")).toArray(String[]::new));
    assertThat(json.out().lines()).hasSize(1);
    assertThat(json.out())
        .contains("\"agree\":true,\"elements\":200,")
        .contains(
            "{\"strategy\":\"explicit\",\"applies\":false,\"reason\":\"needs groups 1 in a transposed convolution (got 2)\"}")
        .contains("{\"strategy\":\"same\",\"applies\":true,\"agree\":true}");
  }

  @Test
  void aStrategyThatDoesNotApplyIsRefused() {
    for (String command : List.of("translate", "verify")) {
      CommandRun run =
          CommandRun.of(
              command,
              "conv1d",
              "--kernel-size",
              "3",
              "--input-shape",
              "1,1,9",
              "--strategy",
              "explicit");
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.err())
          .startsWith(
              "error: strategy explicit needs two spatial axes (got conv1d)\n  --> command line\n");
      CommandRun unknown =
          CommandRun.of(command, "conv1d", "--kernel-size", "3", "--strategy", "explict");
      assertThat(unknown.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(unknown.err())
          .startsWith("error: there is no strategy 'explict'\n  help: did you mean 'explicit'?");
    }
  }

  /** SAME fits an input of 9, the size that would be chosen, and not one of 10. */
  @Test
  void aStrategyIsNotProvenAtSizesItNeedsToKnow() {
    String[] layer = {
      "conv1d", "--kernel-size", "2", "--stride", "3", "--padding", "0", "--strategy", "same"
    };
    for (String shape : List.of("1,1,?", "1,1,10", "1,1,9")) {
      String[] command =
          Stream.concat(
                  Stream.of("verify"),
                  Stream.concat(Stream.of(layer), Stream.of("--input-shape", shape)))
              .toArray(String[]::new);
      assertThat(CommandRun.of(command).exitCode())
          .as(shape)
          .isEqualTo(shape.endsWith("9") ? ExitCode.OK : ExitCode.UNUSABLE);
    }
  }

  @Test
  void anEngineThatIsNotHereIsRefusedWithTheWayToGetIt() {
    CommandRun unknown =
        CommandRun.of("verify", "conv1d", "--kernel-size", "3", "--engine", "torch");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(unknown.err()).contains("--engine must be one of nd4j, frameworks (got 'torch')");
    assumeTrue(ServiceLoader.load(Engine.class).findFirst().isEmpty(), "they are not here");
    CommandRun missing =
        CommandRun.of("verify", "conv1d", "--kernel-size", "3", "--engine", "frameworks");
    assertThat(missing.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(missing.err())
        .contains(
            "this distribution has no libtorch, TensorFlow and ONNX Runtime",
            "mvn -Pframeworks package");
    assertThat(missing.out()).isEmpty();
  }

  private static final String[] TWO_FRAMEWORKS = {
    "verify",
    "nn.Conv2d(3,64,3,stride=2,padding=1)",
    "keras.layers.Conv2D(64,3,strides=2,padding=\"same\")"
  };

  private static String[] twoFrameworks(String... more) {
    return Stream.concat(Arrays.stream(TWO_FRAMEWORKS), Arrays.stream(more)).toArray(String[]::new);
  }

  /** "2 agree" would be read as an agreement of the two. */
  @Test
  void layersOfTwoFrameworksAreSaidNotToBeComparedWithEachOther() {
    String note = "To compare two layers: padbridge compare LEFT RIGHT";
    CommandRun text = CommandRun.of(twoFrameworks());
    assertThat(text.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(text.out())
        .contains("note: verify checks each layer against its own translation", note);
    for (String format : List.of("json", "jsonl")) {
      CommandRun run = CommandRun.of(twoFrameworks("--format", format));
      assertThat(run.err()).contains(note);
      assertThat(run.out()).doesNotContain(note);
    }
    CommandRun one = CommandRun.of("verify", "nn.Conv1d(2, 3, 3)", "nn.MaxPool1d(3)");
    assertThat(one.out() + one.err()).doesNotContain(note);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "translate", "explain"})
  void oneInputShapeIsNotReadInTwoLayouts(String command) {
    String[] arguments = twoFrameworks("--input-shape", "1,3,24,24");
    arguments[0] = command;
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).contains("(1, 3, 24, 24)");
    assertThat(run.err())
        .contains(
            "error: one --input-shape cannot have two layouts: (1, 3, 24, 24) is NCHW for the"
                + " PyTorch layer before this one, and NHWC for this TensorFlow layer");
    CommandRun sameLayout =
        CommandRun.of(
            command, "nn.Conv2d(3, 4, 3)", "nn.MaxPool2d(2)", "--input-shape", "1,3,24,24");
    assertThat(sameLayout.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void oneInputShapeForAFileOfTwoLayoutsIsRefusedForTheSecond() {
    String records =
        """
        {"op": "tf.nn.max_pool2d", "kernel_size": 2, "strides": 2, "padding": "SAME"}
        {"op": "max_pool2d", "kernel_size": 2}
        {"op": "tf.nn.max_pool2d", "kernel_size": 3, "strides": 2, "padding": "SAME"}
        """;
    CommandRun run =
        CommandRun.withInput(
            records, "translate", "-", "--format", "jsonl", "--input-shape", "1,8,8,3");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out().lines())
        .extracting(line -> line.contains("cannot have two layouts"))
        .containsExactly(false, true, false);
  }
}
