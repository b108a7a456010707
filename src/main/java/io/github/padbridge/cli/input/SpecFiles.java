package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Refusal;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds the files in a directory or for a pattern, sorted by name. */
final class SpecFiles {
  private SpecFiles() {}

  /** Whether a name has wildcards. */
  static boolean isPattern(String name) {
    return name.matches("(?s).*[*?\\[{].*");
  }

  static boolean isDirectory(String name) {
    try {
      return !name.isEmpty() && Files.isDirectory(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The .json, .jsonl and .ndjson files below a directory, without hidden ones.
   *
   * @throws Refusal if there is none, or the directory cannot be read
   */
  static List<String> below(String directory, PrintStream err) {
    List<String> files =
        files(
            Path.of(directory),
            directory,
            path -> path.toString().matches("(?is).*\\.(json|jsonl|ndjson)"),
            err);
    return require(files, directory, "there is no .json, .jsonl or .ndjson file in this directory");
  }

  /**
   * The files that a {@link FilePattern} matches.
   *
   * @throws Refusal if there is none, or the pattern is invalid
   */
  static List<String> matching(String pattern, PrintStream err) {
    String fixed = pattern.substring(0, pattern.replaceFirst("(?s)[*?\\[{].*", "").length());
    String base = fixed.contains("/") ? fixed.substring(0, fixed.lastIndexOf('/') + 1) : "";
    try {
      FilePattern wanted = new FilePattern(pattern);
      List<String> files =
          files(
              Path.of(base.isEmpty() ? "." : base),
              pattern,
              path ->
                  wanted.matches(
                      (base.isEmpty() ? Path.of(".").relativize(path) : path)
                          .toString()
                          .replace(File.separatorChar, '/')),
              err);
      return require(files, pattern, "no file matches this pattern");
    } catch (IllegalArgumentException e) {
      throw InputFile.refusal(pattern, "invalid file pattern: " + e.getMessage());
    }
  }

  private static List<String> files(
      Path root, String shown, Predicate<Path> wanted, PrintStream err) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Finder(root, wanted, found, err));
    } catch (IOException e) {
      throw InputFile.refusal(shown, "this directory cannot be read");
    }
    return found.stream()
        .map(path -> root.equals(Path.of(".")) ? root.relativize(path) : path)
        .map(Path::toString)
        .sorted()
        .toList();
  }

  /** Finds files, including unreadable ones: reading them reports the error. */
  private static final class Finder extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Predicate<Path> wanted;
    private final List<Path> found;
    private final PrintStream err;

    Finder(Path root, Predicate<Path> wanted, List<Path> found, PrintStream err) {
      this.root = root;
      this.wanted = wanted;
      this.found = found;
      this.err = err;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return path.equals(root) || !isHidden(root.relativize(path))
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      if (isHidden(root.relativize(path)) || Files.isDirectory(path) || !wanted.test(path)) {
        return FileVisitResult.CONTINUE;
      }
      if (Files.isRegularFile(path) || Files.notExists(path)) {
        found.add(path);
      } else {
        // Reading it might block.
        err.println("note: " + path + " is skipped: it is a pipe, a socket or a device");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      found.add(path);
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static List<String> require(List<String> files, String shown, String message) {
    if (files.isEmpty()) {
      throw InputFile.refusal(shown, message);
    }
    return files;
  }
}
