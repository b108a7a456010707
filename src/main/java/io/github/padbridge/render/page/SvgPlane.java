package io.github.padbridge.render.page;

import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Cell;
import io.github.padbridge.explain.Plane;
import io.github.padbridge.explain.PlanePicture;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The picture of two axes at once: what comes in beside what comes out, and the kernel over it. */
final class SvgPlane {
  /** More than these along an axis are left out in the middle. */
  private static final int MOST_CELLS = 20;

  private static final int ELLIPSIS = 44;

  /** Between the two arrays. */
  private static final int APART = 44;

  private static final int BELOW = 8;

  private final PlanePicture picture;
  private final String prefix;
  private final boolean animate;

  /**
   * @param prefix what the names of elements begin with, so that a page may have several pictures
   * @param animate whether the kernel moves, and the output fills
   */
  SvgPlane(PlanePicture picture, String prefix, boolean animate) {
    this.picture = picture;
    this.prefix = prefix;
    this.animate = animate;
  }

  private SvgScale rows(Plane plane) {
    return scale(plane, picture.rows(), plane.rows().begin(), plane.rows().end());
  }

  private SvgScale columns(Plane plane) {
    return scale(plane, picture.columns(), plane.columns().begin(), plane.columns().end());
  }

  /** What the kernel is laid over has all positions that it comes to. */
  private SvgScale scale(Plane plane, AxisPicture axis, long begin, long end) {
    boolean isUnderKernel = plane.equals(picture.underKernel());
    int most = animate ? SvgAxis.MOST_CELLS : MOST_CELLS;
    return new SvgScale(
        isUnderKernel ? axis.begin() : begin, isUnderKernel ? axis.end() : end, most, ELLIPSIS);
  }

  int height() {
    return SvgPicture.HEADING
        + Math.max(rows(picture.source()).length(), rows(picture.result()).length())
        + BELOW;
  }

  int width() {
    return resultLeft() + width(picture.result()) + SvgPicture.LEFT;
  }

  private int width(Plane plane) {
    return Math.max(columns(plane).length(), SvgPicture.LETTER * plane.note().length());
  }

  private int resultLeft() {
    return SvgPicture.LEFT + width(picture.source()) + APART;
  }

  /** Draws it below {@code top}. */
  void draw(MarkupWriter svg, int top) {
    plane(svg, picture.source(), "source", SvgPicture.LEFT, top);
    plane(svg, picture.result(), "result", resultLeft(), top);
  }

  /** What the outlines mean, by their style. */
  Map<String, String> outlines() {
    String sizes = picture.rows().reach() + " × " + picture.columns().reach() + " positions";
    Map<String, String> outlines = new LinkedHashMap<>();
    if (animate || !moves()) {
      outlines.put(AxisPicture.FIRST, "the kernel, " + sizes);
    } else {
      outlines.put(AxisPicture.FIRST, "first place of the kernel, " + sizes);
      outlines.put(AxisPicture.LAST, "last place of the kernel");
    }
    return outlines;
  }

  /** Whether positions in the middle are left out. */
  boolean isShortened() {
    return Stream.of(picture.source(), picture.result())
        .anyMatch(plane -> rows(plane).hidden() > 0 || columns(plane).hidden() > 0);
  }

  private boolean moves() {
    return picture.rows().steps() * picture.columns().steps() > 1;
  }

  private void plane(MarkupWriter svg, Plane plane, String name, int left, int top) {
    SvgPicture.text(svg, left, top + SvgPicture.HEADING - 10, "name", plane.note());
    svg.start("g", "transform", "translate(" + left + " " + (top + SvgPicture.HEADING) + ")");
    cells(svg, plane, prefix + name);
    ellipses(svg, plane);
    if (plane.equals(picture.underKernel())) {
      kernels(svg, plane);
    } else if (animate && picture.rows().isTransposed()) {
      moving(svg, () -> outline(svg, AxisPicture.FIRST, 0, 0, SvgCells.PITCH, SvgCells.PITCH));
    }
    svg.end().line();
  }

