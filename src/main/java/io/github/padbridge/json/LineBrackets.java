package io.github.padbridge.json;

/** Counts the brackets of a line of JSON outside strings, byte by byte. */
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

  /** Whether the brackets match. */
  boolean areClosed() {
    return depth == 0 && !inString && !isBroken;
  }
}
