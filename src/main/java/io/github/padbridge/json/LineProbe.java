package io.github.padbridge.json;

import java.io.BufferedInputStream;
import java.io.IOException;

/**
 * Decides from an input's first lines whether it is JSON lines, so that a bad line need not end the
 * reading.
 */
final class LineProbe {
  /** How many bytes of whole lines are looked at where the first line does not decide. */
  private static final int MORE = 1 << 15;

  private final BufferedInputStream in;
  private long read;

  private LineProbe(BufferedInputStream in) {
    this.in = in;
  }

  /**
   * True where a record stands on a line of its own. The stream is left at its start; it is read,
   * and kept in memory, only as far as the decision takes.
   */
  static boolean isJsonLines(BufferedInputStream in) throws IOException {
    in.mark(Integer.MAX_VALUE);
    try {
      return new LineProbe(in).decide();
    } finally {
      in.reset();
      // Otherwise the stream would keep all that is read after this.
      in.mark(0);
    }
  }

  private boolean decide() throws IOException {
    int first = firstVisible();
    if (first != '{') {
      // What opens no bracket is a bad line, not a document.
      return first != '[' && first >= 0;
    }
    if (closesBrackets(first)) {
      return true;
    }
    // A document goes on over the line's end, but so does a record that was cut off: the next lines
    // tell.
    read = 0;
    int records = 0;
    int lines = 0;
    for (int next = firstVisible(); next >= 0; next = read < MORE ? firstVisible() : -1) {
      boolean isBracket = next == '{' || next == '[';
      records += closesBrackets(next) && isBracket ? 1 : 0;
      lines++;
    }
    return 2 * records > lines;
  }

  /** The first byte that is no white space; negative if there is none. */
  private int firstVisible() throws IOException {
    int next = next();
    while (next >= 0 && Character.isWhitespace(next)) {
      next = next();
    }
    return next;
  }

  /** Reads the rest of a line, and tells whether all brackets in it are closed. */
  private boolean closesBrackets(int first) throws IOException {
    LineBrackets brackets = new LineBrackets();
    for (int next = first; next >= 0 && next != '\n'; next = next()) {
      brackets.add(next);
    }
    return brackets.areClosed();
  }

  private int next() throws IOException {
    read++;
    return in.read();
  }
}
