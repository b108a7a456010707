package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Verdicts, errors and headings are coloured in every command, and nothing else changes. */
class ColoursTest {
  private static final String GOOD = "\u001B[1;32m";
  private static final String BAD = "\u001B[1;31m";
  private static final String WARNING = "\u001B[1;33m";
  private static final String HINT = "\u001B[36m";
  private static final String HEADING = "\u001B[1m";

  private static final String CONV = "nn.Conv2d(1, 1, 3, 2, 1)";

  @TempDir Path folder;

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(BAD + "DIFFER", "compare;" + CONV + ";layers.Conv2D(1, 3, 2, 'same')"),
        Arguments.of(GOOD + "EQUAL", "compare;nn.Conv1d(1, 1, 3);layers.Conv1D(1, 3)"),
        Arguments.of(GOOD + "agree", "verify;nn.Conv1d(1, 1, 3)"),
        Arguments.of(GOOD + "agree", "matrix;nn.Conv1d(1, 1, 3);--input-shape;1,1,5;--verify"),
        Arguments.of(HEADING + "TensorFlow plan, pad-slice:", "translate;" + CONV),
        Arguments.of(WARNING + "Warning:", "translate;" + CONV),
        Arguments.of(HEADING + "What it computes", "explain;" + CONV),
        Arguments.of(HEADING + "Axes H and W, drawn at H_in = W_in = 6", "explain;" + CONV),
        Arguments.of(HEADING + "op ", "table;conv1d;--kernel-size;3;--input-size;8"),
        Arguments.of(HEADING + "     step ", "translate;" + CONV),
        Arguments.of(HEADING + "Sizes", "explain;" + CONV),
        Arguments.of(HEADING + "Legend", "explain;" + CONV),
        Arguments.of(HEADING + "  axis  NCL ", "pad;--table"),
        Arguments.of(HEADING + "  notation ", "pad;--rank;4;F.pad(x, (1, 2, 0, 3))"),
        Arguments.of(HEADING + "Vocoder: 6 convolutions", "scan;examples/vocoder.txt"),
        Arguments.of(HEADING + "  layer ", "scan;examples/vocoder.txt"),
        Arguments.of(HEADING, "help;paddings"),
        Arguments.of(
            HEADING + "In TensorFlow, with data in ",
            "translate;nn.Sequential(nn.Conv1d(1, 2, 3), nn.MaxPool1d(2))"),
        Arguments.of(WARNING + "Note:", "pad;--rank;4;F.pad(x, (1, 2, 0, 3))"));
  }

  private static CommandRun run(Map<String, String> environment, String command, String... more) {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(";", -1)));
    words.addAll(List.of(more));
    return CommandRun.with(environment, "", words.toArray(String[]::new));
  }

  private static String plain(String text) {
    return withoutLegend(text.replaceAll("\u001B\\[[0-9;]*m", ""));
  }

  /** Kinds of elements that only a colour tells apart share an entry of the legend without it. */
  private static String withoutLegend(String text) {
    return text.replaceFirst("\nLegend\n(?:  .*\n)+", "\nLegend\n");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void verdictsAndHeadings(String coloured, String command) {
    CommandRun usual = run(Map.of(), command);
    assertThat(usual.out() + usual.err()).doesNotContain("\u001B");
    CommandRun always = run(Map.of("NO_COLOR", "1"), command, "--color", "always");
    assertThat(always.out()).contains(coloured);
    assertThat(plain(always.out())).isEqualTo(withoutLegend(usual.out()));
    assertThat(plain(always.err())).isEqualTo(usual.err());
    assertThat(run(Map.of("CLICOLOR_FORCE", "1"), command)).isEqualTo(always);
    assertThat(run(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"), command)).isEqualTo(usual);
    assertThat(run(Map.of("CLICOLOR_FORCE", "1"), command, "--color", "never")).isEqualTo(usual);
  }

  @Test
  void errors() {
    CommandRun run = run(Map.of(), "verify;nn.Conv1d(1, 1, 3, stride=0)", "--color", "always");
    assertThat(run.err()).startsWith(BAD + "error:").contains("  " + HINT + "-->");
    CommandRun usage = run(Map.of("CLICOLOR_FORCE", "1"), "verify;--nosuch;a(1)");
    assertThat(usage.err()).startsWith(BAD + "error:").contains("  " + HINT + "help:");
  }

  @Test
  void machineReadableAnswersHaveNone() {
    for (String format : new String[] {"json", "jsonl", "csv", "markdown", "python", "keras"}) {
      assertThat(run(Map.of(), "translate;" + CONV, "--format", format, "--color", "always").out())
          .isNotEmpty()
          .doesNotContain("\u001B");
    }
  }

  @Test
  void inputBringsNone() {
    String red = "\u001B[31m";
    CommandRun run =
        CommandRun.with(
            Map.of("CLICOLOR_FORCE", "1"),
            "{\"id\": \"a\\u001b[31mDIFFERS\", \"op\": \"conv1d\", \"kernel_size\": 3}\n",
            "translate",
            "-");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).doesNotContain(red).contains("DIFFERS");
  }

  @Test
  void aFileHasThemOnlyAlways() throws Exception {
    Path file = folder.resolve("answer.txt");
    run(Map.of(), "translate;" + CONV, "-o", file.toString());
    assertThat(Files.readString(file)).doesNotContain("\u001B");
    run(Map.of(), "translate;" + CONV, "-o", file.toString(), "--color", "always");
    assertThat(Files.readString(file)).contains("\u001B");
  }
}
