package io.github.padbridge.cli;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The exit codes. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int DIFFERS = 1;
  public static final int UNUSABLE = 2;
  public static final int BUG = 70;
  public static final int INTERRUPTED = 130;
  public static final int CLOSED_PIPE = 141;
  public static final int TERMINATED = 143;

  private ExitCode() {}

  /** Every code with its meaning. */
  public static SortedMap<Integer, String> meanings() {
    return new TreeMap<>(
        Map.of(
            OK,
            "success: every layer agrees, every pair is equal",
            DIFFERS,
            "a difference: compare found a pair that is not equal, or a proof (verify, --verify, a page)"
                + " found a layer that differs",
            UNUSABLE,
            "unusable command line, input or environment; all other records have been answered",
            BUG,
            "an internal error, or a crash of native code",
            INTERRUPTED,
            "interrupted by Ctrl-C or SIGINT; only whole records have been written",
            CLOSED_PIPE,
            "the reader of the output closed it",
            TERMINATED,
            "ended by SIGTERM; only whole records have been written"));
  }
}
