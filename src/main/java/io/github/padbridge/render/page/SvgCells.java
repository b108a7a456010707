package io.github.padbridge.render.page;

import io.github.padbridge.explain.Cell;
import java.util.Set;

/**
 * How cells look in an SVG. Each kind has a shape of its own, so that none is told by its colour
 * alone; colours follow the reader's scheme, light or dark.
 */
final class SvgCells {
  /** From one cell to the next. */
  static final int PITCH = 18;

  /** What a cell covers of that. */
  static final int SIZE = 16;

  static final String STYLE =
      """
      .page { fill: #ffffff; }
      text { font: 13px system-ui, sans-serif; fill: #1f2328; }
      .name { font-weight: 600; }
      .input { fill: #0969da; }
      .padding { fill: none; stroke: #6e7781; stroke-width: 1.5; stroke-dasharray: 3 2; }
      .inserted, .gap { fill: #6e7781; }
      .tap { fill: #fff8c5; stroke: #9a6700; stroke-width: 2; }
      .full { fill: #1b7c83; }
      .output { fill: #1a7f37; }
      .extension { fill: none; stroke: #8250df; stroke-width: 2.5; }
      .cut { fill: none; stroke: #cf222e; stroke-width: 1.5; }
      .first, .last { fill: none; stroke: #9a6700; stroke-width: 3; }
      .last { stroke-dasharray: 7 5; }
      .dot { fill: #fff8c5; stroke: #9a6700; stroke-width: 1.5; }
      @media screen and (prefers-color-scheme: dark) {
        .page { fill: #0d1117; }
        text { fill: #e6edf3; }
        .input { fill: #58a6ff; }
        .padding { stroke: #8b949e; }
        .inserted, .gap { fill: #8b949e; }
        .tap { fill: #3b2e00; stroke: #d29922; }
        .full { fill: #39c5cf; }
        .output { fill: #3fb950; }
        .extension { stroke: #bc8cff; }
        .cut { stroke: #f85149; }
        .first, .last { stroke: #d29922; }
        .dot { fill: #3b2e00; stroke: #d29922; }
      }
      """;

  private SvgCells() {}

  /** The shapes of these cells, which the pictures name. */
  static void shapes(MarkupWriter svg, Set<Cell> cells) {
    svg.start("defs");
    for (Cell cell : Cell.values()) {
      if (cell == Cell.BLANK || !cells.contains(cell)) {
        continue;
      }
      svg.line().empty("path", "id", name(cell), "class", name(cell), "d", path(cell));
    }
    svg.line().end().line();
  }

  /** The class of a cell's shape. */
  static String name(Cell cell) {
    return switch (cell) {
      case BLANK -> throw new IllegalArgumentException("nothing to draw");
      case INPUT -> "input";
      case PADDING -> "padding";
      case INSERTED -> "inserted";
      case TAP -> "tap";
      case GAP -> "gap";
      case FULL -> "full";
      case OUTPUT -> "output";
      case EXTENSION -> "extension";
      case CUT -> "cut";
    };
  }

  /** The shape of a cell, within {@link #SIZE} units from the origin. */
  static String path(Cell cell) {
    return switch (cell) {
      case BLANK -> throw new IllegalArgumentException("nothing to draw");
      case INPUT, OUTPUT -> "M0 0h16v16h-16z";
      case PADDING -> "M1 1h14v14h-14z";
      case INSERTED -> "M6 6h4v4h-4z";
      case TAP -> "M8 1l7 14h-14z";
      case GAP -> "M0 7h16v2h-16z";
      case FULL -> "M8 0a8 8 0 0 1 0 16a8 8 0 0 1 0 -16z";
      case EXTENSION -> "M2 2h12v12h-12z M8 4v8 M4 8h8";
      case CUT -> "M1 1h14v14h-14z M1 15L15 1";
    };
  }
}
