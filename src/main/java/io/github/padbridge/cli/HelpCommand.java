package io.github.padbridge.cli;

import io.github.padbridge.cli.help.Topic;
import io.github.padbridge.cli.help.TopicLayout;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Screen;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code padbridge help}: help for a command or on a topic. */
final class HelpCommand extends SubCommand {
  private @Nullable String name;

  /**
   * @param commands the names of the other commands
   */
  HelpCommand(Console console, List<String> commands) {
    super(console, "help", "Shows the help for a command, or a topic of the manual.");
    List<String> names = new ArrayList<>(commands);
    names.addAll(Topic.ids());
    options.parameter(
        String.class,
        value -> name = value,
        "COMMAND|TOPIC",
        "0..1",
        names,
        "A command or a topic.");
    showTopics(options.spec());
  }

  /** Adds the topics to the end of the help of a command. */
  static void showTopics(CommandSpec command) {
    int widest = Topic.ids().stream().mapToInt(String::length).max().orElse(0);
    List<String> footer = new ArrayList<>(List.of(command.usageMessage().footer()));
    footer.addAll(List.of("", "Topics:"));
    for (Topic topic : Topic.values()) {
      footer.add("  " + padded(topic.id(), widest) + "  " + topic.title());
    }
    command.usageMessage().footer(footer.toArray(new String[0]));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  @Override
  public Integer call() {
    CommandLine root = options.spec().commandLine().getParent();
    PrintWriter out = root.getOut();
    if (name == null) {
      root.usage(out);
    } else {
      show(name, root, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void show(String name, CommandLine root, PrintWriter out) {
    CommandLine command = root.getSubcommands().get(name);
    if (command != null) {
      command.usage(out);
    } else {
      out.print(text(Topic.named(name).orElseThrow(() -> unknown(name, root)), console.screen()));
    }
  }

  private static String text(Topic topic, Screen screen) {
    return topic.title()
        + "\n\n"
        + TopicLayout.of(
            HelpTables.blocks(topic),
            screen.textColumns(),
            heading -> screen.isColoured() ? "\u001B[1m" + heading + "\u001B[0m" : heading);
  }

  private static Refusal unknown(String name, CommandLine root) {
    List<String> known = new ArrayList<>(root.getSubcommands().keySet());
    known.addAll(Topic.ids());
    return new Refusal(
        new Fault(
            "there is no command or topic '" + name + "'",
            Suggestion.help(name, known),
            List.of(),
            null));
  }
}
