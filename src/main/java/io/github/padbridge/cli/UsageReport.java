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

/** What is said to a command line that makes no sense. */
final class UsageReport implements IParameterExceptionHandler {
  /** How picocli refuses a value that is none of an option's, whose names it shouts. */
  private static final String NO_CHOICE =
      "(?s)Invalid value for (?:option|positional parameter at index \\d+) "
          + "(?:'(.*?)'(?: \\(.*?\\))?|\\((.*?)\\)): "
          + "expected one of \\[(.*?)\\] \\(case-insensitive\\) but was '(.*)'";

  /** How picocli refuses to help with a command that there is not. */
  private static final String NO_COMMAND = "(?s)Unknown subcommand '(.*)'\\.";

  private final PrintStream err;

  UsageReport(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    Matcher choice = Pattern.compile(NO_CHOICE).matcher(e.getMessage());
    if (choice.matches()) {
      String name = choice.group(1) == null ? choice.group(2) : choice.group(1);
      String choices = choice.group(3).toLowerCase(Locale.ROOT);
      String given = choice.group(4);
      err.println("error: " + name + " must be one of " + choices + " (got '" + given + "')");
      err.println("  help: " + Suggestion.help(given, List.of(choices.split(", "))));
      return ExitCode.UNUSABLE;
    }
    Matcher command = Pattern.compile(NO_COMMAND).matcher(e.getMessage());
    if (command.matches()) {
      return noCommand(command.group(1), e);
    }
    if (e instanceof UnmatchedArgumentException unmatched
        && e.getCommandLine().getParent() == null
        && !unmatched.getUnmatched().get(0).startsWith("-")) {
      return noCommand(unmatched.getUnmatched().get(0), e);
    }
    err.println("error: " + e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      err.println("  help: did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
    } else if (misspeltOption(e).isPresent()) {
      err.println("  help: did you mean " + misspeltOption(e).get() + "?");
    } else {
      err.println("  help: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.UNUSABLE;
  }

  private int noCommand(String given, ParameterException e) {
    Set<String> commands = e.getCommandLine().getSubcommands().keySet();
    if (commands.contains(given)) {
      err.println("error: '" + given + "' after -- is not read as a command");
      err.println("  help: write padbridge " + given + ", without --");
      return ExitCode.UNUSABLE;
    }
    err.println("error: there is no command '" + given + "'");
    err.println("  help: " + Suggestion.help(given, commands));
    return ExitCode.UNUSABLE;
  }

  /** The option that is nearest to the first that is not known. */
  private static Optional<String> misspeltOption(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || !unmatched.getUnmatched().get(0).startsWith("--")) {
      return Optional.empty();
    }
    String given = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    return Suggestion.nearest(given, e.getCommandLine().getCommandSpec().optionsMap().keySet());
  }
}
