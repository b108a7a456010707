package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Format;
import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.diagnostic.WordList;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
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

  /** The message of picocli for an option that is given twice. */
  private static final String TWICE =
      "(?s)option '(.*?)'(?: \\(.*\\))? should be specified only once";

  /** The message of picocli for help with an unknown command. */
  private static final String NO_COMMAND = "(?s)Unknown subcommand '(.*)'\\.";

  private final PrintStream err;
  private final Supplier<CommandLine> all;

  /**
   * @param all the command line with all commands
   */
  UsageReport(PrintStream err, Supplier<CommandLine> all) {
    this.err = err;
    this.all = all;
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
              .map(UsageReport::didYouMean)
              .or(() -> elsewhere(name, given))
              .orElse(moreHelp(e)));
    }
    Matcher command = Pattern.compile(NO_COMMAND).matcher(message);
    if (command.matches()) {
      return noCommand(List.of(command.group(1)), e);
    }
    Optional<String> unknown = unknownOption(args, e.getCommandLine().getCommandSpec());
    if (e instanceof MissingParameterException && unknown.isPresent()) {
      return noOption(unknown.get(), e);
    }
    if (e instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      if (e.getCommandLine().getParent() == null && !first.startsWith("-")) {
        return noCommand(unmatched.getUnmatched(), e);
      }
      if (first.startsWith("-")) {
        return noOption(first.replaceFirst("=.*", ""), e);
      }
    }
    return report(
        plain(e),
        e instanceof UsageException usage && usage.help() != null ? usage.help() : moreHelp(e));
  }

  private static String didYouMean(String near) {
    boolean isPython = near.equals(Format.PYTHON.toString());
    return "did you mean '" + near + "'?" + (isPython ? " It writes TensorFlow code." : "");
  }

  /** The commands that have a choice of an option; empty if none has it. */
  private Optional<String> elsewhere(String option, String choice) {
    return whichHave(
        commandsWith(
            command -> {
              OptionSpec same = command.findOption(option);
              return same != null
                  && same.completionCandidates() != null
                  && StreamSupport.stream(same.completionCandidates().spliterator(), false)
                      .anyMatch(choice::equalsIgnoreCase);
            }),
        option + " " + choice.toLowerCase(Locale.ROOT));
  }

  /** "explain and scan have --format svg"; empty if no command has it. */
  private static Optional<String> whichHave(List<String> commands, String what) {
    return commands.isEmpty()
        ? Optional.empty()
        : Optional.of(WordList.and(commands) + (commands.size() == 1 ? " has " : " have ") + what);
  }

  /** The first long option that a command does not have, without its value. */
  private static Optional<String> unknownOption(String[] args, CommandSpec command) {
    return Arrays.stream(args)
        .takeWhile(arg -> !arg.equals("--"))
        .filter(arg -> arg.startsWith("--"))
        .map(arg -> arg.replaceFirst("=.*", ""))
        .filter(option -> command.findOption(option) == null)
        .filter(option -> !command.negatedOptionsMap().containsKey(option))
        .findFirst();
  }

  /** The message, in the words of Padbridge where picocli made it. */
  private static String plain(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      return "unexpected argument '" + unmatched.getUnmatched().get(0) + "'";
    }
    Matcher value = Pattern.compile(NO_VALUE).matcher(message);
    if (value.matches()) {
      return value.group(1) + " needs a value: " + value.group(2);
    }
    if (e instanceof MissingParameterException missing && message.startsWith("Missing required")) {
      List<String> names = missing.getMissing().stream().map(UsageReport::name).toList();
      return WordList.and(names) + (names.size() == 1 ? " is missing" : " are missing");
    }
    Matcher twice = Pattern.compile(TWICE).matcher(message);
    if (twice.matches()) {
      return twice.group(1) + " is given twice";
    }
    Matcher type = Pattern.compile(NO_NUMBER).matcher(message);
    return type.matches()
        ? type.group(1) + " must be a number (got '" + type.group(2) + "')"
        : message;
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String moreHelp(ParameterException e) {
    return e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
  }

  private int report(String error, String help) {
    err.println("error: " + error);
    err.println("  help: " + help);
    return ExitCode.UNUSABLE;
  }

  /**
   * @param given what stands in the place of a command, and what follows
   */
  private int noCommand(List<String> given, ParameterException e) {
    String first = given.get(0);
    Set<String> commands = e.getCommandLine().getSubcommands().keySet();
    if (commands.contains(first)) {
      return report(
          "'" + first + "' after -- is not a command", "run padbridge " + first + " without --");
    }
    Optional<String> meant = MissingCommand.of(given);
    if (meant.isPresent()) {
      return report("a command is missing before '" + first + "'", meant.get());
    }
    return report(
        "there is no command '" + Abridged.of(first) + "'",
        Suggestion.nearest(first, commands)
            .map(UsageReport::didYouMean)
            .orElse("padbridge --help lists the commands"));
  }

  /**
   * @param given an unknown option, without its value
   */
  private int noOption(String given, ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String name = command.qualifiedName();
    Optional<String> nearest =
        given.startsWith("--")
            ? Suggestion.nearest(given.substring(2), longNames(command))
            : Optional.empty();
    return report(
        name + " has no option '" + given + "'",
        nearest
            .map(option -> "did you mean --" + option + "?")
            .or(() -> whichHave(commandsWith(other -> other.findOption(given) != null), "it"))
            .orElse(moreHelp(e)));
  }

  private List<String> commandsWith(Predicate<CommandSpec> holds) {
    return all.get().getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(holds)
        .map(CommandSpec::name)
        .toList();
  }

  /** The long names of the options of a command, without dashes. */
  private static List<String> longNames(CommandSpec command) {
    return command.optionsMap().keySet().stream()
        .filter(name -> name.startsWith("--"))
        .map(name -> name.substring(2))
        .toList();
  }
}
