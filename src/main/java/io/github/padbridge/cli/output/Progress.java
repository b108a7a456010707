package io.github.padbridge.cli.output;

/**
 * The progress of a long run, shown on standard error if that is a terminal and standard output is
 * not.
 */
public interface Progress extends AutoCloseable {
  /** A narrower terminal shows no progress. */
  int LEAST_COLUMNS = 20;

  static Progress of(Console console, String task, String unit) {
    int columns = Terminal.OUT.isThere() ? 0 : Terminal.ERR.columns().orElse(0);
    return columns < LEAST_COLUMNS
        ? new Unseen(console)
        : new ProgressLine(console, task, unit, columns);
  }

  /** The streams to use while progress is shown. */
  Console console();

  /** Sets the number of steps, once it is known. */
  void total(long steps);

  void step();

  /** Clears the progress. */
  @Override
  void close();

  /** Shows nothing. */
  record Unseen(Console console) implements Progress {
    @Override
    public void total(long steps) {}

    @Override
    public void step() {}

    @Override
    public void close() {}
  }
}
