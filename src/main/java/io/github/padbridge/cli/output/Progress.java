package io.github.padbridge.cli.output;

/**
 * How far a long run has come, shown on standard error where that is a terminal. Where the answers
 * go to the terminal too, they show it themselves.
 */
public interface Progress extends AutoCloseable {
  /** What is narrower has no room for it. */
  int LEAST_COLUMNS = 20;

  static Progress of(Console console, String task, String unit) {
    int columns = Terminal.OUT.isThere() ? 0 : Terminal.ERR.columns().orElse(0);
    return columns < LEAST_COLUMNS
        ? new Unseen(console)
        : new ProgressLine(console, task, unit, columns);
  }

  /** The streams to use meanwhile. */
  Console console();

  /** Tells how many steps there are in all, once that is known. */
  void total(long steps);

  void step();

  /** Takes away what is shown. */
  @Override
  void close();

  /** Where nobody looks. */
  record Unseen(Console console) implements Progress {
    @Override
    public void total(long steps) {}

    @Override
    public void step() {}

    @Override
    public void close() {}
  }
}
