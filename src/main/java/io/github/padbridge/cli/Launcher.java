package io.github.padbridge.cli;

import org.jspecify.annotations.Nullable;

/** The launcher script that started this process. */
final class Launcher {
  /** Set by the launcher to its process id, or to 0 if it is unknown. */
  private static final String PROCESS = "padbridge.launcher";

  /**
   * Added to exit codes, and subtracted by the launcher, which can thus tell them from the exit
   * codes of Java.
   */
  private static final int ADDED = 10;

  /** Exit codes from here on stand for signals. */
  private static final int FIRST_SIGNAL = 128;

  private static final int LOOK_EVERY_MILLIS = 500;

  private Launcher() {}

  /** The status of this process that makes the launcher exit with {@code exitCode}. */
  static int status(int exitCode) {
    return exitCode < FIRST_SIGNAL && process() != null ? exitCode + ADDED : exitCode;
  }

  /** Ends this process soon after the launcher, which cannot pass on SIGKILL. */
  static void endWithIt() {
    Long launcher = process();
    if (launcher == null || launcher == 0) {
      return;
    }
    Thread watch = new Thread(() -> endAfter(launcher), "launcher");
    watch.setDaemon(true);
    watch.start();
  }

  private static void endAfter(long launcher) {
    try {
      do {
        Thread.sleep(LOOK_EVERY_MILLIS);
      } while (isParent(launcher));
      System.exit(ExitCode.TERMINATED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A process whose parent has ended gets another one. */
  private static boolean isParent(long process) {
    return ProcessHandle.current().parent().filter(p -> p.pid() == process).isPresent();
  }

  private static @Nullable Long process() {
    return Long.getLong(PROCESS);
  }
}
