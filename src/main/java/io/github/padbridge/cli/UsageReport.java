package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Suggestion;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports an invalid command line. */
final class UsageReport implements IParameterExceptionHandler {
  /** Picocli's message for a value that an option does not have; the names are in capitals. */
  private static final String NO_CHOICE =
      "(?s)Invalid value for (?:option|positional parameter at index \\d+) "
          + "(?:'(.*?)'(?: \\(.*?\\))?|\\((.*?)\\)): "
          + "expected one of \\[(.*?)\\] \\(case-insensitive\\) but was '(.*)'";

  /** Picocli's message for help with an unknown command. */
  private static final String NO_COMMAND = "(?s)Unknown subcommand '(.*)'\\.";

  private final PrintStream err;

  UsageReport(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String message = String.valueOf(e.getMessage());
    Matcher choice = Pattern.compile(NO_CHOICE).matcher(message);
    if (choice.matches()) {
      String name = choice.group(1) == null ? choice.group(2) : choice.group(1);
      String choices = choice.group(3).toLowerCase(Locale.ROOT);
      String given = choice.group(4);
      return report(
          name + " must be one of " + choices + " (got '" + given + "')",
          Suggestion.help(given, List.of(choices.split(", "))));
    }
    Matcher command = Pattern.compile(NO_COMMAND).matcher(message);
    if (command.matches()) {
      return noCommand(command.group(1), e);
    }
    if (e instanceof UnmatchedArgumentException unmatched
        && e.getCommandLine().getParent() == null
        && !unmatched.getUnmatched().get(0).startsWith("-")) {
      return noCommand(unmatched.getUnmatched().get(0), e);
    }
    List<String> suggestions =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    if (!suggestions.isEmpty()) {
      return report(message, "did you mean " + String.join(" or ", suggestions) + "?");
    }
    return report(
        message,
        misspeltOption(e)
            .map(option -> "did you mean " + option + "?")
            .orElse(e.getCommandLine().getCommandSpec().qualifiedName() + " --help"));
  }

  private int report(String error, String help) {
    err.println("error: " + error);
    err.println("  help: " + help);
    return ExitCode.UNUSABLE;
  }

  private int noCommand(String given, ParameterException e) {
    Set<String> commands = e.getCommandLine().getSubcommands().keySet();
    return commands.contains(given)
        ? report(
            "'" + given + "' after -- is not read as a command",
            "write padbridge " + given + ", without --")
        : report("there is no command '" + given + "'", Suggestion.help(given, commands));
  }

  /** The option nearest to the first unknown one. */
  private static Optional<String> misspeltOption(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || !unmatched.getUnmatched().get(0).startsWith("--")) {
      return Optional.empty();
    }
    String given = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    return Suggestion.nearest(given, e.getCommandLine().getCommandSpec().optionsMap().keySet());
  }
}
