package io.github.padbridge.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command line that was meant where layers or files stand in the place of a command. */
final class MissingCommand {
  private MissingCommand() {}

  /**
   * The command line to type.
   *
   * @param words what was typed, without a command
   * @return empty if the first word is no layer and no file
   */
  static Optional<String> of(List<String> words) {
    if (!isInput(words.get(0))) {
      return Optional.empty();
    }
    boolean isPair = words.size() > 1 && isInput(words.get(1));
    String command = isPair ? "compare" : "translate";
    return Optional.of(
        words.stream()
            .map(MissingCommand::quoted)
            .collect(Collectors.joining(" ", "padbridge " + command + " ", "")));
  }

  private static boolean isInput(String word) {
    return word.contains("(") || isFile(word);
  }

  private static boolean isFile(String word) {
    try {
      return !word.isEmpty() && Files.exists(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** A word as a shell takes it. */
  private static String quoted(String word) {
    return word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
