package io.github.padbridge.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Names of what a process has open, such as {@code /proc/self/fd/4}. The launcher and Java have
 * files of their own open, so that a number may not mean what it meant to the user.
 */
final class Descriptors {
  static final String OPEN_FILE =
      "it is an open file, which may belong to Java; give the name of the file itself";

  private Descriptors() {}

  /**
   * Whether a path is the name of a descriptor, or of something else that only the system has.
   *
   * @param path in a directory that no link leads away from
   */
  static boolean isOne(Path path) {
    return path.startsWith("/proc");
  }

  /** Whether a descriptor is that of a file, and not of a pipe or a device. */
  static boolean isOpenFile(Path path) {
    return isOne(path) && Files.isRegularFile(path);
  }

  /** Whether a path names this descriptor of this process. */
  static boolean isOwn(Path path, int number) {
    String process = "/proc/" + ProcessHandle.current().pid();
    return path.toString().matches(process + "(/task/[0-9]+)?/fd/" + number);
  }
}
