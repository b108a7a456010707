package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.output.Terminal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in text fit the terminal, and are as they always are elsewhere. */
class TableWidthTest {
  private static final String MODEL =
      """
      Net(
        (backbone_with_a_long_name): Sequential(
          (convolution0): Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3))
          (pool): MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=True)
        )
        (up): ConvTranspose2d(64, 3, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1))
      )
      """;

  /** Command lines whose answers are tables or hold one. */
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("translate", "nn.Conv2d(3, 64, 7, stride=2, padding=3)"),
          List.of("translate", "nn.ConvTranspose3d(3, 64, 3, 2, 1)"),
          List.of("translate", "nn.MaxPool2d(3, 2, 1, ceil_mode=True)"),
          List.of("translate", "keras.layers.Conv2D(64, 3, 2, 'same')", "--input-shape", "1,8,8,3"),
          List.of("translate", "nn.ConvTranspose2d(8, 4, 4, 2)", "--strategy", "zero-insert"),
          List.of("scan", "-"),
          List.of("scan", "-", "--input-shape", "1,3,224,224"),
          List.of("pad", "--rank", "4", "F.pad(x, (1, 2, 0, 3))"),
          List.of("pad", "--layout", "NHWC", "tf.pad(x, [[0, 0], [0, 3], [1, 2], [0, 0]])"),
          List.of("pad", "--table"),
          List.of("table", "conv2d", "--kernel-size", "1..3", "--input-size", "224"),
          List.of("table", "conv3d", "--kernel-size", "3", "--input-size", "8", "--stride", "1,2"),
          List.of("table", "conv1d", "--kernel-size", "1..3", "--input-size", "2", "--invalid"),
          List.of(
              "table",
              "conv_transpose2d",
              "--kernel-size",
              "2x3",
              "--input-size",
              "5..7",
              "--verify"));

  @AfterEach
  void noTerminal() {
    System.clearProperty(Terminal.PROPERTY);
  }

  private static CommandRun run(List<String> command, int columns) {
    return CommandRun.with(
        Map.of("COLUMNS", "" + columns, "NO_COLOR", "1"), MODEL, command.toArray(String[]::new));
  }

  /** The tables of an answer: their first line is a line of titles, or the first of a row. */
  private static List<String> tables(String answer) {
    List<String> tables = new ArrayList<>();
    for (String paragraph : answer.split("\n\n", -1)) {
      String table = paragraph.replaceFirst("^\\w+ plan, .*:\n", "");
      String titles = table.lines().findFirst().orElse("");
      if (titles.matches(
              " {4,}step .*| *(layer|notation|axis|op|kernel_size|stride|input_size) {2,}.*")
          || table.matches("(?s) {2}\\S+( {2}\\S+)?\n {5}(numbers|PyTorch):.*")) {
        tables.add(table);
      }
    }
    return tables;
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120})
  void everyTableFitsTheTerminal(int columns) {
    System.setProperty(Terminal.PROPERTY, "out");
    int tables = 0;
    for (List<String> command : COMMANDS) {
      for (String table : tables(run(command, columns).out())) {
        assertThat(table.lines())
            .as("%s", command)
            .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        tables++;
      }
    }
    // Three of one command, one of each other.
    assertThat(tables).isEqualTo(COMMANDS.size() + 2);
  }

  @Test
  void tablesAreTheSameEverywhereElse() {
    int wide = 0;
    for (List<String> command : COMMANDS) {
      System.clearProperty(Terminal.PROPERTY);
      String piped = run(command, 60).out();
      wide += piped.lines().anyMatch(line -> line.length() > 60) ? 1 : 0;
      System.setProperty(Terminal.PROPERTY, "out");
      assertThat(run(command, 9999).out()).as("%s", command).isEqualTo(piped);
    }
    assertThat(wide).isEqualTo(COMMANDS.size());
  }

  @Test
  void wrappedCellsHoldTheSameText() {
    System.setProperty(Terminal.PROPERTY, "out");
    List<String> command = COMMANDS.get(0);
    String narrow = tables(run(command, 60).out()).get(0);
    String wide = tables(run(command, 9999).out()).get(0);
    assertThat(sorted(narrow)).isEqualTo(sorted(wide));
    assertThat(narrow.lines().count()).isGreaterThan(wide.lines().count());
  }

  private static String sorted(String text) {
    char[] characters = text.replaceAll("\\s", "").toCharArray();
    Arrays.sort(characters);
    return new String(characters);
  }

  @Test
  void whatIsLeftOutIsNamed() {
    System.setProperty(Terminal.PROPERTY, "out");
    String answer = run(COMMANDS.get(10), 60).out();
    assertThat(answer)
        .startsWith("kernel_size  output_size  tensorflow_padding\n")
        .contains("\n\nLeft out, since the terminal is narrow: op (always conv2d),");
    assertThat(answer.replaceAll("\\s+", " ")).contains("stride (always 1x1)", "F.pad", "tf.pad");
    assertThat(run(COMMANDS.get(12), 60).out()).contains("reason");
    assertThat(run(COMMANDS.get(13), 60).out()).contains("agree");
  }

  @Test
  void theAnswersOfATableStay() {
    System.setProperty(Terminal.PROPERTY, "out");
    List<String> one = List.of("table", "conv2d", "--kernel-size", "3", "--input-size", "7");
    List<String> proven = new ArrayList<>(one);
    proven.add("--verify");
    String answer = run(proven, 80).out();
    assertThat(answer.lines().findFirst().orElse(""))
        .startsWith("op      kernel_size")
        .contains("output_size")
        .endsWith("agree");
    assertThat(answer)
        .contains("true\n\nLeft out, since the terminal is narrow: ")
        .doesNotContain("reason");
    assertThat(run(one, 80).out()).contains("output_size");
    assertThat(run(proven, 20).out()).startsWith("output_size  agree\n5x5          true\n");
  }

  @Test
  void sentencesHaveRoom() {
    System.setProperty(Terminal.PROPERTY, "out");
    List<String> invalid =
        List.of("table", "conv1d", "--kernel-size", "1..5", "--input-size", "2,4", "--invalid");
    String answer = run(invalid, 80).out();
    assertThat(answer.lines().findFirst().orElse(""))
        .startsWith("kernel_size  input_size  output_size")
        .endsWith("reason");
    assertThat(answer).contains("  the kernel must not be larger than the\n");
  }

  @Test
  void anEmptyTableIsNotWritten() {
    CommandRun run = CommandRun.of("table", "conv1d", "--kernel-size", "9", "--input-size", "4");
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("note: the table is empty\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 60, 80})
  void noWordIsBroken(int columns) {
    List<List<String>> commands =
        List.of(
            List.of("pad", "--table"),
            List.of("translate", "nn.ConvTranspose3d(3, 64, 3, 2, 1, dilation=2)"),
            COMMANDS.get(2));
    for (List<String> command : commands) {
      System.clearProperty(Terminal.PROPERTY);
      List<String> words = List.of(run(command, columns).out().split("\\s+", -1));
      System.setProperty(Terminal.PROPERTY, "out");
      for (String table : tables(run(command, columns).out())) {
        String cells = table.replaceAll("(?m)^ {5}[a-z ]+:\\s", "");
        List<String> narrow = List.of(cells.split("\\s+", -1));
        assertThat(words).as("%s", command).containsAll(withoutTitles(narrow));
      }
    }
  }

  /** Titles of the form of a table that has a row for each notation. */
  private static List<String> withoutTitles(List<String> words) {
    return words.stream()
        .filter(word -> !word.isEmpty() && !word.matches("notation|places|[A-Z]:"))
        .map(word -> word.replaceFirst(";$", ""))
        .toList();
  }
}
