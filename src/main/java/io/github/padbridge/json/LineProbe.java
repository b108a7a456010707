package io.github.padbridge.json;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides from an input's first lines whether it is JSON lines, so that a bad line need not end the
 * reading.
 */
final class LineProbe {
  private static final int PROBE = 1 << 15;

  private LineProbe() {}

  /**
   * True where half of the first lines or more are records of their own; one bad line, even the
   * first, must not hide that. The stream is left at its start.
   */
  static boolean isJsonLines(BufferedInputStream in) throws IOException {
    in.mark(PROBE);
    byte[] head = in.readNBytes(PROBE);
    in.reset();
    List<String> lines =
        new ArrayList<>(
            new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList());
    if (head.length == PROBE && lines.size() > 1) {
      lines.remove(lines.size() - 1);
    } else if (head.length == PROBE && !lines.isEmpty()) {
      // Nobody indents a line longer than the probe: it is a record, or an array.
      return lines.get(0).startsWith("{");
    }
    long whole = lines.stream().filter(line -> line.startsWith("{") && line.endsWith("}")).count();
    return whole > 0 && 2 * whole >= lines.size();
  }
}