  /** Rows that show the same are drawn once. */
  private void cells(MarkupWriter svg, Plane plane, String name) {
    Map<Cell, Integer> drawn = new EnumMap<>(Cell.class);
    SvgScale rows = rows(plane);
    for (long row : rows.shown().toArray()) {
      Cell kind = plane.rows().at(row);
      int y = rows.offset(row);
      if (kind == Cell.BLANK) {
        continue;
      }
      if (drawn.containsKey(kind)) {
        svg.empty("use", "href", "#" + name + kind.ordinal(), "y", y - drawn.get(kind));
      } else {
        svg.start("g");
        if (!(animate && plane.equals(picture.result()))) {
          svg.attribute("id", name + kind.ordinal());
          drawn.put(kind, y);
        }
        row(svg, plane, row, y);
        svg.end();
      }
      svg.line();
    }
  }

  private void row(MarkupWriter svg, Plane plane, long row, int y) {
    SvgScale columns = columns(plane);
    for (long column : columns.shown().toArray()) {
      Cell cell = plane.at(row, column);
      if (cell != Cell.BLANK) {
        svg.empty("use", "href", "#" + SvgCells.name(cell), "x", columns.offset(column), "y", y);
        if (animate && plane.equals(picture.result())) {
          SvgPicture.style(svg, SvgAnimation.appear(picture, row, column));
        }
      }
    }
  }

  private void ellipses(MarkupWriter svg, Plane plane) {
    SvgScale rows = rows(plane);
    SvgScale columns = columns(plane);
    if (columns.hidden() > 0) {
      SvgPicture.text(svg, columns.ellipsisOffset() + 4, 13, "note", "…" + columns.hidden());
    }
    if (rows.hidden() > 0) {
      SvgPicture.text(svg, 0, rows.ellipsisOffset() + 26, "note", "⋮ " + rows.hidden());
    }
  }

  private void kernels(MarkupWriter svg, Plane plane) {
    if (animate) {
      moving(svg, () -> kernel(svg, plane, AxisPicture.FIRST));
      return;
    }
    kernel(svg, plane, AxisPicture.FIRST);
    if (moves()) {
      kernel(svg, plane, AxisPicture.LAST);
    }
  }

  /** What goes along each row, and from row to row. */
  private void moving(MarkupWriter svg, Runnable drawn) {
    svg.start("g");
    SvgPicture.style(svg, SvgAnimation.down(picture));
    svg.start("g");
    SvgPicture.style(svg, SvgAnimation.across(picture));
    drawn.run();
    svg.end().end();
  }

  static void dot(MarkupWriter svg, int x, int y) {
    svg.empty("circle", "class", "dot", "cx", x, "cy", y, "r", 3);
  }

  static void outline(MarkupWriter svg, String style, int x, int y, int width, int height) {
    svg.empty("rect", "class", style, "x", x - 1, "y", y - 1, "width", width, "height", height);
  }

  /** An outline around the positions that it spans, and a dot where it has an element. */
  private void kernel(MarkupWriter svg, Plane plane, String which) {
    boolean isLast = which.equals(AxisPicture.LAST);
    long row = isLast ? (picture.rows().steps() - 1) * picture.rows().stride() : 0;
    long column = isLast ? (picture.columns().steps() - 1) * picture.columns().stride() : 0;
    SvgScale rows = rows(plane);
    SvgScale columns = columns(plane);
    int x = columns.offset(column);
    int y = rows.offset(row);
    int width = columns.offset(column + picture.columns().reach()) - x;
    int height = rows.offset(row + picture.rows().reach()) - y;
    outline(svg, which, x, y, width, height);
    for (long down : taps(rows, picture.rows(), row)) {
      for (long across : taps(columns, picture.columns(), column)) {
        int middle = SvgCells.SIZE / 2;
        dot(svg, columns.offset(across) + middle, rows.offset(down) + middle);
      }
    }
    svg.line();
  }

  /** The positions that elements of the kernel stand at, where they are drawn. */
  private static List<Long> taps(SvgScale scale, AxisPicture axis, long begin) {
    return scale
        .shown()
        .filter(at -> axis.strip(AxisPicture.FIRST).at(at - begin) == Cell.TAP)
        .boxed()
        .toList();
  }
}
