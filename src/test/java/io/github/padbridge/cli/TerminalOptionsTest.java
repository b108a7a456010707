package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalOptionsTest {
  @Test
  void aWordThatIsNoneOfThemIsRefused() {
    CommandRun run = CommandRun.of("explain", "nn.Conv1d(1, 1, 3)", "--color", "sometimes");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).startsWith("error: --color must be one of auto, always, never");
  }

  @Test
  void asciiIsAscii() {
    CommandRun run = CommandRun.of("explain", "nn.Conv1d(1, 1, 3, padding=1)", "--ascii");
    assertThat(run.out()).contains("\n  input   o x x x x x o  5, padded 1 + 1\n");
  }
}
