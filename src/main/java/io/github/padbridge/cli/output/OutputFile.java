package io.github.padbridge.cli.output;

import io.github.padbridge.cli.input.IoReason;
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
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * A file that is written completely or not at all: a temporary file next to it replaces it at the
 * end. An interrupted run keeps the old file.
 */
public final class OutputFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final OutputPlace place;

  /** The temporary file; the file itself if that is a pipe or a device. */
  private final Path written;

  private final OutputStream stream;
  private boolean complete;

  /**
   * @throws Refusal if the file cannot be written
   */
  public OutputFile(String name) {
    this.name = name;
    try {
      this.place = OutputPlace.of(name);
      this.written = place.isDirect() ? place.file() : beside(place.file());
      this.stream =
          place.isDirect()
              ? new RecordStream(Files.newOutputStream(written))
              : new BufferedOutputStream(
                  Files.newOutputStream(written, StandardOpenOption.CREATE_NEW), BUFFER);
      if (!place.isDirect()) {
        // For an interrupted run.
        written.toFile().deleteOnExit();
      }
    } catch (IOException e) {
      throw refusal(name, e);
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
    // A killed earlier run may have had the same process id.
    String unique = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    return folder.resolve("." + unique + ".part");
  }

  public static void write(String name, byte[] bytes) {
    try (OutputFile file = new OutputFile(name)) {
      file.stream.write(bytes);
      file.commit();
    } catch (IOException e) {
      throw refusal(name, e);
    }
  }

  /** The stream to write to, whole records in every call. */
  public OutputStream stream() {
    return stream;
  }

  /** Whether nothing has been written. */
  public boolean isEmpty() throws IOException {
    stream.flush();
    return !place.isDirect() && Files.size(written) == 0;
  }

  /** Replaces the file with what has been written. */
  public void commit() {
    try {
      stream.close();
      if (!place.isDirect()) {
        keepAttributes();
        move();
      }
      complete = true;
    } catch (IOException e) {
      throw refusal(name, e);
    }
  }

  private void keepAttributes() throws IOException {
    boolean posix = Files.getFileStore(written).supportsFileAttributeView("posix");
    if (!posix || !Files.exists(place.file())) {
      return;
    }
    PosixFileAttributes before = Files.readAttributes(place.file(), PosixFileAttributes.class);
    PosixFileAttributeView now = Files.getFileAttributeView(written, PosixFileAttributeView.class);
    try {
      if (!now.getOwner().equals(before.owner())) {
        now.setOwner(before.owner());
      }
      if (!now.readAttributes().group().equals(before.group())) {
        now.setGroup(before.group());
      }
    } catch (FileSystemException e) {
      // Only root may change the owner.
    }
    now.setPermissions(before.permissions());
  }

  private void move() throws IOException {
    try {
      Files.move(
          written,
          place.file(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, place.file(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Keeps the old file unless it has been replaced. */
  @Override
  public void close() throws IOException {
    if (complete) {
      return;
    }
    try {
      stream.close();
    } finally {
      if (!place.isDirect()) {
        Files.deleteIfExists(written);
      }
    }
  }

  public static Refusal refusal(String name, IOException e) {
    return refusal(name, IoReason.of(e));
  }

  private static Refusal refusal(String name, String reason) {
    return new Refusal(Fault.at(Place.of(name), "this file cannot be written: " + reason, null));
  }
}
