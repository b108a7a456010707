package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** {@code padbridge} itself, without a command. */
final class RootCommand extends SubCommand {
  private final TerminalOptions terminal;

  RootCommand(Console console) {
    super(
        console,
        "padbridge",
        "Compares and translates convolution, pooling and padding layers of PyTorch, TensorFlow,"
            + " Keras, ONNX and JAX, and proves what it says.");
    this.terminal = new TerminalOptions(options, console);
    options.examples(
        "padbridge compare 'nn.Conv2d(3, 64, 3, 2, 1)' 'layers.Conv2D(64, 3, 2, \"same\")'",
        "padbridge translate 'nn.Conv2d(3, 64, 7, stride=2, padding=3)' --format keras",
        "padbridge scan model.txt");
    options.spec().usageMessage().synopsisSubcommandLabel("COMMAND");
  }

  /** Whether an internal error is shown with its stack trace. */
  boolean stacktrace() {
    return terminal.stacktrace();
  }

  @Override
  public Integer call() {
    console.err().unchecked().print(options.spec().commandLine().getUsageMessage());
    return ExitCode.UNUSABLE;
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
