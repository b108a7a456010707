package io.github.padbridge.render.page;

import io.github.padbridge.explain.Cell;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Pictures of single axes, one below the other. */
record SvgAxes(List<SvgAxis> axes) {
  SvgAxes {
    axes = List.copyOf(axes);
  }

  int width() {
    return axes.stream().mapToInt(SvgAxis::width).max().orElse(0);
  }

  int height() {
    return axes.stream().mapToInt(SvgAxis::height).sum();
  }

  /** Draws them below {@code top}. */
  void draw(MarkupWriter svg, int top) {
    int y = top;
    for (SvgAxis axis : axes) {
      axis.draw(svg, y);
      y += axis.height();
    }
  }

  /** The kinds of cells that are drawn. */
  Set<Cell> cells() {
    return axes.stream().flatMap(axis -> axis.cells().stream()).collect(Collectors.toSet());
  }

  /** Whether positions in the middle of any are left out. */
  boolean isShortened() {
    return axes.stream().anyMatch(SvgAxis::isShortened);
  }
}
