package io.github.padbridge.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into chunks of complete lines. A chunk holds what is available without blocking,
 * so that a line does not wait for the next.
 */
final class LineChunks {
  private static final int SIZE = 1 << 16;
  private static final int LONGEST = 1 << 30;

  private final String source;
  private final InputStream in;
  private int line = 1;

  /** The start of an incomplete line. */
  private byte[] rest = new byte[0];

  LineChunks(String source, InputStream in) {
    this.source = source;
    this.in = in;
  }

  /** The next lines, or null at the end of the stream. */
  @Nullable JsonLines next() throws IOException {
    byte[] bytes = Arrays.copyOf(rest, Math.max(SIZE, 2 * rest.length));
    int length = rest.length;
    rest = new byte[0];
    int end = 0;
    while (end == 0 || (length < bytes.length && in.available() > 0)) {
      if (length == bytes.length) {
        if (length >= LONGEST) {
          throw new IOException("line " + line + " is longer than 1 GB");
        }
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) {
        return length == 0 ? null : lines(bytes, length);
      }
      int lastFeed = lastLineFeed(bytes, length, length + count);
      end = lastFeed < 0 ? end : lastFeed + 1;
      length += count;
    }
    rest = Arrays.copyOfRange(bytes, end, length);
    return lines(bytes, end);
  }

  private JsonLines lines(byte[] bytes, int length) {
    JsonLines lines = new JsonLines(source, line, bytes, length);
    line += lines.lineFeeds();
    return lines;
  }

  private static int lastLineFeed(byte[] bytes, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
