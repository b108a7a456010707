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
            "all well; every layer agrees, every pair is equal",
            DIFFERS,
            "compare found a pair that is not equal; verify, or matrix, scan or table with --verify,"
                + " or a page, found a layer that differs",
            UNUSABLE,
            "unusable command line, input or environment, whether or not a layer differs; every other"
                + " record has still been answered",
            BUG,
            "an internal error, or one of the native code that is run",
            INTERRUPTED,
            "interrupted by Ctrl-C or SIGINT; only whole records have been written",
            CLOSED_PIPE,
            "the reader of the output went away",
            TERMINATED,
            "ended by SIGTERM; only whole records have been written"));
  }
}
