package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Screen;
import picocli.CommandLine.ScopeType;

/** The options for messages and colours, which every command has. */
final class TerminalOptions {
  private boolean stacktrace;

  TerminalOptions(Options options, Console console) {
    options
        .option(Screen.When.class, console::color, "--color")
        .paramLabel("WHEN")
        .scopeType(ScopeType.INHERIT)
        .description(
            "Colour verdicts, errors and headings: auto (on a terminal, unless NO_COLOR is set or"
                + " TERM is dumb), always or never. Default: auto.");
    options
        .option(Boolean.class, value -> quieten(value, console), "-q", "--quiet")
        .arity(Options.NO_VALUE)
        .scopeType(ScopeType.INHERIT)
        .description("Print no progress, no summary and no notes on standard error.");
    options
        .flag(value -> stacktrace = value, "--stacktrace")
        .scopeType(ScopeType.INHERIT)
        .description("Print the stack trace of an error in Padbridge itself.");
  }

  private static void quieten(boolean quiet, Console console) {
    if (quiet) {
      console.err().quieten();
    }
  }

  /** Whether an internal error is shown with its stack trace. */
  boolean stacktrace() {
    return stacktrace;
  }
}
