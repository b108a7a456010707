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

/** {@code padbridge help}: help for a command or on a topic. */
final class HelpCommand extends SubCommand {
  static final String NAME = "help";

  private @Nullable String name;

  /**
   * @param commands the names of the other commands
   */
  HelpCommand(Console console, List<String> commands) {
    super(console, NAME, "Shows the help for a command, or a topic of the manual.");
    List<String> names = new ArrayList<>(commands);
    names.addAll(Topic.ids());
    options.parameter(
        String.class,
        value -> name = value,
        "COMMAND|TOPIC",
        "0..1",
        names,
        "A command or a topic.");
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
    return screen.heading(topic.title())
        + "\n\n"
        + TopicLayout.of(HelpTables.blocks(topic), screen.textColumns(), screen::heading);
  }

  private static Refusal unknown(String name, CommandLine root) {
    List<String> known = new ArrayList<>(root.getSubcommands().keySet());
    known.addAll(Topic.ids());
    return new Refusal(
        new Fault(
            "there is no command or topic '" + name + "'",
            Suggestion.nearest(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("padbridge help lists the commands and topics"),
            List.of(),
            null));
  }
}
