package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that the user named. */
final class InputFile {
  /** What stands for standard input. */
  static final String STDIN = "-";

  private InputFile() {}

  /** What a message calls the input. */
  static String shown(String name) {
    return name.equals(STDIN) ? "<stdin>" : name;
  }

  /**
   * Opens a file, which may be a pipe.
   *
   * @throws Refusal if it cannot be read though it exists
   * @throws FileNotFoundException if there is no such file
   */
  static InputStream open(String name) throws IOException {
    try {
      Path path = Path.of(name);
      if (Files.exists(path) && !Files.isReadable(path)) {
        throw new Refusal(
            Fault.at(Place.of(name), "this cannot be opened: " + IoReason.NOT_ALLOWED, null));
      }
      if (!name.isEmpty() && Files.isDirectory(path)) {
        throw new Refusal(Fault.at(Place.of(name), "this is a directory, not a file", null));
      }
      // Unlike a channel's stream, this one reads pipes too.
      return new FileInputStream(name);
    } catch (InvalidPathException e) {
      throw new FileNotFoundException(name);
    } catch (FileNotFoundException e) {
      if (IoReason.isMissing(e)) {
        throw e;
      }
      throw new Refusal(Fault.at(Place.of(name), "this cannot be opened: " + IoReason.of(e), null));
    }
  }
}
