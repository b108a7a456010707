package io.github.padbridge.cli.input;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows the symbolic links on a path. */
public final class SymbolicLinks {
  private static final int MOST_LINKS = 40;

  private SymbolicLinks() {}

  /**
   * The path that a name leads to. The file need not exist. Names of descriptors are not followed.
   *
   * @throws IOException if the links lead in a circle, or cannot be read
   */
  public static Path follow(String name) throws IOException {
    Path path = inRealDirectory(Path.of(name).toAbsolutePath());
    for (int links = 0; Files.isSymbolicLink(path) && !Descriptors.isOne(path); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(name);
      }
      path = inRealDirectory(path.resolveSibling(Files.readSymbolicLink(path)));
    }
    return path;
  }

  /** The same file, with its directory resolved. */
  private static Path inRealDirectory(Path path) throws IOException {
    Path directory = path.getParent();
    return directory == null || !Files.isDirectory(directory)
        ? path
        : directory.toRealPath().resolve(path.getFileName());
  }
}
