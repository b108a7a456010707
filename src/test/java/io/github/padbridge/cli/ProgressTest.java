package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Progress;
import io.github.padbridge.cli.output.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Long work shows its progress on a terminal, and leaves nothing of it there. */
class ProgressTest {
  private static final String LAYER =
      "{\"op\": \"conv1d\", \"kernel_size\": 3, \"in_channels\": 1,";

  @AfterEach
  void noTerminal() {
    System.clearProperty(Terminal.PROPERTY);
    System.clearProperty(Progress.DELAY_PROPERTY);
  }

  /** Input whose end comes late, as from a program that is not done. */
  private static final class Slow extends FilterInputStream {
    Slow(String text) {
      super(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      if (read < 0) {
        try {
          Thread.sleep(1500);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return read;
    }
  }

  private static CommandRun run(String input, List<String> command) {
    return run(new Slow(input), command);
  }

  private static CommandRun run(InputStream input, List<String> command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            input,
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("COLUMNS", "80", "NO_COLOR", "1"));
    int exitCode = Main.run(console, command.toArray(String[]::new));
    return new CommandRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static String model() {
    return IntStream.range(0, 150)
        .mapToObj(
            i -> "  (c" + i + "): Conv2d(2, " + (i + 1) + ", kernel_size=(3, 3), stride=(1, 1))\n")
        .collect(Collectors.joining("", "Net(\n", ")\n"));
  }

  static Stream<Arguments> commands() {
    String layers = LAYER + "\"out_channels\": 1}\n" + LAYER + "\"out_channels\": 2}\n";
    String shaped = LAYER + "\"out_channels\": 1, \"input_shape\": [1, 1, 8]}\n";
    String pairs = "{\"left\": \"nn.Conv1d(1, 1, 3)\", \"right\": \"nn.Conv1d(1, 1, 5)\"}\n";
    return Stream.of(
        Arguments.of("verified", layers, List.of("verify", "-", "-j", "1")),
        Arguments.of("compared", pairs + pairs, List.of("compare", "-")),
        Arguments.of("translated", layers, List.of("translate", "-", "--format", "jsonl")),
        Arguments.of("translated", layers, List.of("translate", "-", "--format", "python")),
        Arguments.of("explained", layers, List.of("explain", "-")),
        Arguments.of("explained", layers, List.of("explain", "-", "--format", "html")),
        Arguments.of("verified", shaped, List.of("matrix", "-", "--verify")),
        Arguments.of("written", shaped, List.of("matrix", "-", "--format", "jsonl")),
        Arguments.of("scanned", model(), List.of("scan", "-", "--verify")),
        Arguments.of(
            "proven",
            "",
            List.of(
                "table", "conv2d", "--kernel-size", "1..5", "--input-size", "5..194", "--verify")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyLongCommandShowsIt(String task, String input, List<String> command) {
    CommandRun without = run(input, command);
    System.setProperty(Terminal.PROPERTY, "err");
    System.setProperty(Progress.DELAY_PROPERTY, "0");
    CommandRun with = run(input, command);
    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.exitCode()).isEqualTo(without.exitCode());
    assertThat(with.err()).contains("\r" + task + " ").doesNotContain("? layers/s", "? rows/s");
    assertThat(staying(with.err())).isEqualTo(without.err());

    List<String> quiet = new ArrayList<>(command);
    quiet.add("--quiet");
    CommandRun silent = run(input, quiet);
    assertThat(silent.out()).isEqualTo(without.out());
    assertThat(silent.err()).isEmpty();
  }

  @Test
  void theLengthOfATableIsKnown() {
    System.setProperty(Terminal.PROPERTY, "err");
    System.setProperty(Progress.DELAY_PROPERTY, "0");
    List<String> command =
        List.of("table", "conv2d", "--kernel-size", "1..5", "--input-size", "5..194");
    assertThat(run(InputStream.nullInputStream(), command).err()).contains("/950 rows (");
  }

  /** What a terminal shows in the end. */
  private static String staying(String err) {
    StringBuilder stays = new StringBuilder();
    for (String line : err.split("(?<=\n)", 0)) {
      int cleared = line.lastIndexOf("\u001b[K");
      stays.append(line.substring(cleared < 0 ? 0 : cleared + 3));
    }
    return stays.toString();
  }

  @Test
  void aShortRunShowsNone() {
    System.setProperty(Terminal.PROPERTY, "err");
    CommandRun run = run(InputStream.nullInputStream(), List.of("translate", "nn.Conv1d(1, 1, 3)"));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void quietLeavesOutNotesAndSummaryButNoError() {
    String line = LAYER + "\"out_channels\": 1}\n";
    CommandRun usual = CommandRun.withInput(line + line + "{}\n", "verify", "-");
    assertThat(usual.err()).contains("error: ").endsWith("2 agree, 0 differ, 1 refused\n");
    CommandRun quiet = CommandRun.withInput(line + line + "{}\n", "verify", "-", "-q");
    assertThat(quiet.out()).isEqualTo(usual.out());
    assertThat(quiet.exitCode()).isEqualTo(usual.exitCode());
    assertThat(quiet.err()).contains("error: ").doesNotContain("2 agree");
    String[] table = {"table", "conv1d", "--kernel-size", "3", "--input-size", "2,3"};
    assertThat(CommandRun.of(table).err()).startsWith("note: ");
    List<String> more = new ArrayList<>(List.of(table));
    more.add("-q");
    assertThat(CommandRun.of(more.toArray(String[]::new)).err()).isEmpty();
  }
}
