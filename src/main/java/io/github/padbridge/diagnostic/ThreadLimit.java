package io.github.padbridge.diagnostic;

import java.util.List;

/**
 * The limit of threads for this user or container. Java reports it as an {@link OutOfMemoryError}.
 * The code here must not start a thread, which even a lambda or a joined string may do.
 */
public final class ThreadLimit {
  public static final String REASON = "the system does not allow another thread";
  public static final String HELP =
      "raise the limit of this user (ulimit -u) or of the container (pids limit)";

  private ThreadLimit() {}

  /** Whether the limit is the cause of an error. */
  public static boolean isReached(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && message.contains("unable to create native thread")) {
        return true;
      }
    }
    return false;
  }

  /** The report. */
  public static Fault fault() {
    return new Fault(REASON, HELP, List.of(), null);
  }
}
