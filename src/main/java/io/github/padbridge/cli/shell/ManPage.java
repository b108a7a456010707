package io.github.padbridge.cli.shell;

import io.github.padbridge.cli.help.Topic;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Makes the man page of a command from its help. */
public final class ManPage {
  /** Literals are bold, placeholders are italic. */
  private static final ColorScheme FONTS =
      new ColorScheme.Builder(Ansi.ON)
          .commands(Style.bold)
          .options(Style.bold)
          .parameters(Style.italic)
          .optionParams(Style.italic)
          .build();

  /** Wider than any line, because roff wraps lines itself. */
  private static final int UNBROKEN = 1 << 14;

  private static final Pattern NAMED = Pattern.compile("([A-Z][a-z]+):\n((?s:.+))");

  private final CommandSpec command;
  private final SortedMap<Integer, String> exitCodes;
  private final Help help;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec command, SortedMap<Integer, String> exitCodes) {
    this.command = command;
    this.exitCodes = exitCodes;
    this.help = new Help(command, FONTS);
  }

  /** The name of the page: its file name without the section. */
  public static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  /**
   * The page of padbridge itself or of one of its commands.
   *
   * @param exitCodes every exit code with its meaning
   */
  public static String of(CommandSpec command, SortedMap<Integer, String> exitCodes) {
    int width = command.usageMessage().width();
    command.usageMessage().width(UNBROKEN);
    try {
      return new ManPage(command, exitCodes).write();
    } finally {
      command.usageMessage().width(width);
    }
  }

  private String write() {
    macro(".TH \"" + Roff.line(name(command)) + "\" 1 \"\" \"" + version() + "\" \"Padbridge\"");
    // No hyphenation: a broken option cannot be copied.
    macro(".nh");
    macro(".ad l");
    macro(".SH NAME");
    page.append(Roff.line(name(command))).append(" \\- ").append(Roff.line(summary(command)));
    page.append('\n');
    macro(".SH SYNOPSIS");
    synopsis();
    section("DESCRIPTION", help.description());
    if (!command.positionalParameters().isEmpty()) {
      macro(".SH ARGUMENTS");
      help.parameterList(new Entries(), help.parameterLabelRenderer());
    }
    macro(".SH OPTIONS");
    help.optionList(new Entries(), help.createDefaultOptionSort(), help.parameterLabelRenderer());
    commands();
    if (!help.footer().isBlank()) {
      section("NOTES", help.footer());
    }
    exitStatus();
    seeAlso();
    return page.toString();
  }

  private String version() {
    return Roff.line(command.root().version()[0]);
  }

  /** What a command does, in one sentence. */
  static String summary(CommandSpec command) {
    UsageMessageSpec usage = command.usageMessage();
    String[] lines = usage.header().length > 0 ? usage.header() : usage.description();
    return Ansi.OFF.string(lines[0]);
  }

  private void synopsis() {
    String name = FONTS.commandText(command.qualifiedName()).toString();
    String arguments = help.synopsis(0).strip().substring(name.length());
    macro(".TP " + (command.qualifiedName().length() + 1));
    text(name);
    text(arguments.strip());
  }

  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    macro(".SH COMMANDS");
    command
        .subcommands()
        .forEach(
            (name, sub) -> {
              entry(FONTS.commandText(name).toString());
              text(summary(sub.getCommandSpec()));
            });
  }

  /** Writes a section; a paragraph with a heading starts another. */
  private void section(String section, String text) {
    String begin = ".SH " + section;
    for (String paragraph : text.strip().replaceAll("\\R", "\n").split("\n\n", -1)) {
      Matcher named = NAMED.matcher(paragraph);
      boolean isNamed = named.matches();
      macro(isNamed ? ".SH " + named.group(1).toUpperCase(Locale.ROOT) : begin);
      paragraph(isNamed ? named.group(2) : paragraph);
      begin = ".PP";
    }
  }

  /** Indented lines are kept literally. */
  private void paragraph(String lines) {
    boolean literal = lines.startsWith(" ");
    page.append(literal ? ".RS 4\n.nf\n" : "");
    lines.stripIndent().lines().forEach(this::text);
    page.append(literal ? ".fi\n.RE\n" : "");
  }

  private void exitStatus() {
    macro(".SH EXIT STATUS");
    exitCodes.forEach(
        (code, meaning) -> {
          entry(FONTS.text("@|bold " + code + "|@").toString());
          text(meaning);
        });
  }

  private void seeAlso() {
    macro(".SH SEE ALSO");
    Stream<String> pages =
        command.parent() == null
            ? Stream.concat(
                command.subcommands().values().stream()
                    .map(other -> reference(name(other.getCommandSpec()), 1)),
                Topic.ids().stream().map(topic -> reference(TopicPage.name(topic), 7)))
            : Stream.of(reference(name(command.parent()), 1));
    page.append(pages.collect(Collectors.joining(",\n", "", "\n")));
  }

  private static String reference(String page, int section) {
    return "\\fB" + Roff.line(page) + "\\fR(" + section + ")";
  }

  private void macro(String line) {
    page.append(line).append('\n');
  }

  private void text(String line) {
    macro(Roff.line(line));
  }

  private void entry(String name) {
    macro(".TP");
    text(name);
  }

  /** Turns the options and parameters that picocli lays out into entries. */
  private final class Entries extends Help.Layout {
    Entries() {
      super(FONTS, UsageMessageSpec.DEFAULT_USAGE_WIDTH);
    }

    @Override
    public void layout(ArgSpec argument, Text[][] rows) {
      // Columns: a mark, the short name, what stands between, the long name, the description.
      Text[] first = rows[0];
      String between = first[2].plainString().equals(",") ? ", " : first[2].toString();
      entry(first[1] + between + first[3]);
      for (Text[] row : rows) {
        if (row[4].plainString().length() > 0) {
          text(row[4].toString());
        }
      }
    }
  }
}
