package io.github.padbridge.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.CommandRun;
import io.github.padbridge.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole modules of many layers, some of which are refused. {@code mvn test -Dtest=ModuleWriterTest
 * -Dgolden.update=true} writes them anew; look at what changed.
 */
class ModuleWriterTest {
  private static final Path FOLDER = Path.of("src/test/resources/modules");
  private static final String LAYERS = FOLDER.resolve("layers.jsonl").toString();
  private static final String REFUSED = "{\"id\": 1, \"op\": \"conv1d\", \"kernel_size\": 0}\n";

  @ParameterizedTest
  @CsvSource({
    "python.py, --format python, 13",
    "python_auto_channels_last.py, --format python --strategy auto --data-format channels_last, 13",
    "python_zero_insert_channels_last.py, --format python --strategy zero-insert --data-format channels_last, 6",
    "keras.py, --format keras, 8",
    "onnx.py, --format onnx, 13",
    "pytorch.py, --format pytorch, 13",
    "pytorch_channels_first.py, --format pytorch --data-format channels_first, 13",
    "jax.py, --format jax, 13",
    "jax_channels_last.py, --format jax --data-format channels_last, 13",
  })
  void everyModuleIsAsItWas(String name, String options, int functions) throws IOException {
    Path file = FOLDER.resolve(name);
    String[] command =
        Stream.concat(Stream.of("translate", LAYERS), Stream.of(options.split(" ")))
            .toArray(String[]::new);
    CommandRun run = CommandRun.of(command);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, run.out());
    }
    assertThat(run.out()).isEqualTo(Files.readString(file));
    List<String> lines = run.out().lines().toList();
    List<String> table = lines.subList(lines.indexOf("LAYERS = {") + 1, lines.size() - 1);
    assertThat(table).filteredOn(line -> line.startsWith("    \"")).hasSize(functions);
    assertThat(table).filteredOn(line -> line.startsWith("    # ")).hasSize(15 - functions);
  }

  @Test
  void withoutALayerThereIsNoModule(@TempDir Path folder) throws IOException {
    for (String format : List.of("python", "keras", "pytorch", "onnx", "jax")) {
      CommandRun run = CommandRun.withInput(REFUSED, "translate", "-", "--format", format);
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.err()).startsWith("error: ");
      assertThat(run.out()).isEmpty();
      Path file = folder.resolve(format + ".py");
      CommandRun.withInput(REFUSED, "translate", "-", "--format", format, "-o", file.toString());
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void noCommentLeavesItsLine() {
    String spec = ", \"op\": \"conv1d\", \"kernel_size\": ";
    CommandRun run =
        CommandRun.withInput(
            "{\"id\": \"a\\nimport os\\u2028\\u202e\"" + spec + "0}\n{\"id\": 2" + spec + "1}\n",
            "translate",
            "-",
            "--format",
            "python");
    assertThat(run.out())
        .contains("\n    # not translated: \"a\\x0aimport os\\U00002028\\U0000202e\": kernel_size ")
        .doesNotContain("\nimport os");
  }
}
