package io.github.padbridge.cli.output;

import java.util.function.Consumer;

/**
 * The progress of a long run, shown on standard error if that is a terminal, and if no answers are
 * written to a terminal meanwhile.
 */
public interface Progress extends AutoCloseable {
  /** The system property with the milliseconds before progress is shown. */
  String DELAY_PROPERTY = "padbridge.progress.delay";

  /** A narrower terminal shows no progress. */
  int LEAST_COLUMNS = 20;

  /** The progress of a run that writes each answer as soon as it is known. */
  static Progress of(Console console, String task, String unit) {
    return console.screen().isTerminal() ? new Unseen(console) : beforeAnswers(console, task, unit);
  }

  /** The progress of a run that writes its answers at the end, when the progress is closed. */
  static Progress beforeAnswers(Console console, String task, String unit) {
    Screen screen = console.err().screen();
    boolean isSeen = screen.isTerminal() && !console.err().isQuiet();
    int columns = isSeen ? screen.columns().orElse(0) : 0;
    return columns < LEAST_COLUMNS
        ? new Unseen(console)
        : new ProgressLine(console, task, unit, columns);
  }

  /** The streams to use while progress is shown. */
  Console console();

  /** Sets the number of steps, once it is known. */
  void total(long steps);

  /** Counts a step. Several threads may do so at once. */
  void step();

  /** The same work, each a step. */
  default <T> Consumer<T> counting(Consumer<? super T> work) {
    return item -> {
      work.accept(item);
      step();
    };
  }

  /** Clears the progress; may be called twice. */
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
