package io.github.padbridge.cli.shell;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The shells with a completion script. */
public enum Shell {
  BASH("bash-completion/completions/padbridge"),
  ZSH("zsh/site-functions/_padbridge"),
  FISH("fish/vendor_completions.d/padbridge.fish");

  private final String sharedFile;

  Shell(String sharedFile) {
    this.sharedFile = sharedFile;
  }

  /** Where the shell looks for the script, below {@code share}. */
  public String sharedFile() {
    return sharedFile;
  }

  public String script(CommandLine commandLine) {
    return switch (this) {
      case BASH -> AutoComplete.bash(commandLine.getCommandName(), commandLine);
      case ZSH -> ZshCompletion.of(commandLine.getCommandSpec());
      case FISH -> FishCompletion.of(commandLine.getCommandSpec());
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
