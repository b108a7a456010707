package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the user's text with a caret under one of its characters. A long line is cut to a
 * window around the caret.
 */
final class Excerpt {
  /** How many columns of a terminal a line may take. */
  static final int WIDEST = 72;

  private static final String CUT = "...";

  /** One character as it is shown, and how many columns of a terminal it takes. */
  private record Cell(String shown, int width) {}

  private Excerpt() {}

  /** {@code column} is 1-based and counts code points; one past the last is the end. */
  static String of(String line, int column) {
    List<Cell> cells = cells(line);
    int caret = Math.min(Math.max(column - 1, 0), cells.size());
    if (width(cells) <= WIDEST) {
      return shown(cells, "", "") + "\n" + " ".repeat(width(cells.subList(0, caret))) + "^";
    }
    // The caret is placed past the middle: the text before it explains more than the text after it.
    int from = caret;
    for (int room = WIDEST * 2 / 3; from > 0 && room > 0; from--) {
      room -= cells.get(from - 1).width();
    }
    int to = from;
    for (int room = WIDEST - 2 * CUT.length(); to < cells.size() && room > 1; to++) {
      room -= cells.get(to).width();
    }
    String before = from > 0 ? CUT : "";
    String after = to < cells.size() ? CUT : "";
    int offset = before.length() + width(cells.subList(from, caret));
    return shown(cells.subList(from, to), before, after) + "\n" + " ".repeat(offset) + "^";
  }

  private static int width(List<Cell> cells) {
    return cells.stream().mapToInt(Cell::width).sum();
  }

  private static String shown(List<Cell> cells, String before, String after) {
    List<String> texts = new ArrayList<>();
    cells.forEach(cell -> texts.add(cell.shown()));
    return before + String.join("", texts) + after;
  }

  private static List<Cell> cells(String line) {
    List<String> shown = Printable.characters(line);
    int[] characters = line.codePoints().toArray();
    List<Cell> cells = new ArrayList<>(characters.length);
    for (int i = 0; i < characters.length; i++) {
      cells.add(cell(characters[i], shown.get(i)));
    }
    return cells;
  }

  private static Cell cell(int codePoint, String shown) {
    if (codePoint == '\t') {
      return new Cell("    ", 4);
    }
    if (shown.codePointCount(0, shown.length()) > 1) {
      return new Cell(shown, shown.length());
    }
    return switch (Character.getType(codePoint)) {
      case Character.UNASSIGNED, Character.PRIVATE_USE -> new Cell("\uFFFD", 1);
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT ->
          new Cell(shown, 0);
      default -> new Cell(shown, isWide(codePoint) ? 2 : 1);
    };
  }

  /** The East Asian and pictographic blocks that terminals draw two columns wide (UAX 11). */
  private static boolean isWide(int codePoint) {
    return within(codePoint, 0x1100, 0x115F)
        || (within(codePoint, 0x2E80, 0xA4CF) && codePoint != 0x303F)
        || within(codePoint, 0xAC00, 0xD7A3)
        || within(codePoint, 0xF900, 0xFAFF)
        || within(codePoint, 0xFE30, 0xFE6F)
        || within(codePoint, 0xFF00, 0xFF60)
        || within(codePoint, 0xFFE0, 0xFFE6)
        || within(codePoint, 0x1F300, 0x1FAFF)
        || within(codePoint, 0x20000, 0x3FFFD);
  }

  private static boolean within(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }
}
