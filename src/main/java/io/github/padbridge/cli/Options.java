package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Format;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Range;
import picocli.CommandLine.TypeConversionException;

/**
 * The options and parameters of a command. They are declared in code, because reading annotations
 * would take a third of a short run.
 */
final class Options {
  /** The value is optional: {@code --bias=false}. */
  private static final Range NO_VALUE = new Range(0, 0, false, true, "0");

  /** The description of a format option that offers csv and tsv. */
  static final String[] FORMULAS = {
    "${COMPLETION-CANDIDATES}; default text. json is always an array; csv and tsv put ' before",
    "text that a spreadsheet would run as a formula."
  };

  private final CommandSpec command;
  private final List<OptionSpec.Builder> options = new ArrayList<>();
  private final OptionGroups groups = new OptionGroups();
  private @Nullable String group;

  /**
   * Adds the options for help and version.
   *
   * @param description one line each
   */
  Options(String name, Callable<Integer> command, String... description) {
    this.command = CommandSpec.wrapWithoutInspection(command, Factory.PLAIN).name(name);
    this.command.usageMessage().description(description);
    this.command.versionProvider(new RootCommand.Version());
    // For exceptions in picocli itself.
    this.command.exitCodeOnExecutionException(ExitCode.BUG);
    this.command.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    this.command.addOption(
        OptionSpec.builder("-V", "--version")
            .type(boolean.class)
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
  }

  /** An option with a value. {@code set} gets the given value or the default. */
  <T> OptionSpec.Builder option(Class<T> type, Consumer<T> set, String... names) {
    String name = names[names.length - 1];
    OptionSpec.Builder option = OptionSpec.builder(names[0], rest(names)).type(type);
    option.setter(new Setter<>(type, set));
    if (group != null) {
      groups.add(group, name);
    }
    option.paramLabel(name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT));
    options.add(option);
    return option;
  }

  /**
   * Begins a group of options in the help.
   *
   * @param heading the heading of the options that are declared from here on
   */
  void group(String heading) {
    group = heading;
  }

  /** The option {@code --format}. */
  OptionSpec.Builder format(Consumer<Format> set, EnumSet<Format> offered) {
    return option(Format.class, set, "--format")
        .converters(text -> named(offered, text))
        .completionCandidates(offered.stream().map(Format::toString).toList())
        .defaultValue("text")
        .description("${COMPLETION-CANDIDATES}; default text.");
  }

  /** The format of a name; the message of the refusal is that of picocli. */
  private static Format named(Set<Format> formats, String text) {
    for (Format format : formats) {
      if (format.toString().equalsIgnoreCase(text)) {
        return format;
      }
    }
    throw new TypeConversionException(
        "expected one of " + formats + " (case-insensitive) but was '" + text + "'");
  }

  /** An option without a value. */
  OptionSpec.Builder flag(Consumer<Boolean> set, String name, String... description) {
    return option(Boolean.class, value -> set.accept(Boolean.TRUE.equals(value)), name)
        .arity(NO_VALUE)
        .description(description);
  }

  /** An option that can be negated: {@code --bias} or {@code --no-bias}. */
  void eitherWay(Consumer<Boolean> set, String name, String... description) {
    option(Boolean.class, set, name)
        .arity(NO_VALUE)
        .negatable(true)
        .fallbackValue("true")
        .description(description);
  }

  private static String[] rest(String... names) {
    return List.of(names).subList(1, names.length).toArray(new String[0]);
  }

  /** The only parameter. */
  <T> void parameter(
      Class<T> type, Consumer<T> set, String paramLabel, String arity, String... description) {
    command.addPositional(parameter(type, set, paramLabel, arity).description(description).build());
  }

  /** The only parameter, which shells complete. */
  <T> void parameter(
      Class<T> type,
      Consumer<T> set,
      String paramLabel,
      String arity,
      List<String> candidates,
      String... description) {
    command.addPositional(
        parameter(type, set, paramLabel, arity)
            .completionCandidates(candidates)
            .description(description)
            .build());
  }

  private static <T> PositionalParamSpec.Builder parameter(
      Class<T> type, Consumer<T> set, String paramLabel, String arity) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity(arity)
        .required(!arity.startsWith("0"))
        .type(type)
        .setter(new Setter<>(type, set))
        .paramLabel(paramLabel);
  }

  /** One parameter or more. */
  @SuppressWarnings("unchecked") // picocli collects strings.
  void parameters(Consumer<List<String>> set, String paramLabel, String... description) {
    command.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .setter(new Setter<>(List.class, list -> set.accept((List<String>) list)))
            .paramLabel(paramLabel)
            .description(description)
            .build());
  }

  /** The text below the options in the help. */
  void footer(String... lines) {
    command.usageMessage().footer(lines);
  }

  /** The command for picocli. Call it after the last declaration. */
  CommandSpec spec() {
    options.forEach(option -> command.addOption(option.build()));
    options.clear();
    groups.show(command);
    return command;
  }

  /** Whether the user gave an option. */
  boolean isGiven(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** The error for an invalid command line. */
  ParameterException usage(String message) {
    return usage(message, null);
  }

  /** The error for an invalid command line, with help on how to correct it. */
  ParameterException usage(String message, @Nullable String help) {
    return new UsageException(command.commandLine(), message, help);
  }

  private record Setter<V>(Class<V> type, Consumer<V> set) implements ISetter {
    @Override
    public <T> @Nullable T set(T value) {
      // picocli sets null if nothing is given.
      if (value != null) {
        set.accept(type.cast(value));
      }
      return null;
    }
  }
}
