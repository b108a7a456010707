package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.shell.Shell;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CompletionCommandTest {
  @TempDir Path folder;
  private Path script;

  @BeforeEach
  void name() {
    script = folder.resolve("a script");
  }

  private String source(String shell) throws Exception {
    Files.writeString(script, CommandRun.of("completion", shell).out());
    return "source '" + script + "'";
  }

  private static List<String> words(String words) {
    return Pattern.compile(" ").splitAsStream(words).filter(word -> !word.isEmpty()).toList();
  }

  private static CommandLine all() {
    return Main.commandLine(
        new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err));
  }

  @Test
  void aScriptAShell() {
    for (Shell shell : Shell.values()) {
      CommandRun run = CommandRun.of("completion", shell.toString());
      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).isEqualTo(shell.script(all()));
    }
    assertThat(CommandRun.of("completion", "tcsh").err())
        .startsWith("error: ")
        .contains("bash, zsh, fish");
  }

  /** Of a command's part in a script. */
  @ParameterizedTest
  @CsvSource({
    "bash, 'function _picocli_padbridge_%s\\(\\) (?s:.*?)\n}\n', '''%s'''",
    "zsh, '\n        %s\\)\n(?s:.*?);;\n', '[)'']%s[=+\\[]'",
    "fish, '(complete -c padbridge -n ''__padbridge_command_is %s''.*\n)+', ' (-l|-s) %s '",
  })
  void everyOptionOfEveryCommandIsInEveryScript(String shell, String part, String name) {
    CommandLine all =
        Main.commandLine(
            new Console(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err));
    String whole = CommandRun.of("completion", shell).out();
    int names = 0;
    for (Map.Entry<String, CommandLine> command : all.getSubcommands().entrySet()) {
      List<String> parts =
          Pattern.compile(String.format(part, command.getKey()))
              .matcher(whole)
              .results()
              .map(found -> found.group())
              .toList();
      assertThat(parts).as(command.getKey()).hasSize(1);
      for (OptionSpec option : command.getValue().getCommandSpec().options()) {
        List<String> typed = new ArrayList<>(List.of(option.names()));
        if (option.negatable() && !shell.equals("bash")) {
          // Picocli, whose script bash has, does not complete what negates.
          typed.add(option.longestName().replaceFirst("--", "--no-"));
        }
        for (String word : typed) {
          String bare = shell.equals("fish") ? word.replaceFirst("--?", "") : word;
          assertThat(parts.get(0)).containsPattern(String.format(name, bare));
          names++;
        }
      }
    }
    assertThat(names).isGreaterThan(150);
  }

  @ParameterizedTest
  @CsvSource({
    "'padbridge tra', 'translate'",
    "'padbridge explain --form', '--format'",
    "'padbridge explain --format s', 'svg'",
    "'padbridge translate --strategy-', ''",
    "'padbridge verify --max', '--max-memory'",
    "'padbridge help sp', 'specs'",
  })
  void bashCompletes(String typed, String completed) throws Exception {
    Shells.assumeThereIs("bash");
    assertThat(Shells.bash(source("bash"), typed)).isEqualTo(words(completed));
  }

  @ParameterizedTest
  @CsvSource({
    "'padbridge tra', 'translate'",
    "'padbridge --stacktrace ver', 'verify'",
    "'padbridge explain --form', '--format'",
    "'padbridge explain --format ', 'html svg text'",
    "'padbridge explain --color ', 'always auto never'",
    "'padbridge scan --strategy z', 'zero-insert'",
    "'padbridge explain --format=s', 'svg'",
    "'padbridge verify --no-b', '--no-bias'",
    "'padbridge verify READ', 'README.md'",
    "'padbridge compare READ', 'README.md'",
    "'padbridge verify --junit-xml READ', 'README.md'",
    "'padbridge verify --atol READ', ''",
    "'padbridge pad READ', ''",
    "'padbridge help tr', 'translate'",
    "'padbridge help sp', 'specs'",
    "'padbridge schema table --v', '--version'",
    "'padbridge completion ', 'bash fish zsh'",
  })
  void zshAndFishComplete(String typed, String completed) throws Exception {
    Shells.assumeThereIs("fish");
    assertThat(Shells.fish(source("fish"), typed))
        .map(word -> word.replaceFirst("^--format=", ""))
        .isEqualTo(words(completed));
    Shells.assumeThereIs("zsh");
    assertThat(Shells.zsh(source("zsh"), typed, folder))
        .containsExactlyInAnyOrderElementsOf(words(completed));
  }
}
