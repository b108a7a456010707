package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.output.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The layout of the help of every command. */
class HelpTextTest {
  /** What must stand on one line: options, and what quotes hold together. */
  private static final Pattern TOKEN = Pattern.compile("--[a-z-]+|'[^'\\n]+'");

  private static List<String> commands() {
    List<String> commands = new ArrayList<>(List.of(""));
    commands.addAll(CommandGroup.all());
    return commands;
  }

  private static CommandLine all() {
    return Main.commandLine(
        new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err));
  }

  private static CommandRun help(String command, Map<String, String> environment) {
    return command.isEmpty()
        ? CommandRun.with(environment, "", "--help")
        : CommandRun.with(environment, "", command, "--help");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120})
  void everyLineFitsTheTerminal(int columns) {
    int lines = 0;
    for (String command : commands()) {
      CommandRun run = help(command, Map.of("COLUMNS", "" + columns));
      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(run.out().lines())
          .as(command)
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
      lines += (int) run.out().lines().count();
    }
    assertThat(commands()).hasSize(14);
    assertThat(lines).isGreaterThan(300);
  }

  @Test
  void noTokenIsBroken() {
    int tokens = 0;
    for (String command : commands()) {
      String wide = help(command, Map.of("COLUMNS", "9999")).out();
      for (int columns : new int[] {60, 80, 120}) {
        List<String> lines = help(command, Map.of("COLUMNS", "" + columns)).out().lines().toList();
        for (String token :
            TOKEN.matcher(wide).results().map(found -> found.group()).distinct().toList()) {
          assertThat(lines).as("%s at %d", command, columns).anyMatch(l -> l.contains(token));
          tokens++;
        }
      }
    }
    assertThat(tokens).isGreaterThan(500);
  }

  @Test
  void withoutTerminalAndColumnsItIsEightyWide() {
    String usual = CommandRun.of("verify", "--help").out();
    assertThat(usual).isEqualTo(help("verify", Map.of("COLUMNS", "80")).out());
    assertThat(usual).isEqualTo(help("verify", Map.of("COLUMNS", "none")).out());
    assertThat(usual).isNotEqualTo(help("verify", Map.of("COLUMNS", "100")).out());
  }

  /** Usage, examples and options of every command, and what the commands are for. */
  @Test
  void everyCommandHasTheSameParts() {
    int options = 0;
    for (Map.Entry<String, CommandLine> named : all().getSubcommands().entrySet()) {
      CommandSpec command = named.getValue().getCommandSpec();
      String help = CommandRun.of(named.getKey(), "--help").out();
      assertThat(help)
          .containsPattern("\nUsage: padbridge " + named.getKey() + " \\[OPTIONS\\] .*\n");
      assertThat(command.usageMessage().description()[0]).endsWith(".").hasSizeLessThan(65);
      for (OptionSpec option : command.options()) {
        String sentence = String.join(" ", option.description());
        assertThat(sentence).as("%s %s", command.name(), option).matches("(?s)[A-Z].*\\.");
        options++;
      }
    }
    assertThat(options).isGreaterThan(180);
  }

  @Test
  void optionsStandInGroups() {
    assertThat(titles(CommandRun.of("verify", "--help").out()))
        .containsExactly(
            "Examples",
            "Arguments",
            "Layer",
            "TensorFlow and Keras layers",
            "Pooling layers",
            "Numbers of the layer",
            "Translation",
            "Proof",
            "Output",
            "General");
    assertThat(titles(CommandRun.of("--help").out()))
        .containsExactly(
            "Examples",
            "Ask about a layer",
            "Check numbers",
            "Whole models",
            "Reference",
            "Topics of padbridge help",
            "General");
  }

  private static List<String> titles(String help) {
    return Pattern.compile("(?m)^([A-Z].*):$")
        .matcher(help)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void everyCommandIsInOneGroup() {
    assertThat(all().getSubcommands().keySet())
        .containsExactlyInAnyOrderElementsOf(CommandGroup.all());
    assertThat(CommandGroup.all()).doesNotHaveDuplicates();
  }

  @Test
  void coloursGoByTheOptionAndTheEnvironment() {
    for (String command : commands()) {
      String plain = help(command, Map.of()).out();
      String coloured = help(command, Map.of("CLICOLOR_FORCE", "1")).out();
      assertThat(coloured).contains("\u001B[1mUsage:\u001B[0m padbridge ");
      assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(plain);
    }
    assertThat(CommandRun.of("--color", "always", "--help").out()).contains("\u001B[");
    assertThat(CommandRun.of("pad", "--help", "--color", "always").out()).contains("\u001B[");
  }
}
