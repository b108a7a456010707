package io.github.padbridge.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes text as UTF-8, in whole lines. */
final class LineWriter extends Writer {
  private static final int FULL = 1 << 15;

  private final OutputStream out;
  private final StringBuilder lines = new StringBuilder(2 * FULL);

  LineWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length));
  }

  @Override
  public void write(String text) throws IOException {
    lines.append(text);
    if (lines.length() > FULL && text.endsWith("\n")) {
      pass();
    }
  }

  private void pass() throws IOException {
    out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    lines.setLength(0);
  }

  @Override
  public void flush() throws IOException {
    pass();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
