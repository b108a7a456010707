package io.github.padbridge.cli;

import io.github.padbridge.cli.help.Topic;
import io.github.padbridge.cli.output.Paint;
import io.github.padbridge.cli.output.Screen;
import io.github.padbridge.render.TextWrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The help of a command: what it does, its usage, examples, then its commands or its options in
 * groups. No line is longer than the screen is wide, and no word is broken.
 */
final class HelpText {
  /** The heading of the examples, which stand in the footer of a command. */
  static final String EXAMPLES = "Examples:";

  /** The only section of the help for picocli. */
  private static final String SECTION = "help";

  /** Where descriptions begin that stand below what they describe. */
  private static final int INDENT = 8;

  /** The widest label that has its description on the same line. */
  private static final int WIDEST_LABEL = 30;

  /** In a narrower text, descriptions stand below what they describe. */
  private static final int NARROW = 80;

  private final Help help;
  private final CommandSpec command;
  private final OptionGroups groups;
  private final int width;
  private final StringBuilder text = new StringBuilder();

  private HelpText(Help help, OptionGroups groups, int width) {
    this.help = help;
    this.command = help.commandSpec();
    this.groups = groups;
    this.width = width;
  }

  /** Makes this the help of a command. */
  static void show(CommandSpec command, OptionGroups groups, Screen screen) {
    command.usageMessage().abbreviateSynopsis(true);
    command.usageMessage().sectionKeys(List.of(SECTION));
    command
        .usageMessage()
        .sectionMap()
        .put(
            SECTION,
            help -> {
              String text = new HelpText(help, groups, screen.textColumns()).write();
              return screen.isColoured() ? Paint.help(text) : text;
            });
  }

  private String write() {
    String[] description = command.usageMessage().description();
    paragraph(description[0]);
    text.append('\n');
    String synopsis = help.abbreviatedSynopsis().strip();
    text.append(TextWrap.hanging("Usage: " + synopsis, "", "    ", width));
    for (int i = 1; i < description.length; i++) {
      text.append('\n');
      paragraph(description[i]);
    }
    examples();
    commands();
    topics();
    parameters();
    groups.of(command).forEach(this::options);
    if (command.parent() == null) {
      text.append('\n');
      paragraph("Every command has more help: padbridge COMMAND --help.");
    }
    return text.toString();
  }

  private void paragraph(String sentence) {
    text.append(TextWrap.hanging(Ansi.OFF.string(sentence), "", "", width));
  }

  private void examples() {
    String[] footer = command.usageMessage().footer();
    for (String line : footer) {
      text.append(line.startsWith("  ") ? TextWrap.commandLine(line.strip(), width) : line + "\n");
    }
  }

  private void commands() {
    Map<String, CommandLine> commands = command.subcommands();
    if (commands.isEmpty()) {
      return;
    }
    for (CommandGroup group : CommandGroup.values()) {
      text.append('\n').append(group.title()).append(":\n");
      for (String name : group.commands()) {
        CommandLine named = commands.get(name);
        if (named != null) {
          String summary = named.getCommandSpec().usageMessage().description()[0];
          entry(name, Ansi.OFF.string(summary), 12);
        }
      }
    }
  }

  private void topics() {
    if (command.parent() != null && !command.name().equals(HelpCommand.NAME)) {
      return;
    }
    text.append("\nTopics of padbridge help:\n");
    for (Topic topic : Topic.values()) {
      entry(topic.id(), topic.title() + ".", 12);
    }
  }

  private void parameters() {
    List<PositionalParamSpec> parameters = command.positionalParameters();
    if (parameters.isEmpty()) {
      return;
    }
    text.append("\nArguments:\n");
    for (PositionalParamSpec parameter : parameters) {
      text.append("  ").append(parameter.paramLabel()).append('\n');
      for (String line : parameter.description()) {
        String indent = " ".repeat(INDENT);
        text.append(TextWrap.hanging(Ansi.OFF.string(line), indent, indent, width));
      }
    }
  }

  private void options(OptionGroup group, List<OptionSpec> options) {
    text.append('\n').append(group.title()).append(":\n");
    int widest = options.stream().mapToInt(option -> label(option).length()).max().orElse(0);
    for (OptionSpec option : options) {
      String description = Ansi.OFF.string(String.join(" ", option.description()));
      entry(label(option), description, Math.min(widest, WIDEST_LABEL));
    }
  }

  /** {@code -o, --output=FILE}; without a short name the long one stands in its column. */
  private static String label(OptionSpec option) {
    List<String> names = new ArrayList<>(Arrays.asList(option.names()));
    String name = String.join(", ", names);
    if (option.negatable()) {
      name = name.replace("--", "--[no-]");
    }
    String before = name.startsWith("--") ? "    " : "";
    return before + name + (option.arity().max() > 0 ? "=" + option.paramLabel() : "");
  }

  /** A label, and what it means beside it or below it. */
  private void entry(String label, String meaning, int labelWidth) {
    String first = "  " + label;
    if (width < NARROW) {
      String indent = " ".repeat(INDENT);
      text.append(first).append('\n').append(TextWrap.hanging(meaning, indent, indent, width));
      return;
    }
    String indent = " ".repeat(labelWidth + 4);
    if (first.length() + 2 > indent.length()) {
      text.append(first).append('\n').append(TextWrap.hanging(meaning, indent, indent, width));
    } else {
      String padded = first + " ".repeat(indent.length() - first.length());
      text.append(TextWrap.hanging(meaning, padded, indent, width));
    }
  }
}
