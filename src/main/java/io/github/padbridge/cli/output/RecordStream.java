package io.github.padbridge.cli.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Buffered output that ends with a whole record even where the run is interrupted. Every call of
 * {@code write} must hand over whole records, which then reach the reader together or not at all.
 */
final class RecordStream extends OutputStream {
  private static final int BUFFER = 1 << 16;

  /** How long a reader that takes nothing may keep an interrupted run from ending. */
  private static final int PATIENCE_SECONDS = 10;

  private final OutputStream buffered;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean ended;

  RecordStream(OutputStream out) {
    buffered = new BufferedOutputStream(out, BUFFER);
    Runtime.getRuntime().addShutdownHook(new Thread(this::endSoon, "end of output"));
  }

  /**
   * Ends the output in a daemon thread, so that a reader that reads nothing cannot block the exit.
   */
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

  /** Waits for the records that are being written, adds those in the buffer, and takes no more. */
  private void end() {
    lock.lock();
    try {
      ended = true;
      buffered.flush();
    } catch (IOException e) {
      // The reader is gone, so the failure cannot be reported.
      ended = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      if (!ended) {
        buffered.write(bytes, offset, length);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() throws IOException {
    lock.lock();
    try {
      buffered.flush();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      buffered.close();
    } finally {
      lock.unlock();
    }
  }
}
