package io.github.padbridge.cli.shell;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option or a parameter of a command, as shells complete it.
 *
 * @param names all names of an option, negated ones included; empty for a parameter
 * @param description one line
 * @param label the label of the value in the help
 * @param values the possible values; empty if unknown
 * @param takesFile whether the value may be a file name
 */
record CompletionEntry(
    List<String> names,
    String description,
    boolean takesValue,
    String label,
    List<String> values,
    boolean takesFile) {

  /** The options in the help. */
  static List<CompletionEntry> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .map(option -> of(option, names(option), choices(option)))
        .toList();
  }

  /** The parameters in the help. */
  static List<CompletionEntry> parameters(CommandSpec command) {
    return command.positionalParameters().stream()
        .filter(parameter -> !parameter.hidden())
        .map(parameter -> of(parameter, List.of(), choices(parameter)))
        .toList();
  }

  private static CompletionEntry of(ArgSpec argument, List<String> names, List<String> values) {
    String label = argument.paramLabel();
    return new CompletionEntry(
        names,
        Ansi.OFF.string(String.join(" ", argument.description())),
        argument.arity().max() > 0,
        label,
        values,
        // A parameter that takes standard input ("-") also takes files.
        label.contains("FILE") || label.endsWith("|-"));
  }

  private static List<String> names(OptionSpec option) {
    List<String> names = new ArrayList<>(List.of(option.names()));
    if (option.negatable()) {
      for (String name : option.names()) {
        names.add(
            option.command().negatableOptionTransformer().makeNegative(name, option.command()));
      }
    }
    return names;
  }

  private static List<String> choices(ArgSpec argument) {
    List<String> choices = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(choices::add);
    }
    return choices;
  }
}
