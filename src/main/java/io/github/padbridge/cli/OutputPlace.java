package io.github.padbridge.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where a file that was named is written.
 *
 * @param file the file itself, which no link leads away from
 * @param isDirect whether it is a pipe or a device, which cannot be replaced by another file
 */
record OutputPlace(Path file, boolean isDirect) {
  /** The launcher may have given standard output another descriptor, so these are not opened. */
  private static final Set<String> STANDARD_OUTPUT =
      Set.of("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

  private static final int MOST_LINKS = 40;

  static boolean isStandardOutput(String name) {
    return STANDARD_OUTPUT.contains(name);
  }

  /**
   * Follows the links that a name stands for, also to a file that is still to be made.
   *
   * @throws IOException with the reason why no file can be written there
   */
  static OutputPlace of(String name) throws IOException {
    if (name.isEmpty() || name.indexOf(InputFile.UNREADABLE) >= 0) {
      throw new FileSystemException(
          name, null, name.isEmpty() ? "its name is empty" : "its name is not UTF-8");
    }
    Path path = inRealDirectory(Path.of(name).toAbsolutePath());
    for (int links = 0; Files.isSymbolicLink(path) && !isDescriptor(path); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(name);
      }
      path = inRealDirectory(path.resolveSibling(Files.readSymbolicLink(path)));
    }
    if (isDescriptor(path) && Files.isRegularFile(path)) {
      throw new FileSystemException(
          name, null, "it is an open file, maybe one of Java's own: name the file itself");
    }
    if (name.endsWith("/") || Files.isDirectory(path)) {
      throw new FileSystemException(name, null, "Is a directory");
    }
    if (Files.exists(path) && !Files.isWritable(path)) {
      throw new AccessDeniedException(name);
    }
    return new OutputPlace(
        path, isDescriptor(path) || (Files.exists(path) && !Files.isRegularFile(path)));
  }

  /** The same file, by a path whose directories are no links. */
  private static Path inRealDirectory(Path path) throws IOException {
    Path directory = path.getParent();
    return directory == null || !Files.isDirectory(directory)
        ? path
        : directory.toRealPath().resolve(path.getFileName());
  }

  /** A pipe that a process has open is used as it stands; its link leads to no name. */
  private static boolean isDescriptor(Path path) {
    return path.startsWith("/proc");
  }
}
