package io.github.padbridge.render.page;

import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Caption;
import io.github.padbridge.explain.Cell;
import io.github.padbridge.explain.Strip;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A picture along one axis: a row of cells for each of its strips, with the strip's numbers. */
final class SvgAxis {
  /** More than these are left out in the middle. */
  static final int MOST_CELLS = 40;

  private static final int NAME = 64;
  private static final int ROW = 26;
  private static final int ELLIPSIS = 72;

  /** From the heading to the note below it. */
  private static final int NOTE = 18;

  private static final int BOLD_LETTER = 8;

  private final List<Strip> strips;
  private final long end;
  private final Caption caption;
  private final SvgScale scale;

  /** The picture where the kernel moves, and the output fills; null where nothing does. */
  private final @Nullable AxisPicture moving;

  /** Rows over the same positions. */
  SvgAxis(List<Strip> strips, Caption caption) {
    this(
        strips,
        strips.stream().mapToLong(Strip::begin).min().orElse(0),
        strips.stream().mapToLong(Strip::end).max().orElse(0),
        caption,
        null);
  }

  /**
   * @param animate whether the kernel moves, and the output fills
   */
  SvgAxis(AxisPicture picture, Caption caption, boolean animate) {
    this(
        animate
            ? picture.strips().stream()
                // Where the kernel moves, one of it is enough.
                .filter(strip -> !strip.name().equals(AxisPicture.LAST))
                .toList()
            : picture.strips(),
        picture.begin(),
        picture.end(),
        caption,
        animate ? picture : null);
  }

  private SvgAxis(
      List<Strip> strips, long begin, long end, Caption caption, @Nullable AxisPicture moving) {
    this.strips = strips;
    this.end = end;
    this.caption = caption;
    this.moving = moving;
    this.scale = new SvgScale(begin, end, MOST_CELLS, ELLIPSIS);
  }

  /** The kinds of cells that are drawn. */
  Set<Cell> cells() {
    return strips.stream()
        .flatMap(strip -> scale.shown().mapToObj(strip::at))
        .collect(Collectors.toSet());
  }

  /** Whether positions in the middle are left out. */
  boolean isShortened() {
    return scale.hidden() > 0;
  }

  int height() {
    return head() + ROW * strips.size();
  }

  /** The room of the caption. */
  private int head() {
    return SvgPicture.HEADING + (caption.note().isEmpty() ? 0 : NOTE);
  }

  int width() {
    int longest = strips.stream().mapToInt(strip -> strip.note().length()).max().orElse(0);
    return Math.max(
            x(end) + SvgPicture.LEFT + SvgPicture.LETTER * longest,
            SvgPicture.LEFT
                + Math.max(
                    BOLD_LETTER * caption.heading().length(),
                    SvgPicture.LETTER * caption.note().length()))
        + SvgPicture.LEFT;
  }

  private int x(long at) {
    return SvgPicture.LEFT + NAME + scale.offset(at);
  }

  /** Draws it below {@code top}. */
  void draw(MarkupWriter svg, int top) {
    int baseline = top + SvgPicture.HEADING - 10;
    SvgPicture.text(svg, SvgPicture.LEFT, baseline, "name", caption.heading());
    if (!caption.note().isEmpty()) {
      SvgPicture.text(svg, SvgPicture.LEFT, baseline + NOTE, "note", caption.note());
    }
    int y = top + head();
    for (Strip strip : strips) {
      boolean moves = moving != null && strip.name().equals(AxisPicture.FIRST);
      if (!strip.name().isEmpty()) {
        SvgPicture.text(svg, SvgPicture.LEFT, y + 13, "name", moves ? "kernel" : strip.name());
      }
      svg.start("g");
      if (moving != null && moves) {
        SvgPicture.style(svg, SvgAnimation.move(moving));
      }
      for (long at : scale.shown().toArray()) {
        cell(svg, strip, at, y);
      }
      svg.end().line();
      omitted(svg, strip, y);
      SvgPicture.text(svg, x(end) + SvgPicture.LEFT, y + 13, "note", strip.note());
      y += ROW;
    }
  }

  private void cell(MarkupWriter svg, Strip strip, long at, int y) {
    Cell cell = strip.at(at);
    if (cell == Cell.BLANK) {
      return;
    }
    svg.empty("use", "href", "#" + SvgCells.name(cell), "x", x(at), "y", y);
    if (moving != null) {
      SvgPicture.style(svg, SvgAnimation.appear(moving, strip, at));
    }
  }

  private void omitted(MarkupWriter svg, Strip strip, int y) {
    if (scale.hidesAnyOf(strip.begin(), strip.end())) {
      boolean first = strip.equals(strips.get(0));
      int x = SvgPicture.LEFT + NAME + scale.ellipsisOffset() + 6;
      SvgPicture.text(svg, x, y + 13, "note", first ? "… " + scale.hidden() + " …" : "…");
    }
  }
}
