package io.github.padbridge.render;

import io.github.padbridge.explain.Cell;

/**
 * The signs and colours of picture cells in a terminal; the signs alone distinguish the cells.
 *
 * @param ascii whether the signs are ASCII
 * @param colour whether escape sequences colour them
 */
public record Glyphs(boolean ascii, boolean colour) {
  private static final String RESET = "\u001B[0m";

  /** One sign, in its colour. */
  String of(Cell cell) {
    return colour && cell != Cell.BLANK
        ? "\u001B[" + colour(cell) + "m" + sign(cell) + RESET
        : Character.toString(sign(cell));
  }

  private char sign(Cell cell) {
    return switch (cell) {
      case BLANK -> ' ';
      case INPUT -> ascii ? 'x' : '■';
      case PADDING -> ascii ? 'o' : '□';
      case INSERTED -> ascii ? '0' : '·';
      case TAP -> ascii ? 'k' : '▲';
      case GAP -> ascii ? '-' : '─';
      case FULL -> ascii ? 's' : '●';
      case OUTPUT -> ascii ? 'y' : '■';
      case EXTENSION -> ascii ? '+' : '▣';
      case CUT -> ascii ? '/' : '╱';
    };
  }

  private static String colour(Cell cell) {
    return switch (cell) {
      case BLANK -> "0";
      case INPUT -> "34";
      case PADDING, INSERTED, GAP -> "90";
      case TAP -> "33";
      case FULL -> "36";
      case OUTPUT -> "32";
      case EXTENSION -> "35";
      case CUT -> "31";
    };
  }

  /** The mark for cells that are left out. */
  String ellipsis() {
    return ascii ? "..." : "…";
  }
}
