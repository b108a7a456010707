package io.github.padbridge.cli;

/** What a run tells the shell. */
final class ExitCode {
  static final int OK = 0;
  static final int DIFFERS = 1;
  static final int UNUSABLE = 2;
  static final int BUG = 70;
  static final int CLOSED_PIPE = 141;

  private ExitCode() {}
}
