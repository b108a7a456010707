package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** {@code padbridge} itself, without a command. */
final class RootCommand extends SubCommand {
  private boolean stacktrace;

  RootCommand(Console console) {
    super(
        console,
        "padbridge",
        "Compares convolutions and poolings of PyTorch and TensorFlow, translates them, and proves it.");
    options
        .flag(value -> stacktrace = value, "--stacktrace")
        .scopeType(ScopeType.INHERIT)
        .description("On an internal error, print where it happened.");
    options.spec().usageMessage().synopsisSubcommandLabel("COMMAND");
  }

  /** Whether an internal error is shown with its stack trace. */
  boolean stacktrace() {
    return stacktrace;
  }

  @Override
  public Integer call() {
    String commands = String.join(", ", options.spec().subcommands().keySet());
    throw usage("a command is missing: " + commands);
  }

  /** Reads the version from a file that the build writes. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in = RootCommand.class.getResourceAsStream("/padbridge.properties")) {
        properties.load(in);
      }
      return new String[] {"padbridge " + properties.getProperty("version")};
    }
  }
}
