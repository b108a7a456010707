package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code padbridge help}. */
class HelpCommandTest {
  @Test
  void itHelpsWithEveryCommandThatItNames() {
    CommandRun help = CommandRun.of("help");
    assertThat(help).isEqualTo(CommandRun.of("--help"));
    List<String> names =
        Pattern.compile("(?m)^  ([a-z]+)  ")
            .matcher(help.out().replaceAll("(?s)\nTopics.*", ""))
            .results()
            .map(r -> r.group(1))
            .toList();
    assertThat(names).hasSize(13).contains("help", "translate", "completion");
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
        .isEqualTo(
            """
            error: there is no command or topic 'nosuch'
              help: padbridge help lists the commands and topics
            """);
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
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).isEqualTo(CommandRun.of("--help").out());
  }

  @Test
  void aLayerInThePlaceOfACommandIsToldWithTheCommandToType() {
    String layer = "nn.Conv2d(3,64,3)";
    assertThat(CommandRun.of(layer, "--format", "keras"))
        .isEqualTo(
            new CommandRun(
                ExitCode.UNUSABLE,
                "",
                """
                error: a command is missing before 'nn.Conv2d(3,64,3)'
                  help: padbridge translate 'nn.Conv2d(3,64,3)' --format keras
                """));
    assertThat(CommandRun.of(layer, "layers.Conv2D(64, 3)").err())
        .endsWith("\n  help: padbridge compare 'nn.Conv2d(3,64,3)' 'layers.Conv2D(64, 3)'\n");
    assertThat(CommandRun.of("README.md").err())
        .endsWith("\n  help: padbridge translate README.md\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "translate conv1d --srtide 2 | did you mean --stride?",
        "translate conv1d --kernel 2 | did you mean --kernel-size?",
        "--qiet translate conv1d | did you mean --quiet?",
        "compare a(1) b(1) --strategy same | translate, explain, verify and scan have it",
        "translate a(1) --junit-xml x | compare, verify and diagnose have it",
        "translate a(1) --unfold | matrix has it",
        "verify a(1) --nosuch | padbridge verify --help",
        "verify a(1) -x | padbridge verify --help",
      })
  void anOptionThatACommandHasNot(String command, String hint) {
    CommandRun run = CommandRun.of(command.split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains(" has no option '-").endsWith("\n  help: " + hint + "\n");
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
