package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.shell.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code padbridge completion}: completion scripts. */
final class CompletionCommand extends SubCommand {
  private Shell shell = Shell.BASH;

  CompletionCommand(Console console) {
    super(
        console,
        "completion",
        "Prints a completion script for a shell.",
        "It completes commands, options and their values.");
    options.parameter(
        Shell.class, value -> shell = value, "SHELL", "1", "The shell: ${COMPLETION-CANDIDATES}.");
    options.examples(
        "source <(padbridge completion bash)",
        "source <(padbridge completion zsh)",
        "padbridge completion fish | source");
  }

  @Override
  public Integer call() throws IOException {
    String script = shell.script(Main.commandLine(console));
    console.out().write(script.getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK;
  }
}
