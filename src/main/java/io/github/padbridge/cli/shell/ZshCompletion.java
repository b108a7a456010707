package io.github.padbridge.cli.shell;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The completion script for zsh. */
final class ZshCompletion {
  private static final String HEAD =
      """
      #compdef padbridge
      # Completes padbridge in zsh, read from a folder of fpath or by source.

      _padbridge() {
        local curcontext="$curcontext" state state_descr line
        local -A opt_args
        local -a commands=(
      """;

  private static final String AFTER_COMMANDS =
      """
        )
        _arguments -s -S -C \\
      """;

  /** Options after the command belong to the command. */
  private static final String AFTER_OPTIONS =
      """
          '(-)1:COMMAND:->command' \\
          '(-)*:: :->arguments' && return
        case $state in
          command) _describe -t commands command commands ;;
          arguments)
            curcontext="${curcontext%:*:*}:padbridge-$words[1]:"
            case $words[1] in
      """;

  private static final String TAIL =
      """
            esac
            ;;
        esac
      }

      if [[ $funcstack[1] == _padbridge ]]; then
        _padbridge "$@"
      else
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
        compdef _padbridge padbridge
      fi
      """;

  private ZshCompletion() {}

  static String of(CommandSpec root) {
    StringBuilder script = new StringBuilder(HEAD);
    root.subcommands()
        .forEach(
            (name, command) -> {
              String summary = ManPage.summary(command.getCommandSpec());
              script.append("    ").append(quoted(name + ":" + summary)).append('\n');
            });
    script.append(AFTER_COMMANDS).append(lines("    ", options(root))).append(AFTER_OPTIONS);
    root.subcommands().forEach((name, command) -> script.append(branch(name, command)));
    return script.append(TAIL).toString();
  }

  private static String branch(String name, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String arguments = options(spec) + parameters(spec);
    return "        "
        + name
        + ")\n          _arguments -s -S \\\n"
        + lines("            ", arguments).replaceFirst(" \\\\\n$", "\n")
        + "          ;;\n";
  }

  private static String lines(String indent, String specs) {
    return specs.lines().map(spec -> indent + spec + " \\\n").reduce("", String::concat);
  }

  /** One line a name; each name excludes the others of its option. */
  private static String options(CommandSpec command) {
    StringBuilder specs = new StringBuilder();
    for (CompletionEntry option : CompletionEntry.options(command)) {
      List<String> names = option.names();
      String others = names.size() > 1 ? "(" + String.join(" ", names) + ")" : "";
      for (String name : names) {
        String glued = !option.takesValue() ? "" : name.startsWith("--") ? "=" : "+";
        String described = "[" + escaped(option.description()) + "]";
        String value = option.takesValue() ? value(option) : "";
        specs.append(quoted(others + name + glued + described + value)).append('\n');
      }
    }
    return specs.toString();
  }

  private static String parameters(CommandSpec command) {
    StringBuilder specs = new StringBuilder();
    for (CompletionEntry parameter : CompletionEntry.parameters(command)) {
      specs.append(quoted("*" + value(parameter))).append('\n');
    }
    return specs.toString();
  }

  private static String value(CompletionEntry entry) {
    String action =
        !entry.values().isEmpty()
            ? "(" + String.join(" ", entry.values()) + ")"
            : entry.takesFile() ? "_files" : " ";
    return ":" + escaped(entry.label()) + ":" + action;
  }

  /** Escapes the characters that are special to _arguments. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\:\\[\\]]", "\\\\$0");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
