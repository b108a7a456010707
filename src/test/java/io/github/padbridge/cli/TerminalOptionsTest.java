package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalOptionsTest {
  @Test
  void coloursGoByTheUsualConventions() {
    Map<String, String> usual = Map.of("TERM", "xterm");
    assertThat(TerminalOptions.isColoured("auto", true, usual)).isTrue();
    assertThat(TerminalOptions.isColoured("auto", false, usual)).isFalse();
    assertThat(TerminalOptions.isColoured("always", false, usual)).isTrue();
    assertThat(TerminalOptions.isColoured("never", true, usual)).isFalse();
    assertThat(TerminalOptions.isColoured("auto", true, Map.of("TERM", "dumb"))).isFalse();
    assertThat(TerminalOptions.isColoured("auto", true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(TerminalOptions.isColoured("auto", true, Map.of("NO_COLOR", ""))).isTrue();
    assertThat(TerminalOptions.isColoured("always", true, Map.of("NO_COLOR", "1"))).isTrue();
    assertThat(TerminalOptions.isColoured("auto", false, Map.of("CLICOLOR_FORCE", "1"))).isTrue();
    assertThat(TerminalOptions.isColoured("auto", false, Map.of("CLICOLOR_FORCE", "0"))).isFalse();
  }

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
