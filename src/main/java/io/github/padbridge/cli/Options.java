package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * A command's options and parameters, declared in code. Annotations would say the same, but to read
 * them takes a third of a short run.
 */
final class Options {
  /** None is needed, but {@code --bias=false} is understood. */
  private static final Range NO_VALUE = new Range(0, 0, false, true, "0");

  /** The description of a format option that offers csv and tsv. */
  static final String[] FORMULAS = {
    "${COMPLETION-CANDIDATES}; default text. json is always an array; csv and tsv put ' before",
    "text that a spreadsheet would run as a formula."
  };

  private final CommandSpec command;
  private final List<OptionSpec.Builder> options = new ArrayList<>();

  /**
   * The options of a command, with those for help and for the version.
   *
   * @param description one line each
   */
  Options(String name, Callable<Integer> command, String... description) {
    this.command = CommandSpec.wrapWithoutInspection(command, Factory.PLAIN).name(name);
    this.command.usageMessage().description(description);
    this.command.versionProvider(new RootCommand.Version());
    // Of exceptions that picocli meets outside of the command.
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

  /** An option with a value, handed to {@code set} where it is given or has a default. */
  <T> OptionSpec.Builder option(Class<T> type, Consumer<T> set, String... names) {
    String name = names[names.length - 1];
    OptionSpec.Builder option = OptionSpec.builder(names[0], rest(names)).type(type);
    option.setter(new Setter<>(type, set));
    option.paramLabel(name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT));
    options.add(option);
    return option;
  }

  /** The option for one of some formats, the first by default. */
  OptionSpec.Builder format(Consumer<Format> set, Format... offered) {
    List<Format> formats = List.of(offered);
    return option(Format.class, set, "--format")
        .converters(text -> named(formats, text))
        .completionCandidates(formats.stream().map(Format::toString).toList())
        .defaultValue(offered[0].toString())
        .description("${COMPLETION-CANDIDATES}; default " + offered[0] + ".");
  }

  /** Refuses a name in the words in which picocli refuses that of an enum. */
  private static Format named(List<Format> formats, String text) {
    for (Format format : formats) {
      if (format.toString().equalsIgnoreCase(text)) {
        return format;
      }
    }
    throw new TypeConversionException(
        "expected one of " + formats + " (case-insensitive) but was '" + text + "'");
  }

  /** An option without a value. */
  OptionSpec.Builder flag(Consumer<Boolean> set, String name) {
    return option(Boolean.class, value -> set.accept(Boolean.TRUE.equals(value)), name)
        .arity(NO_VALUE);
  }

  /**
   * An option that may be negated, {@code --bias} or {@code --no-bias}; null where neither is
   * given.
   */
  OptionSpec.Builder eitherWay(Consumer<Boolean> set, String name) {
    return option(Boolean.class, set, name).arity(NO_VALUE).negatable(true).fallbackValue("true");
  }

  private static String[] rest(String... names) {
    return List.of(names).subList(1, names.length).toArray(new String[0]);
  }

  /** The only parameter. */
  <T> void parameter(
      Class<T> type, Consumer<T> set, String paramLabel, String arity, String... description) {
    command.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity(arity)
            .required(!arity.startsWith("0"))
            .type(type)
            .setter(new Setter<>(type, set))
            .paramLabel(paramLabel)
            .description(description)
            .build());
  }

  /** One parameter or more. */
  @SuppressWarnings("unchecked") // Texts are what picocli is told to collect.
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

  /** What stands under the options in the help. */
  void footer(String... lines) {
    command.usageMessage().footer(lines);
  }

  /** The command as picocli knows it, once all is declared. */
  CommandSpec spec() {
    options.forEach(option -> command.addOption(option.build()));
    options.clear();
    return command;
  }

  /** Whether an option was given, and not taken from a default. */
  boolean isGiven(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** That the command line makes no sense. */
  ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private record Setter<V>(Class<V> type, Consumer<V> set) implements ISetter {
    @Override
    public <T> @Nullable T set(T value) {
      // Null is what picocli sets where nothing is given.
      if (value != null) {
        set.accept(type.cast(value));
      }
      return null;
    }
  }
}
