package io.github.padbridge.json;

import java.io.BufferedInputStream;
import java.io.IOException;

/**
 * Decides from the first lines of an input whether it is JSON lines, in which an invalid line does
 * not end the reading.
 */
final class LineProbe {
  /** How many bytes are inspected if the first line does not decide. */
  private static final int MORE = 1 << 15;

  private final BufferedInputStream in;
  private long read;

  private LineProbe(BufferedInputStream in) {
    this.in = in;
  }

  /**
   * Whether each record is on a line of its own. Resets the stream to its start; reads and buffers
   * no more than needed.
   */
  static boolean isJsonLines(BufferedInputStream in) throws IOException {
    in.mark(Integer.MAX_VALUE);
    try {
      return new LineProbe(in).decide();
    } finally {
      in.reset();
      // Otherwise the stream would buffer everything that is read later.
      in.mark(0);
    }
  }

  private boolean decide() throws IOException {
    int first = firstVisible();
    if (first != '{') {
      // A line without an opening bracket is an invalid line, not a document.
      return first != '[' && first >= 0;
    }
    if (closesBrackets(first)) {
      return true;
    }
    // A document continues on the next line, but a truncated record also looks like this: the next
    // lines decide.
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

  /** The first byte that is not white space; negative if there is none. */
  private int firstVisible() throws IOException {
    int next = next();
    while (next >= 0 && Character.isWhitespace(next)) {
      next = next();
    }
    return next;
  }

  /** Reads the rest of a line. Returns whether all its brackets are closed. */
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
