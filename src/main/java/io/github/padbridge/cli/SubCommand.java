package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParameterException;

/** One of padbridge's commands; called, it returns its exit code. */
abstract class SubCommand implements Callable<Integer> {
  final Console console;
  final Options options;

  /**
   * @param description one line each
   */
  SubCommand(Console console, String name, String... description) {
    this.console = console;
    this.options = new Options(name, this, description);
  }

  /** That the command line makes no sense. */
  final ParameterException usage(String message) {
    return options.usage(message);
  }
}
