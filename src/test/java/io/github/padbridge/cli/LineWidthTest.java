package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.output.Terminal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of answers fit the terminal, and are as they always are elsewhere. */
class LineWidthTest {
  private static final String MODEL =
      """
      Net(
        (convolution): Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3))
        (pool): MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=True)
      )
      """;

  /** Command lines whose answers have long lines, of which none is code. */
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("explain", "nn.Conv2d(4, 8, 3, padding=1, stride=2, dilation=2)"),
          List.of("explain", "nn.ConvTranspose2d(4, 8, 3, padding=1, stride=2)"),
          List.of("explain", "tf.nn.conv2d(x, w, 2, 'SAME')", "--weight-shape", "3,3,4,8"),
          List.of("translate", "nn.Conv2d(8, 4, 4, 2, 1, groups=2, padding_mode='circular')"),
          List.of("verify", "nn.Conv2d(4, 8, 3, padding=1, stride=2, dilation=2)"),
          List.of("verify", "nn.Conv1d(4, 8, 3, padding=1)", "--strategy", "all"),
          List.of("scan", "-", "--verify"),
          List.of("matrix", "nn.Conv1d(1, 1, 3, padding=1)", "--input-shape", "1,1,9"),
          List.of("matrix", "nn.Conv1d(1, 1, 3)", "--input-shape", "1,1,9", "--verify"),
          List.of(
              "compare",
              "nn.Conv2d(3, 8, 3, stride=2, padding=1)",
              "keras.layers.Conv2D(8, 3, 2, 'same')"),
          List.of("pad", "--rank", "4", "F.pad(x, (1, 2, 0, 3))"));

  @AfterEach
  void noTerminal() {
    System.clearProperty(Terminal.PROPERTY);
  }

  private static String run(List<String> command, int columns) {
    CommandRun run =
        CommandRun.with(
            Map.of("COLUMNS", "" + columns, "NO_COLOR", "1"),
            MODEL,
            command.toArray(String[]::new));
    assertThat(run.out()).as(run.err()).isNotEmpty();
    return run.out();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80})
  void everyLineFitsTheTerminal(int columns) {
    for (List<String> command : COMMANDS) {
      System.clearProperty(Terminal.PROPERTY);
      String piped = run(command, columns);
      System.setProperty(Terminal.PROPERTY, "out");
      assertThat(run(command, columns).lines())
          .as("%s", command)
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
      assertThat(piped.lines()).as("%s", command).anyMatch(line -> line.length() > 60);
    }
  }
}
