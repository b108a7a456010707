package io.github.padbridge.cli.shell;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The completion script for fish. */
final class FishCompletion {
  private static final String HEAD =
      """
      # Completes padbridge in fish.

      # Whether the first word that is no option is this command; without a command, whether there is none yet.
      function __padbridge_command_is
          set -l words (commandline -opc)
          for word in $words[2..-1]
              if not string match -q -- '-*' $word
                  test "$word" = "$argv[1]"
                  return
              end
          end
          test -z "$argv[1]"
      end

      """;

  private final CommandSpec root;
  private final StringBuilder script = new StringBuilder();

  private FishCompletion(CommandSpec root) {
    this.root = root;
  }

  static String of(CommandSpec root) {
    return new FishCompletion(root).write();
  }

  private String write() {
    script.append(HEAD);
    add("", " -f");
    root.subcommands()
        .forEach(
            (name, command) -> add("", " -a " + name, ManPage.summary(command.getCommandSpec())));
    addOptions("", root);
    root.subcommands().forEach(this::addCommand);
    return script.toString();
  }

  private void addCommand(String name, CommandLine command) {
    script.append('\n');
    List<CompletionEntry> parameters = CompletionEntry.parameters(command.getCommandSpec());
    if (parameters.stream().noneMatch(CompletionEntry::takesFile)) {
      add(name, " -f");
    }
    for (CompletionEntry parameter : parameters) {
      if (!parameter.values().isEmpty()) {
        add(name, values(parameter), parameter.label());
      }
    }
    addOptions(name, command.getCommandSpec());
  }

  private void addOptions(String command, CommandSpec spec) {
    for (CompletionEntry option : CompletionEntry.options(spec)) {
      StringBuilder what = new StringBuilder();
      for (String name : option.names()) {
        what.append(
            name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
      }
      if (option.takesValue()) {
        what.append(option.takesFile() ? " -r -F" : " -x").append(values(option));
      }
      add(command, what.toString(), option.description());
    }
  }

  private static String values(CompletionEntry entry) {
    return entry.values().isEmpty() ? "" : " -a " + quoted(String.join(" ", entry.values()));
  }

  private void add(String command, String what, String description) {
    add(command, what + " -d " + quoted(description));
  }

  private void add(String command, String what) {
    String condition = ("__padbridge_command_is " + command).strip();
    script.append("complete -c padbridge -n ").append(quoted(condition)).append(what).append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
