package io.github.padbridge.cli.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of open files, such as {@code /proc/self/fd/4}. The launcher and Java open files too, so
 * that a number may not mean what the user thinks.
 */
public final class Descriptors {
  /** Set by the launcher to the descriptor it moved the real standard output to. */
  public static final String OUT = "padbridge.out.descriptor";

  /** Set by the launcher to the descriptor that Java reads options from. */
  private static final String OPTIONS = "padbridge.options.descriptor";

  private static final String OPEN_FILE =
      "it is a descriptor that may belong to Java; give the name of the file";

  private Descriptors() {}

  /**
   * Whether a path names a descriptor or another file of the system.
   *
   * @param path without symbolic links in its directory
   */
  public static boolean isOne(Path path) {
    return path.startsWith("/proc");
  }

  /** Why a path must not be opened; null if it may be. */
  public static @Nullable String reasonAgainst(Path path) {
    for (String property : List.of(OUT, OPTIONS)) {
      Integer number = Integer.getInteger(property);
      if (number != null && isOwn(path, number)) {
        return "the launcher of padbridge uses descriptor " + number + "; use another number";
      }
    }
    return isOne(path) && Files.isRegularFile(path) ? OPEN_FILE : null;
  }

  /** Whether a path names this descriptor of this process. */
  public static boolean isOwn(Path path, int number) {
    // Java reads several files to find its own process.
    if (!isOne(path)) {
      return false;
    }
    String process = "/proc/" + ProcessHandle.current().pid();
    return path.toString().matches(process + "(/task/[0-9]+)?/fd/" + number);
  }
}
