package io.github.padbridge.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.padbridge.cli.CommandRun;
import io.github.padbridge.cli.ExitCode;
import io.github.padbridge.cli.Main;
import io.github.padbridge.cli.output.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual says what the help says, in roff that groff has nothing against. */
class ManPageTest {
  private static final String MACROS = "\\.(TH .*|SH [A-Z ]+|TP( \\d+)?|nh|ad l|PP|RS 4|RE|nf|fi)";

  @TempDir Path folder;

  private static List<CommandSpec> commands() {
    Console console =
        new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err);
    CommandLine all = Main.commandLine(console);
    List<CommandSpec> commands = new ArrayList<>(List.of(all.getCommandSpec()));
    all.getSubcommands().values().forEach(command -> commands.add(command.getCommandSpec()));
    return commands;
  }

  /** What a reader of the page sees, line by line, with the macros. */
  private static String read(String page) {
    return page.replaceAll("\\\\f[BIR]", "")
        .replace("\\-", "-")
        .replace("\\(aq", "'")
        .replace("\\(pc", "·")
        .replace("\\(rs", "\\")
        .replace("\\&", "");
  }

  /** What is explained on the page: its name and what is said of it. */
  private static Map<String, String> entries(String page) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String part : read(page).split("\n\\.TP\n", -1)) {
      String[] lines = part.split("\n(?=\\.)", 2)[0].split("\n", 2);
      entries.put(lines[0], lines[lines.length - 1]);
    }
    return entries;
  }

  @Test
  void everyOptionOfEveryCommandIsExplained() {
    int options = 0;
    for (CommandSpec command : commands()) {
      Map<String, String> entries = entries(ManPage.of(command, ExitCode.meanings()));
      for (OptionSpec option : command.options()) {
        String names = String.join(", ", option.names());
        String name = option.negatable() ? names.replace("--", "--[no-]") : names;
        String label = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
        assertThat(entries)
            .as("%s %s", command.qualifiedName(), name)
            .anySatisfy(
                (explained, text) -> {
                  assertThat(explained).matches(Pattern.quote(name + label) + "(\\[.*)?");
                  assertThat(text).isEqualTo(String.join("\n", option.description()));
                });
        options++;
      }
    }
    assertThat(options).isGreaterThan(150);
  }

  /** Without blanks, which either breaks its lines by, the help holds whatever the page holds. */
  @Test
  void itSaysWhatTheHelpSays() {
    int texts = 0;
    for (CommandSpec command : commands()) {
      String help =
          command.parent() == null
              ? CommandRun.of("--help").out()
              : CommandRun.of("help", command.name()).out();
      String page = ManPage.of(command, ExitCode.meanings()).split("\n\\.SH EXIT STATUS", 2)[0];
      for (String line : read(page).split("\n", -1)) {
        if (!line.startsWith(".") && !line.startsWith("padbridge")) {
          assertThat(unbroken(help)).as(command.qualifiedName()).contains(unbroken(line));
          texts++;
        }
      }
    }
    assertThat(texts).isGreaterThan(400);
  }

  private static String unbroken(String text) {
    return text.replaceAll("\\s", "");
  }

  @Test
  void onlyTextAndMacros() {
    for (CommandSpec command : commands()) {
      String page = ManPage.of(command, ExitCode.meanings());
      assertThat(page).isASCII().endsWith("\n").doesNotContain("${", "@|", "\u001B", "\r", "\n\n");
      assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
          .allMatch(line -> line.matches(MACROS))
          .contains(".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS", ".SH SEE ALSO");
      assertThat(page).isEqualTo(ManPage.of(command, ExitCode.meanings()));
    }
  }

  @Test
  void whatItIsMadeOf() {
    CommandSpec command =
        CommandSpec.create()
            .name("cut")
            .version("cut 1")
            .addOption(
                OptionSpec.builder("--either-way")
                    .negatable(true)
                    .description(".5 of C:\\temp", "'and' more")
                    .build())
            .addOption(OptionSpec.builder("--secret").hidden(true).description("Hidden.").build())
            .addOption(
                OptionSpec.builder("-f", "--format")
                    .type(String.class)
                    .completionCandidates(List.of("text", "json"))
                    .paramLabel("NAME")
                    .defaultValue("json")
                    .description("@|bold ${COMPLETION-CANDIDATES}|@; default ${DEFAULT-VALUE}.")
                    .build())
            .addOption(OptionSpec.builder("-x").type(int.class).paramLabel("N").build())
            .addPositional(PositionalParamSpec.builder().paramLabel("FILE").build());
    command
        .usageMessage()
        .description("Cuts.")
        .footer("", "One.", "", "Two.", "Examples:", "", "Examples:", "  cut -x", "    1");
    String exitStatus = "(?s)\n\\.SH EXIT STATUS.*";
    assertThat(ManPage.of(command, ExitCode.meanings()).replaceFirst(exitStatus, "\n"))
        .isEqualTo(
            """
            .TH "cut" 1 "" "cut 1" "Padbridge"
            .nh
            .ad l
            .SH NAME
            cut \\- Cuts.
            .SH SYNOPSIS
            .TP 4
            \\fBcut\\fR
            [\\fB\\-\\-[no\\-]either\\-way\\fR] [\\fB\\-f\\fR=\\fINAME\\fR] [\\fB\\-x\\fR=\\fIN\\fR] \\fIFILE\\fR
            .SH DESCRIPTION
            Cuts.
            .SH ARGUMENTS
            .TP
            \\fIFILE\\fR
            .SH OPTIONS
            .TP
            \\fB\\-\\-[no\\-]either\\-way\\fR
            \\&.5 of C:\\(rstemp
            \\(aqand\\(aq more
            .TP
            \\fB\\-f\\fR, \\fB\\-\\-format\\fR=\\fINAME\\fR
            \\fBtext, json\\fR; default json.
            .TP
            \\fB\\-x\\fR=\\fIN\\fR
            .SH NOTES
            One.
            .PP
            Two.
            Examples:
            .SH EXAMPLES
            .RS 4
            .nf
            cut \\-x
            \\&  1
            .fi
            .RE
            """);
    assertThat(command.usageMessage().width()).isEqualTo(80);
  }

  @Test
  void theReadmeHasTheSameExitCodes() throws Exception {
    String readme = Files.readString(Path.of("README.md")).replace("`", "");
    ExitCode.meanings()
        .forEach((code, meaning) -> assertThat(readme).contains("| " + code + " | " + meaning));
    assertThat(ManPage.of(commands().get(0), ExitCode.meanings()))
        .contains("\n\\fB141\\fR\nthe reader of the output");
  }

  @Test
  void groffHasNothingToWarnOf() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "there is no groff here");
    for (CommandSpec command : commands()) {
      Path page = folder.resolve(ManPage.name(command) + ".1");
      Files.writeString(page, ManPage.of(command, ExitCode.meanings()));
      for (int columns : List.of(60, 100)) {
        Process groff =
            new ProcessBuilder(
                    "groff", "-man", "-ww", "-Tutf8", "-z", "-rLL=" + columns + "n", "" + page)
                .redirectErrorStream(true)
                .start();
        String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).isEmpty();
        assertThat(groff.waitFor()).isZero();
      }
    }
  }
}
