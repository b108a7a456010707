package io.github.padbridge.json;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Decides from an input's first lines whether it is JSON lines, so that a bad line need not end the
 * reading.
 */
final class LineProbe {
  private static final int PROBE = 1 << 15;

  private LineProbe() {}

  /** True where the first record stands on a line of its own. The stream is left at its start. */
  static boolean isJsonLines(BufferedInputStream in) throws IOException {
    in.mark(PROBE);
    byte[] head = in.readNBytes(PROBE);
    in.reset();
    String[] lines =
        new String(head, StandardCharsets.ISO_8859_1)
            .lines()
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toArray(String[]::new);
    if (lines.length == 0 || !lines[0].startsWith("{")) {
      return false;
    }
    // A first line longer than the probe is a record too: nobody indents a line of this length.
    boolean endless = lines.length == 1 && head.length == PROBE;
    return endless || isWhole(lines[0]) || (lines.length > 1 && isWhole(lines[1]));
  }

  private static boolean isWhole(String line) {
    return line.startsWith("{") && line.endsWith("}");
  }
}
