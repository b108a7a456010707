package io.github.padbridge.cli.output;

import io.github.padbridge.cli.input.Descriptors;
import io.github.padbridge.cli.input.InputFile;
import io.github.padbridge.cli.input.SymbolicLinks;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * The place of an output file.
 *
 * @param file without symbolic links
 * @param isDirect whether it is a pipe or a device, which cannot be replaced
 */
public record OutputPlace(Path file, boolean isDirect) {
  /** Names of standard output that work without /proc. */
  private static final Set<String> STANDARD_OUTPUT = Set.of("-", "/dev/stdout", "/dev/fd/1");

  /** Whether a name leads to standard output. */
  public static boolean isStandardOutput(String name) {
    try {
      return STANDARD_OUTPUT.contains(name) || Descriptors.isOwn(SymbolicLinks.follow(name), 1);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  /**
   * Follows symbolic links. The file need not exist.
   *
   * @throws IOException if no file can be written there
   */
  static OutputPlace of(String name) throws IOException {
    if (name.isEmpty() || name.indexOf(InputFile.UNREADABLE) >= 0) {
      throw new FileSystemException(
          name, null, name.isEmpty() ? "its name is empty" : "its name is not UTF-8");
    }
    if (Path.of(name).toAbsolutePath().toString().indexOf(InputFile.UNREADABLE) >= 0) {
      throw new FileSystemException(name, null, "the path of the current folder is not UTF-8");
    }
    Path path = SymbolicLinks.follow(name);
    String reason = Descriptors.reasonAgainst(path);
    if (reason != null) {
      throw new FileSystemException(name, null, reason);
    }
    if (name.endsWith("/") || Files.isDirectory(path)) {
      throw new FileSystemException(name, null, "Is a directory");
    }
    if (Files.exists(path) && !Files.isWritable(path)) {
      throw new AccessDeniedException(name);
    }
    return new OutputPlace(
        path, Descriptors.isOne(path) || (Files.exists(path) && !Files.isRegularFile(path)));
  }
}
