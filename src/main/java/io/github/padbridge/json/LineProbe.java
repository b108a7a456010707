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
  /** How much of a first line is looked at. */
  private static final int LONGEST = 1 << 20;

  /** How much is looked at where the first line does not decide. */
  private static final int MORE = 1 << 15;

  private LineProbe() {}

  /** True where a record stands on a line of its own. The stream is left at its start. */
  static boolean isJsonLines(BufferedInputStream in) throws IOException {
    in.mark(LONGEST);
    String first = firstLine(in);
    boolean isObject = first.startsWith("{");
    if (!isObject || isWhole(first)) {
      in.reset();
      // What opens no bracket is a bad line, not a document.
      return isObject || !(first.isEmpty() || first.startsWith("["));
    }
    // A document goes on over the line's end, but so does a record that was cut off: the next lines
    // tell.
    List<String> next = lines(in.readNBytes(MORE));
    in.reset();
    return 2 * next.stream().filter(LineProbe::isWhole).count() > next.size();
  }

  private static String firstLine(BufferedInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    boolean blank = true;
    for (int count = 1; count < LONGEST; count++) {
      int next = in.read();
      if (next < 0 || (next == '\n' && !blank)) {
        break;
      }
      blank &= Character.isWhitespace(next);
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private static List<String> lines(byte[] bytes) {
    List<String> lines =
        new ArrayList<>(
            new String(bytes, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList());
    if (bytes.length == MORE && lines.size() > 1) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  /** True where every bracket that the line opens is closed on it, and none besides. */
  private static boolean isWhole(String line) {
    int depth = 0;
    boolean inText = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (inText) {
        i += c == '\\' ? 1 : 0;
        inText = c != '"';
      } else if (c == '"') {
        inText = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth < 0) {
          return false;
        }
      }
    }
    return depth == 0 && !inText && (line.startsWith("{") || line.startsWith("["));
  }
}
