package io.github.padbridge.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** An invalid command line, with help on how to correct it. */
final class UsageException extends ParameterException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String help;

  UsageException(CommandLine command, String message, @Nullable String help) {
    super(command, message);
    this.help = help;
  }

  /** How to correct the command line; null to refer to the help of the command. */
  @Nullable String help() {
    return help;
  }
}
