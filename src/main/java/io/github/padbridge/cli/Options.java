package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.Screen;
import io.github.padbridge.diagnostic.WordList;
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
  static final Range NO_VALUE = new Range(0, 0, false, true, "0");

  /** Stands for the values of an option in its description, as picocli has it. */
  private static final String VALUES = "${COMPLETION-CANDIDATES}";

  /** The description of a format option that offers csv and tsv. */
  static final String FORMULAS =
      "Write the answer as ${COMPLETION-CANDIDATES}; json is one array, csv and tsv put ' before"
          + " text that a spreadsheet would run as a formula. Default: text.";

  private final CommandSpec command;
  private final List<OptionSpec.Builder> options = new ArrayList<>();
  private final OptionGroups groups = new OptionGroups();
  private final Screen screen;
  private OptionGroup group = OptionGroup.GENERAL;

  /**
   * Adds the options for help and version.
   *
   * @param screen what the help is read on
   * @param description what the command does in one sentence, then paragraphs of details
   */
  Options(String name, Callable<Integer> command, Screen screen, String... description) {
    this.screen = screen;
    this.command = CommandSpec.wrapWithoutInspection(command, Factory.PLAIN).name(name);
    this.command.usageMessage().description(description);
    this.command.versionProvider(new RootCommand.Version());
    // For exceptions in picocli itself.
    this.command.exitCodeOnExecutionException(ExitCode.BUG);
    this.command.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .usageHelp(true)
            .description("Print this help.")
            .build());
    this.command.addOption(
        OptionSpec.builder("-V", "--version")
            .type(boolean.class)
            .versionHelp(true)
            .description("Print the version.")
            .build());
  }

  /** An option with a value. {@code set} gets the given value or the default. */
  <T> OptionSpec.Builder option(Class<T> type, Consumer<T> set, String... names) {
    String name = names[names.length - 1];
    OptionSpec.Builder option = OptionSpec.builder(names[0], rest(names)).type(type);
    option.setter(new Setter<>(type, set));
    groups.add(group, name);
    option.paramLabel(name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT));
    options.add(option);
    return option;
  }

  /** Begins a group: that of the options that are declared from here on. */
  void group(OptionGroup begun) {
    group = begun;
  }

  /** The option {@code --format}. */
  OptionSpec.Builder format(Consumer<Format> set, EnumSet<Format> offered) {
    return option(Format.class, set, "--format")
        .converters(text -> named(offered, text))
        .completionCandidates(offered.stream().map(Format::toString).toList())
        .defaultValue("text")
        .description("Write the answer as ${COMPLETION-CANDIDATES}. Default: text.");
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
  void parameters(Consumer<List<String>> set, String paramLabel, String... description) {
    parameters(set, paramLabel, false, description);
  }

  /**
   * One parameter or more.
   *
   * @param whole whether the label says how many there are
   */
  @SuppressWarnings("unchecked") // Texts are what picocli is told to collect.
  void parameters(
      Consumer<List<String>> set, String paramLabel, boolean whole, String... description) {
    command.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .setter(new Setter<>(List.class, list -> set.accept((List<String>) list)))
            .paramLabel(paramLabel)
            .hideParamSyntax(whole)
            .description(description)
            .build());
  }

  /** The examples in the help, each a command line. */
  void examples(String... commands) {
    List<String> lines = new ArrayList<>(List.of("", HelpText.EXAMPLES));
    for (String example : commands) {
      lines.add("  " + example);
    }
    command.usageMessage().footer(lines.toArray(new String[0]));
  }

  /** The command for picocli. Call it after the last declaration. */
  CommandSpec spec() {
    options.forEach(option -> command.addOption(built(option)));
    options.clear();
    HelpText.show(command, groups, screen);
    return command;
  }

  /** The option, with its values in the description as {@code text, json or html}. */
  private static OptionSpec built(OptionSpec.Builder option) {
    String description = String.join("\n", option.description());
    if (!description.contains(VALUES)) {
      return option.build();
    }
    List<String> values = new ArrayList<>();
    option.build().completionCandidates().forEach(values::add);
    return option.description(description.replace(VALUES, WordList.or(values)).split("\n")).build();
  }

  /** The name of the command. */
  String name() {
    return command.name();
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
