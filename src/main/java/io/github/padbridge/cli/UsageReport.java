package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.diagnostic.WordList;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports an invalid command line. */
final class UsageReport implements IParameterExceptionHandler {
  /** The message of picocli for a value that is not a choice; the choices are in capitals. */
  private static final String NO_CHOICE =
      "(?s)Invalid value for (?:option|positional parameter at index \\d+) "
          + "(?:'(.*?)'(?: \\(.*?\\))?|\\((.*?)\\)): "
          + "expected one of \\[(.*?)\\] \\(case-insensitive\\) but was '(.*)'";

  /** The message of picocli for an option without its value. */
  private static final String NO_VALUE =
      "(?s)Missing required parameter for option '(.*?)' \\((.*)\\)";

  /** The message of picocli for a value that is not a number. */
  private static final String NO_NUMBER =
      "(?s)Invalid value for option '(.*?)'(?: \\(.*?\\))?: '(.*)' is not an? "
          + "(?:int|long|double|float|BigDecimal)";

  /** The message of picocli for help with an unknown command. */
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
          Suggestion.nearest(given, List.of(choices.split(", ")))
              .map(near -> "did you mean '" + near + "'?")
              .orElse(e.getCommandLine().getCommandSpec().qualifiedName() + " --help"));
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
      return report(plain(e), "did you mean " + String.join(" or ", suggestions) + "?");
    }
    String fallback =
        e instanceof UsageException usage && usage.help() != null
            ? usage.help()
            : e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    return report(
        plain(e), misspeltOption(e).map(option -> "did you mean " + option + "?").orElse(fallback));
  }

  /** The message, in the words of Padbridge where picocli made it. */
  private static String plain(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      return first.matches("--?\\D.*")
          ? "unknown option " + first
          : "unexpected argument '" + first + "'";
    }
    Matcher value = Pattern.compile(NO_VALUE).matcher(message);
    if (value.matches()) {
      return value.group(1) + " needs a value: " + value.group(2);
    }
    if (e instanceof MissingParameterException missing && message.startsWith("Missing required")) {
      List<String> names = missing.getMissing().stream().map(UsageReport::name).toList();
      return WordList.and(names) + (names.size() == 1 ? " is missing" : " are missing");
    }
    Matcher type = Pattern.compile(NO_NUMBER).matcher(message);
    return type.matches()
        ? type.group(1) + " must be a number (got '" + type.group(2) + "')"
        : message;
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
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
            "'" + given + "' after -- is not a command", "run padbridge " + given + " without --")
        : report(
            "there is no command '" + Abridged.of(given) + "'",
            Suggestion.nearest(given, commands)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("padbridge --help lists the commands"));
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
