package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Telling layers with everything that is written for them, one folder a layer under {@code
 * testdata}. {@code mvn test -Dtest=GoldenFilesTest -Dgolden.update=true} writes the answers anew;
 * look at what changed.
 */
class GoldenFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/testdata");
  private static final String INPUT = "input.json";

  /** What each file holds: the command that wrote it. */
  private static final Map<String, List<String>> ANSWERS =
      Map.ofEntries(
          Map.entry("explanation.txt", List.of("explain")),
          Map.entry("picture.svg", List.of("explain", "--format", "svg")),
          Map.entry("plan.txt", List.of("translate", "--format", "text")),
          Map.entry("plan.json", List.of("translate", "--format", "json")),
          Map.entry("tensorflow.py", List.of("translate", "--format", "python")),
          Map.entry("keras.py", List.of("translate", "--format", "keras")),
          Map.entry(
              "tensorflow_auto.py",
              List.of("translate", "--format", "python", "--strategy", "auto")),
          Map.entry(
              "tensorflow_channels_last.py",
              List.of("translate", "--format", "python", "--data-format", "channels_last")),
          Map.entry("pytorch.py", List.of("translate", "--format", "pytorch")),
          Map.entry(
              "pytorch_channels_first.py",
              List.of("translate", "--format", "pytorch", "--data-format", "channels_first")),
          Map.entry("onnx.py", List.of("translate", "--format", "onnx")),
          Map.entry("jax.py", List.of("translate", "--format", "jax")),
          Map.entry(
              "jax_channels_last.py",
              List.of("translate", "--format", "jax", "--data-format", "channels_last")));

  /** An answer that the layer does not have has no file. */
  @Test
  void everyAnswerIsAsItWas() throws IOException {
    int answers = 0;
    for (Path layer : list(FOLDER)) {
      List<String> files = new ArrayList<>(List.of(INPUT));
      for (Map.Entry<String, List<String>> answer : new TreeMap<>(ANSWERS).entrySet()) {
        Path file = layer.resolve(answer.getKey());
        if (answer.getKey().equals("picture.svg") && layer.toString().contains("3d")) {
          continue;
        }
        String[] command =
            Stream.concat(answer.getValue().stream(), Stream.of(layer.resolve(INPUT).toString()))
                .toArray(String[]::new);
        CommandRun run = CommandRun.of(command);
        if (run.exitCode() == ExitCode.UNUSABLE && answer.getKey().endsWith(".py")) {
          assertThat(run.err())
              .matches(
                  "(?s)error: (strategy [a-z-]+ needs |a plan of |\\w+ cannot be written in Keras |chains are).*");
          continue;
        }
        assertThat(run.exitCode()).as("%s: %s", layer, run.err()).isEqualTo(ExitCode.OK);
        if (Boolean.getBoolean("golden.update")) {
          Files.writeString(file, run.out());
        }
        assertThat(run.out()).as("%s", file).isEqualTo(Files.readString(file));
        files.add(answer.getKey());
        answers++;
      }
      assertThat(list(layer))
          .as("%s holds no orphan", layer)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(files);
    }
    assertThat(answers).isEqualTo(763);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
