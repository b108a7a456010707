package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens and reads the files that the user names. */
public final class InputFile {
  /** The name of standard input. */
  public static final String STDIN = "-";

  /** Java's replacement for bytes of a file name that it cannot decode. */
  public static final char UNREADABLE = '\uFFFD';

  static final String NONE = "there is no such file";

  private InputFile() {}

  /** The name of the input in messages. */
  static String shown(String name) {
    return name.equals(STDIN) ? "<stdin>" : name;
  }

  /** Whether there is a file of this name. */
  public static boolean exists(String name) {
    try {
      return !name.isEmpty() && Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * @throws Refusal if the input file is also the output file
   */
  public static void requireOther(String read, @Nullable String written) {
    try {
      if (written != null
          && exists(read)
          && exists(written)
          && Files.isSameFile(Path.of(read), Path.of(written))) {
        throw refusal(read, "this file is both input and output");
      }
    } catch (IOException e) {
      throw unreadable(read, e);
    }
  }

  /**
   * Reads a whole file, or standard input for the name -.
   *
   * @throws Refusal if it cannot be read, or has more than {@code most} bytes
   */
  static byte[] read(String name, InputStream stdin, int most, String tooLong) {
    // Without a buffer, readNBytes asks for the position, which a pipe does not have (JDK-8279283).
    try (InputStream in = new BufferedInputStream(open(name, stdin))) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw refusal(shown(name), tooLong);
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(shown(name), e);
    }
  }

  static Refusal unreadable(String source, IOException e) {
    return refusal(
        source,
        e instanceof FileNotFoundException ? NONE : "this file cannot be read: " + IoReason.of(e));
  }

  static Refusal refusal(String source, String message) {
    return new Refusal(Fault.at(Place.of(source), message, null));
  }

  /** Opens a file, or standard input for the name -. */
  static InputStream open(String name, InputStream stdin) throws IOException {
    return name.equals(STDIN) ? stdin : open(name);
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
        throw refusal(name, "this cannot be opened: " + IoReason.NOT_ALLOWED);
      }
      if (!name.isEmpty() && Files.isDirectory(path)) {
        throw new Refusal(
            Fault.at(
                Place.of(name),
                "this is a directory, not a file",
                Files.exists(path.resolve("saved_model.pb"))
                    ? "a SavedModel is not read: save it from Keras: model.save(\"model.keras\")"
                    : null));
      }
      String reason = reasonAgainst(name);
      if (reason != null) {
        throw refusal(name, "this cannot be opened: " + reason);
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
                "rename it, or give - and redirect the file to standard input"));
      }
      if (IoReason.isMissing(e)) {
        throw e;
      }
      throw refusal(name, "this cannot be opened: " + IoReason.of(e));
    }
  }

  /** Why a file must not be opened; null if it may be. */
  private static @Nullable String reasonAgainst(String name) {
    try {
      Path path = SymbolicLinks.follow(name);
      return Descriptors.isOwn(path, 0) ? null : Descriptors.reasonAgainst(path);
    } catch (IOException e) {
      // Opening it fails too, with a reason.
      return null;
    }
  }
}
