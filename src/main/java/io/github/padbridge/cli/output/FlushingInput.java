package io.github.padbridge.cli.output;

import java.io.FilterInputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Input that flushes the answers before it blocks, so that a program can write a line and read its
 * answer before it writes the next.
 */
public final class FlushingInput extends FilterInputStream {
  private final Flushable answers;

  public FlushingInput(InputStream in, Flushable answers) {
    super(in);
    this.answers = answers;
  }

  @Override
  public int read() throws IOException {
    flush();
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    flush();
    return super.read(bytes, offset, length);
  }

  private void flush() throws IOException {
    if (in.available() == 0) {
      try {
        answers.flush();
      } catch (IOException e) {
        // The output failed, not the input.
        throw new UncheckedIOException(e);
      }
    }
  }
}
