package io.github.padbridge.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.Main;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers and messages are in order where both streams go to the same place, as in a log. */
class ConsoleTest {
  private static final String RECORDS =
      """
      {"id":"a","op":"conv1d","kernel_size":3,"input_shape":[1,1,9]}
      {"id":"b","op":"conv1d","kernel_size":0,"input_shape":[1,1,9]}
      {"id":"c","op":"conv1d","kernel_size":3,"input_shape":[1,1,9]}
      {"id":"d","spec":{"op":"conv1d","kernel_size":3,"input_shape":[1,1,9]},"expected_output_shape":[1]}
      """;

  private static final String MODEL =
      """
      M(
        (a): Conv1d(1, 1, kernel_size=(3,), stride=(1,))
        (b): Conv1d(1, 1, kernel_size=(0,), stride=(1,))
        (c): Conv1d(1, 1, kernel_size=(3,), stride=(1,))
      )
      """;

  private static List<String> lines(String input, String... command) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new BufferedOutputStream(log, 1 << 16),
            new PrintStream(log, true, StandardCharsets.UTF_8));
    Main.run(console, command);
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static String kinds(List<String> lines) {
    return String.join(
        " ",
        lines.stream()
            .map(line -> line.replaceAll("^(agree|DIFFERS|error|::error|[0-9]+ agree).*", "$1"))
            .filter(line -> line.matches("agree|DIFFERS|error|::error|[0-9]+ agree"))
            .toList());
  }

  @Test
  void marksForGithubStandBehindTheirAnswers() {
    assertThat(kinds(lines(RECORDS, "verify", "-", "--github")))
        .isEqualTo("agree error ::error agree DIFFERS ::error 2 agree");
  }

  @Test
  void withoutMarks() {
    assertThat(kinds(lines(RECORDS, "verify", "-"))).isEqualTo("agree error agree DIFFERS 2 agree");
  }

  @ParameterizedTest
  @CsvSource({
    "translate -, Conv1d error Conv1d Conv1d",
    "explain -, Conv1d error Conv1d Conv1d",
    "matrix -, Conv1d error Conv1d Conv1d"
  })
  void refusalsStandWhereTheAnswersWould(String command, String order) {
    List<String> lines = lines(RECORDS, command.split(" "));
    assertThat(
            lines.stream()
                .filter(line -> line.startsWith("Conv1d(") || line.startsWith("error"))
                .map(line -> line.replaceAll("[(:].*", "")))
        .isEqualTo(List.of(order.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({"csv, a b c error", "tsv, a b c error", "markdown, | | | error"})
  void aTableIsNotTornApart(String format, String order) {
    List<String> lines = lines(MODEL, "scan", "-", "--format", format);
    assertThat(
            lines.stream()
                .skip(format.equals("markdown") ? 2 : 1)
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.substring(0, line.startsWith("error") ? 5 : 1)))
        .isEqualTo(List.of(order.split(" ")));
  }

  /** A line is one line whatever it holds, and is passed on whole. */
  @Test
  void messages() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    OutputStream answers = new BufferedOutputStream(log);
    PrintStream err = new PrintStream(log, true, StandardCharsets.UTF_8);
    MessageStream messages = new MessageStream(err, answers, Screen.of(Terminal.NONE, Map.of()));
    messages.print("be");
    messages.print("gun é");
    assertThat(log).hasToString("");
    messages.println("\u001b\n::a");
    messages.print("a\n::b\n");
    messages.print("c\r\n");
    messages.unchecked().print("::c\n");
    assertThat(log.toString(StandardCharsets.UTF_8))
        .isEqualTo("begun é\\u001b\\n::a\na\n\\u003a:b\nc\n::c\n");
    assertThat(
            Stream.of(
                new Console(System.in, answers, messages, Screen.of(Terminal.NONE, Map.of()))
                    .err()))
        .containsOnly(messages);
  }
}
