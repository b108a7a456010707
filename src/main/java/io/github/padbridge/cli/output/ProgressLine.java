package io.github.padbridge.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A line on standard error that is updated in place; messages overwrite it. Its library is one of
 * those that only proofs need.
 */
final class ProgressLine implements Progress {
  private static final String CLEARED = "\r\u001b[K";
  private static final int EVERY_MILLISECONDS = 200;

  private final PrintStream err;
  private final Console console;
  private final ProgressBar bar;

  ProgressLine(Console console, String task, String unit, int columns) {
    this.err = console.err().unchecked();
    this.console = new Console(console.in(), console.out(), overwriting(err));
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(-1)
            .setUnit(unit, 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(EVERY_MILLISECONDS)
            .showSpeed()
            .setConsumer(
                new DelegatingProgressBarConsumer(line -> err.print("\r" + line), columns - 1))
            .build();
  }

  private static PrintStream overwriting(PrintStream err) {
    OutputStream out =
        new FilterOutputStream(err) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            synchronized (err) {
              err.print(CLEARED);
              err.write(bytes, offset, length);
            }
          }
        };
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  @Override
  public Console console() {
    return console;
  }

  @Override
  public void total(long steps) {
    bar.maxHint(steps);
  }

  @Override
  public void step() {
    bar.step();
  }

  @Override
  public void close() {
    bar.close();
    err.print(CLEARED);
    err.flush();
  }
}
