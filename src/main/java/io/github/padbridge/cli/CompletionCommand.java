package io.github.padbridge.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.AutoComplete;

/** {@code padbridge completion}: what a shell completes the command line with. */
final class CompletionCommand implements SubCommand {
  /** The shells that there is a script for. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Console console;
  private final Options options;

  CompletionCommand(Console console) {
    this.console = console;
    this.options =
        new Options(
            "completion",
            this,
            "Prints a script that completes commands, options and their values.",
            "For this shell: source <(padbridge completion bash)");
    // One script serves both: in zsh it brings bash's way of completing with it.
    options.parameter(Shell.class, value -> {}, "SHELL", "1", "bash or zsh.");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws IOException {
    String script = AutoComplete.bash("padbridge", Main.commandLine(console));
    console.out().write(script.getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK;
  }
}
