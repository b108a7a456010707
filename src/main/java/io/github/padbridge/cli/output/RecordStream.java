package io.github.padbridge.cli.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * Buffered output that ends with a whole record even if the run is interrupted. Every call of
 * {@code write} must pass whole records, which are written together or not at all.
 */
final class RecordStream extends OutputStream {
  private static final int BUFFER = 1 << 16;

  /** How long an interrupted run waits for a stalled reader. */
  private static final int PATIENCE_SECONDS = 10;

  private final OutputStream buffered;
  private boolean ended;

  RecordStream(OutputStream out) {
    buffered = new BufferedOutputStream(out, BUFFER);
    Runtime.getRuntime().addShutdownHook(new Thread(this::endSoon, "end of output"));
  }

  /** Ends the output in a daemon thread: a stalled reader must not block the exit. */
  private void endSoon() {
    Thread ending = new Thread(this::end, "last records");
    ending.setDaemon(true);
    ending.start();
    try {
      ending.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Flushes the buffer and ignores later records. */
  private synchronized void end() {
    ended = true;
    try {
      buffered.flush();
    } catch (IOException e) {
      // The reader has closed the pipe, so the failure cannot be reported.
      return;
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (!ended) {
      buffered.write(bytes, offset, length);
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    buffered.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    buffered.close();
  }
}
