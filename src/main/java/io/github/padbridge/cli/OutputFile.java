package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is written whole or not at all. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Writes beside the file and moves it into its place, so that nobody ever sees half of it.
   *
   * @throws Refusal if it cannot be written; what was there before is left
   */
  static void write(String name, byte[] bytes) {
    Path temporary = null;
    try {
      Path file = Path.of(name).toAbsolutePath();
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A pipe or a device has no place to be moved into.
        Files.write(file, bytes);
        return;
      }
      temporary = Files.createTempFile(file.getParent(), ".padbridge", ".part");
      Files.write(temporary, bytes);
      move(temporary, file);
      temporary = null;
    } catch (IOException | InvalidPathException e) {
      throw new Refusal(
          Fault.at(Place.of(name), "this file cannot be written: " + reason(e), null));
    } finally {
      delete(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String reason(Exception e) {
    return e.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
  }

  private static void delete(Path temporary) {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      // It is small and hidden, and its failure to go says nothing about the work.
      temporary.toFile().deleteOnExit();
    }
  }
}
