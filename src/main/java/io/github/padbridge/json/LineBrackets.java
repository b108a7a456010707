package io.github.padbridge.json;

/** Counts the brackets of a line of JSON, byte by byte, but for those inside its strings. */
final class LineBrackets {
  private int depth;
  private boolean inString;
  private boolean isEscaped;
  private boolean isBroken;

  void add(int next) {
    if (isEscaped) {
      isEscaped = false;
    } else if (inString) {
      isEscaped = next == '\\';
      inString = next != '"';
    } else if (next == '"') {
      inString = true;
    } else if (next == '{' || next == '[') {
      depth++;
    } else if (next == '}' || next == ']') {
      depth--;
      isBroken |= depth < 0;
    }
  }

  /** Whether every bracket that was opened has been closed, and none besides. */
  boolean areClosed() {
    return depth == 0 && !inString && !isBroken;
  }
}
