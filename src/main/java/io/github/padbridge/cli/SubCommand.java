package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** A command; {@code call} returns the exit code. */
abstract class SubCommand implements Callable<Integer> {
  final Console console;
  final Options options;

  /**
   * @param description what the command does in one sentence, then paragraphs of details
   */
  SubCommand(Console console, String name, String... description) {
    this.console = console;
    this.options = new Options(name, this, console.screen(), description);
  }

  /** The error for an invalid command line. */
  final ParameterException usage(String message) {
    return options.usage(message);
  }

  /** The error for an invalid command line, with help on how to correct it. */
  final ParameterException usage(String message, @Nullable String help) {
    return options.usage(message, help);
  }
}
