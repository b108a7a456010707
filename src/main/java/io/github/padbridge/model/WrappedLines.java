package io.github.padbridge.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins lines that a terminal has wrapped: a line of full width that ends inside a module, and its
 * continuation, which starts at the left.
 */
final class WrappedLines {
  /** A line of the model, with the number of its first line in the text. */
  record Line(int number, String text) {}

  private final List<String> lines;
  private final int width;

  private WrappedLines(List<String> lines) {
    this.lines = lines;
    this.width = lines.stream().mapToInt(WrappedLines::width).max().orElse(0);
  }

  static List<Line> joined(List<String> lines) {
    return new WrappedLines(lines).joined();
  }

  private List<Line> joined() {
    List<Line> joined = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      int first = at;
      StringBuilder whole = new StringBuilder(lines.get(at++));
      while (at < lines.size() && isFull(lines.get(at - 1)) && goesOn(whole, lines.get(at))) {
        // Whether the space follows a name or is inside it depends on the text before.
        boolean afterName = whole.toString().endsWith("):");
        whole.append(afterName ? " " : "").append(lines.get(at++));
      }
      joined.add(new Line(first + 1, whole.toString()));
    }
    return joined;
  }

  /** The terminal may have dropped a space at the end. */
  private boolean isFull(String line) {
    return width(line) >= width - 1;
  }

  private static int width(String line) {
    return line.codePointCount(0, line.length());
  }

  /** Whether {@code next} continues {@code line}. */
  private static boolean goesOn(CharSequence line, String next) {
    String content = line.toString().strip();
    if (content.isEmpty()) {
      // The indentation alone fills a line.
      return !next.isBlank();
    }
    boolean atTheLeft = !next.isBlank() && next.length() - next.stripLeading().length() <= 1;
    if (!atTheLeft || new ModelLine(0, next, 0).child().isPresent()) {
      return false;
    }
    int balance = Brackets.balance(content);
    int nextBalance = Brackets.balance(next);
    if (!content.startsWith("(")) {
      // A model's own line, or the arguments of a convolution, which begin with its channels, with
      // its class before them where it is the model itself.
      boolean isModel = content.matches("(?s)[\\p{L}_][\\p{L}\\p{N}_.]*\\([0-9]+, .*");
      boolean isArguments = content.matches("(?s)[0-9]+, .*");
      return isModel ? balance > 0 : isArguments && (balance > 0 || !next.strip().equals(")"));
    }
    int name = content.indexOf("): ");
    if (name < 0) {
      return true;
    }
    String printed = content.substring(name + 3);
    boolean isHeader = balance == 1 && printed.endsWith("(");
    return isHeader
        ? nextBalance == -1
        : balance > 0 || !(printed.contains("(") || printed.equals("None"));
  }
}
