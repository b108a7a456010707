package io.github.padbridge.cli.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of what a process has open, such as {@code /proc/self/fd/4}. The launcher and Java have
 * files of their own open, so that a number may not mean what it meant to the user.
 */
public final class Descriptors {
  /** Set by the launcher to the descriptor it moved the real standard output to. */
  public static final String OUT = "padbridge.out.descriptor";

  /** Set by the launcher to the descriptor that Java reads options from. */
  private static final String OPTIONS = "padbridge.options.descriptor";

  private static final String OPEN_FILE =
      "it is an open file, which may belong to Java; give the name of the file itself";

  private Descriptors() {}

  /**
   * Whether a path is the name of a descriptor, or of something else that only the system has.
   *
   * @param path in a directory that no link leads away from
   */
  public static boolean isOne(Path path) {
    return path.startsWith("/proc");
  }

  /** Why a path is not to be opened; null where it may be. */
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
    String process = "/proc/" + ProcessHandle.current().pid();
    return path.toString().matches(process + "(/task/[0-9]+)?/fd/" + number);
  }
}
