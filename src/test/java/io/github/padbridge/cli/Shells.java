package io.github.padbridge.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The shells of this machine, and what they complete a line with. */
final class Shells {
  /**
   * Zsh completes only where somebody types, so the line is typed and what it finds written down.
   */
  private static final String ZSHRC =
      """

      compadd() {
        local -a found
        if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
        builtin compadd -O found "$@"
        (( $#found )) && print -rl -- $found >> $ZDOTDIR/found
        builtin compadd "$@"
      }
      finish() { exit }
      comppostfuncs=(finish)
      bindkey '^I' complete-word
      """;

  private static final String TYPING =
      """
      zmodload zsh/zpty
      zpty shell 'zsh -i'
      zpty -n -w shell "$1"$'\\t'
      while zpty -r shell said; do done
      """;

  private Shells() {}

  /** Skips the rest of a test where there is no such shell. */
  static void assumeThereIs(String shell) {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell))),
        "there is no " + shell + " here");
  }

  /** What bash completes a line with, once it has run {@code setUp}. */
  static List<String> bash(String setUp, String line) throws IOException, InterruptedException {
    return run(
        new ProcessBuilder(
            "bash",
            "--norc",
            "-c",
            setUp
                + "; COMP_WORDS=("
                + line
                + "); [[ $1 != *\\  ]] || COMP_WORDS+=('');"
                + " COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_padbridge 2> /dev/null;"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"",
            "bash",
            line));
  }

  /**
   * What zsh completes a line with, once it has run {@code setUp}.
   *
   * @param folder an empty one
   */
  static List<String> zsh(String setUp, String line, Path folder)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve(".zshrc"), setUp + ZSHRC);
    ProcessBuilder zsh = new ProcessBuilder("zsh", "-f", "-c", TYPING, "zsh", line);
    zsh.environment().put("ZDOTDIR", folder.toString());
    run(zsh);
    Path found = folder.resolve("found");
    return Files.exists(found) ? Files.readAllLines(found) : List.of();
  }

  /** What fish completes a line with, once it has run {@code setUp}. */
  static List<String> fish(String setUp, String line) throws IOException, InterruptedException {
    String complete = setUp + "; complete -C '" + line + "'";
    return run(new ProcessBuilder("fish", "-c", complete)).stream()
        .map(found -> found.replaceFirst("\t.*", ""))
        .toList();
  }

  private static List<String> run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out.lines().map(String::strip).filter(word -> !word.isEmpty()).sorted().toList();
  }
}
