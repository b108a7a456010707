package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.output.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The examples in the help, run as they stand. */
class HelpExamplesTest {
  private static final String MODEL =
      """
      Net(
        (conv): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))
        (pool): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
      )
      """;

  /** The files that the examples read. */
  private static final Map<String, String> FILES =
      Map.of(
          "pytorch.py", "nn.Conv2d(3, 8, 3, stride=2, padding=1)\n",
          "port.py", "keras.layers.Conv2D(8, 3, strides=2, padding=\"same\")\n",
          "pairs.jsonl",
              "{\"left\": \"nn.Conv2d(3, 8, 3)\", \"right\": \"keras.layers.Conv2D(8, 3)\"}\n",
          "layers.jsonl",
              "{\"op\": \"conv1d\", \"in_channels\": 2, \"out_channels\": 2, \"kernel_size\": 3}\n",
          "model.py", "conv = nn.Conv2d(3, 8, 3, padding=1)\n",
          "model.txt", MODEL,
          "model.pt2", MODEL,
          "port.keras", MODEL);

  /** Files of tensors of the layers in the examples. */
  private static final Path TENSORS = Path.of("src/test/resources/tensors/examples");

  private static final Pattern COMMAND = Pattern.compile("padbridge ([^|)]*(?:\\)[^|)]*)*)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|[^ ]+");

  @TempDir Path folder;

  @Test
  void everyExampleRuns() throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    for (String name : List.of("net.pt2", "net.safetensors", "net.txt")) {
      Files.copy(Path.of("src/test/resources/weights", name), folder.resolve(name));
    }
    try (Stream<Path> tensors = Files.list(TENSORS)) {
      for (Path file : tensors.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    CommandLine all =
        Main.commandLine(
            new Console(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err));
    List<CommandLine> commands = new ArrayList<>(all.getSubcommands().values());
    commands.add(all);
    int examples = 0;
    for (CommandLine command : commands) {
      String[] footer = command.getCommandSpec().usageMessage().footer();
      for (String line : footer) {
        if (line.startsWith("  ")) {
          run(line.strip());
          examples++;
        }
      }
      if (!command.getCommandName().equals("help")) {
        assertThat(footer).as(command.getCommandName()).hasSizeBetween(5, 6);
      }
    }
    assertThat(examples).isEqualTo(47);
  }

  private void run(String example) {
    Matcher command = COMMAND.matcher(example.replaceFirst("^source <\\((.*)\\)$", "$1"));
    assertThat(command.find()).as(example).isTrue();
    String[] words =
        WORD.matcher(command.group(1).strip())
            .results()
            .map(word -> word.group(1) == null ? inFolder(word.group()) : word.group(1))
            .toArray(String[]::new);
    CommandRun run = CommandRun.withInput(MODEL, words);
    assertThat(run.exitCode()).as(example + run.err()).isIn(ExitCode.OK, ExitCode.DIFFERS);
    assertThat(run.err()).as(example).doesNotContain("error:");
  }

  private String inFolder(String word) {
    return word.matches("[a-z]+\\.[a-z0-9]+") ? folder.resolve(word).toString() : word;
  }
}
