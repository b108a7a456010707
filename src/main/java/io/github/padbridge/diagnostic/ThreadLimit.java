package io.github.padbridge.diagnostic;

import java.util.List;

/**
 * How many threads the system lets this user or container have. Java says that memory ran out where
 * it is reached. No code here may need a thread itself, as a lambda or a joined string may.
 */
public final class ThreadLimit {
  public static final String REASON = "the system does not allow another thread";
  public static final String HELP =
      "raise the limit of this user (ulimit -u) or of the container (pids limit)";

  private ThreadLimit() {}

  /** Whether it is why something was thrown. */
  public static boolean isReached(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && message.contains("unable to create native thread")) {
        return true;
      }
    }
    return false;
  }

  /** What to say then. */
  public static Fault fault() {
    return new Fault(REASON, HELP, List.of(), null);
  }
}
