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
import org.jspecify.annotations.Nullable;

/** A file that the user named. */
final class InputFile {
  /** What stands for standard input. */
  static final String STDIN = "-";

  /** Java's replacement for bytes of a file name that it cannot decode; it opens no file. */
  static final char UNREADABLE = '\uFFFD';

  private InputFile() {}

  /** What a message calls the input. */
  static String shown(String name) {
    return name.equals(STDIN) ? "<stdin>" : name;
  }

  /** The same, or standard input where that is named. */
  static InputStream open(String name, Console console) throws IOException {
    return name.equals(STDIN) ? console.in() : open(name);
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
      String reason = reasonAgainst(name);
      if (reason != null) {
        throw new Refusal(Fault.at(Place.of(name), "this cannot be opened: " + reason, null));
      }
      // Unlike a channel's stream, this one reads pipes too.
      return new FileInputStream(name);
    } catch (InvalidPathException e) {
      throw new FileNotFoundException(name);
    } catch (FileNotFoundException e) {
      if (name.indexOf(UNREADABLE) >= 0) {
        throw new Refusal(
            Fault.at(
                Place.of(name),
                "the name of this file is not UTF-8",
                "rename it, or read it from standard input: - < FILE"));
      }
      if (IoReason.isMissing(e)) {
        throw e;
      }
      throw new Refusal(Fault.at(Place.of(name), "this cannot be opened: " + IoReason.of(e), null));
    }
  }

  /** Why it is not to be opened; null where it may be. */
  private static @Nullable String reasonAgainst(String name) {
    try {
      Path path = LinkedPath.followed(name);
      return Descriptors.isOwn(path, 0) ? null : Descriptors.reasonAgainst(path);
    } catch (IOException e) {
      // Then it cannot be opened either, which says why.
      return null;
    }
  }
}
