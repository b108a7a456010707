package io.github.padbridge.cli;

import java.io.FilterInputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Input for whose next bytes nobody is kept waiting: before it waits, what has been asked so far is
 * answered. A program may so write a line and read its answer before it writes the next.
 */
final class AnsweringInput extends FilterInputStream {
  private final Flushable answers;

  /**
   * @param answers where they are written, and wait to be passed on
   */
  AnsweringInput(InputStream in, Flushable answers) {
    super(in);
    this.answers = answers;
  }

  @Override
  public int read() throws IOException {
    answer();
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    answer();
    return super.read(bytes, offset, length);
  }

  private void answer() throws IOException {
    if (in.available() == 0) {
      try {
        answers.flush();
      } catch (IOException e) {
        // It is not the input that failed.
        throw new UncheckedIOException(e);
      }
    }
  }
}
