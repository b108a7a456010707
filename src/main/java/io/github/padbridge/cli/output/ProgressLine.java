package io.github.padbridge.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Timer;
import java.util.TimerTask;
import java.util.regex.Pattern;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A line on standard error that is updated in place; messages overwrite it. Its library is one of
 * those that only proofs need.
 */
final class ProgressLine implements Progress {
  private static final String CLEARED = "\r\u001b[K";
  private static final int EVERY_MILLISECONDS = 200;
  private static final int DELAY = 300;

  private static final Pattern UNKNOWN_SPEED = Pattern.compile(" +\\? *\\w+/s *$");

  private final PrintStream err;
  private final Console console;
  private final ProgressBarBuilder builder;
  private final Timer timer = new Timer("progress", true);
  private long steps;
  private boolean closed;

  /** Null in the first moments, for runs that are short. */
  private @Nullable ProgressBar bar;

  ProgressLine(Console console, String task, String unit, int columns) {
    this.err = console.err().unchecked();
    this.console = console.reporting(console.err().to(overwriting(err)));
    this.builder =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(-1)
            .setUnit(unit, 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(EVERY_MILLISECONDS)
            .showSpeed()
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    line -> err.print("\r" + withKnownSpeed(line)), columns - 1));
    int delay = Integer.getInteger(DELAY_PROPERTY, DELAY);
    if (delay == 0) {
      begin();
    }
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            begin();
          }
        },
        delay);
  }

  /** In the first second the speed is unknown. */
  private static String withKnownSpeed(String line) {
    return UNKNOWN_SPEED.matcher(line).replaceFirst("");
  }

  private synchronized void begin() {
    if (!closed && bar == null) {
      bar = builder.build();
      bar.stepTo(steps);
    }
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
  public synchronized void total(long total) {
    if (bar == null) {
      builder.setInitialMax(total);
    } else {
      bar.maxHint(total);
    }
  }

  @Override
  public synchronized void step() {
    steps++;
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public synchronized void close() {
    timer.cancel();
    closed = true;
    if (bar != null) {
      bar.close();
      bar = null;
      err.print(CLEARED);
      err.flush();
    }
  }
}
