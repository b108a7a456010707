package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code padbridge help}. */
class HelpCommandTest {
  @Test
  void itHelpsWithEveryCommandThatItNames() {
    CommandRun help = CommandRun.of("help");
    assertThat(help).isEqualTo(CommandRun.of("--help"));
    List<String> names =
        Pattern.compile("(?m)^  ([a-z]+)  ")
            .matcher(help.out().split("\nTopics", 2)[0])
            .results()
            .map(r -> r.group(1))
            .toList();
    assertThat(names).hasSize(11).contains("help", "translate", "completion");
    for (String name : names) {
      CommandRun run = CommandRun.of("help", name);
      assertThat(run).isEqualTo(CommandRun.of(name, "--help"));
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("Usage: padbridge " + name + " ");
    }
  }

  @Test
  void aCommandThatThereIsNot() {
    assertThat(CommandRun.of("help", "transate"))
        .isEqualTo(
            new CommandRun(
                ExitCode.UNUSABLE,
                "",
                "error: there is no command or topic 'transate'\n  help: did you mean 'translate'?\n"));
    CommandRun far = CommandRun.of("help", "nosuch");
    assertThat(far.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(far.err())
        .startsWith(
            "error: there is no command or topic 'nosuch'\n  help: known here: help, compare, translate, ")
        .contains(", completion, comparing, layers, ");
    assertThat(CommandRun.of("help", "spec").err())
        .isEqualTo("error: there is no command or topic 'spec'\n  help: did you mean 'specs'?\n");
  }

  @Test
  void aCommandThatThereIsNotIsToldWithTheOneThatWasMeant() {
    assertThat(CommandRun.of("transate", "conv1d"))
        .isEqualTo(
            new CommandRun(
                ExitCode.UNUSABLE,
                "",
                "error: there is no command 'transate'\n  help: did you mean 'translate'?\n"));
    CommandRun none = CommandRun.of();
    assertThat(none.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(none.err())
        .startsWith("error: a command is missing: help, compare, translate, verify, ");
  }

  @Test
  void aCommandBehindTwoDashes() {
    CommandRun run = CommandRun.of("--", "verify");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .isEqualTo(
            """
            error: 'verify' after -- is not a command
              help: run padbridge verify without --
            """);
  }
}
