package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written whole or not at all: beside its place first, and moved into it at the end,
 * so that nobody ever sees half of it and an interrupted run leaves what was there.
 */
final class OutputFile implements AutoCloseable {
  private final String name;
  private final Path file;
  private final Path written;
  private final OutputStream stream;
  private boolean complete;

  /**
   * Opens the file for writing.
   *
   * @throws Refusal if it cannot be written
   */
  OutputFile(String name) {
    this.name = name;
    try {
      Path given = Path.of(name).toAbsolutePath();
      // What a link leads to is written, and the link left.
      this.file = Files.exists(given) ? given.toRealPath() : given;
      // A pipe or a device has no place to be moved into.
      boolean isPlain = !Files.exists(file) || Files.isRegularFile(file);
      this.written = isPlain ? beside(file) : file;
      this.stream =
          new BufferedOutputStream(
              isPlain
                  ? Files.newOutputStream(written, StandardOpenOption.CREATE_NEW)
                  : Files.newOutputStream(written),
              1 << 16);
      if (isPlain) {
        // For a run that is interrupted.
        written.toFile().deleteOnExit();
      }
    } catch (IOException e) {
      throw refusal(e);
    } catch (InvalidPathException e) {
      throw refusal(name, IoReason.of(e));
    }
  }

  private static Path beside(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      boolean isThere = folder != null && Files.exists(folder);
      String reason = isThere ? " is not a directory" : " does not exist";
      throw new FileSystemException(file.toString(), null, "directory " + folder + reason);
    }
    return file.resolveSibling(
        "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
  }

  /** Writes it all at once. */
  static void write(String name, byte[] bytes) {
    try (OutputFile file = new OutputFile(name)) {
      file.stream.write(bytes);
      file.commit();
    } catch (IOException e) {
      throw refusal(name, e);
    }
  }

  OutputStream stream() {
    return stream;
  }

  /** Whether nothing has been written. */
  boolean isEmpty() throws IOException {
    stream.flush();
    return Files.size(written) == 0;
  }

  /**
   * @throws Refusal if the two are the same file
   */
  static void requireOther(String read, @Nullable String output) {
    try {
      if (output != null && isThere(read) && isThere(output)) {
        boolean same = Files.isSameFile(Path.of(read), Path.of(output));
        if (same) {
          throw new Refusal(
              Fault.at(Place.of(read), "this file is to be read and to be written", null));
        }
      }
    } catch (IOException e) {
      throw new Refusal(Fault.at(Place.of(read), "cannot be read: " + IoReason.of(e), null));
    }
  }

  private static boolean isThere(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Puts what has been written into its place. */
  void commit() {
    try {
      stream.close();
      if (!written.equals(file)) {
        keepPermissions();
        move();
      }
      complete = true;
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  private void keepPermissions() throws IOException {
    boolean posix = Files.getFileStore(written).supportsFileAttributeView("posix");
    if (posix && Files.exists(file)) {
      Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(file));
    }
  }

  private void move() throws IOException {
    try {
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Leaves what was there, unless all has been put into its place. */
  @Override
  public void close() throws IOException {
    if (!complete && !written.equals(file)) {
      stream.close();
      Files.deleteIfExists(written);
    }
  }

  private Refusal refusal(IOException e) {
    return refusal(name, e);
  }

  private static Refusal refusal(String name, IOException e) {
    return refusal(name, IoReason.of(e));
  }

  private static Refusal refusal(String name, String reason) {
    return new Refusal(Fault.at(Place.of(name), "this file cannot be written: " + reason, null));
  }
}
