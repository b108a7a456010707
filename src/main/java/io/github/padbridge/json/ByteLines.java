package io.github.padbridge.json;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Arrays;

/** The lines of a stream as bytes, in one buffer that is used again for each. */
final class ByteLines {
  private static final int LONGEST = 1 << 30;

  private final BufferedInputStream in;
  private byte[] bytes = new byte[1 << 12];
  private int length;
  private int number;

  ByteLines(BufferedInputStream in) {
    this.in = in;
  }

  /** Moves to the next line; false at the end of the stream. */
  boolean next() throws IOException {
    length = 0;
    int next = in.read();
    if (next < 0) {
      return false;
    }
    number++;
    while (next >= 0 && next != '\n') {
      if (length == LONGEST) {
        throw new IOException("line " + number + " is longer than a gigabyte");
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, length * 2);
      }
      bytes[length++] = (byte) next;
      next = in.read();
    }
    return true;
  }

  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /**
   * The line's bytes, the first {@link #length()} of them, valid until the next call of {@link
   * #next()}.
   */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** 1-based number of the current line. */
  int number() {
    return number;
  }
}
