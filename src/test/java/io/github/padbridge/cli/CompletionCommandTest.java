package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {
  @TempDir Path folder;

  @Test
  void theScriptIsTheSameForBothShellsAndAtAnyHour() {
    CommandRun bash = CommandRun.of("completion", "bash");
    assertThat(bash.exitCode()).isZero();
    assertThat(CommandRun.of("completion", "zsh").out()).isEqualTo(bash.out());
    assertThat(CommandRun.of("completion", "fish").err())
        .startsWith("error: ")
        .contains("bash, zsh");
  }

  @ParameterizedTest
  @CsvSource({
    "'tra', 'translate'",
    "'explain --form', '--format'",
    "'explain --format s', 'svg'",
    "'translate --strategy-', ''",
    "'verify --max', '--max-memory'",
  })
  void bashCompletes(String typed, String completed) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
    Path script = folder.resolve("completion");
    Files.writeString(script, CommandRun.of("completion", "bash").out());
    String line =
        "source '"
            + script
            + "'; COMP_WORDS=(padbridge "
            + typed
            + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_padbridge 2> /dev/null;"
            + " printf '%s' \"${COMPREPLY[*]}\"";
    Process bash = new ProcessBuilder(List.of("/bin/bash", "--norc", "-c", line)).start();
    bash.getOutputStream().close();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answer.strip()).isEqualTo(completed);
  }
}
