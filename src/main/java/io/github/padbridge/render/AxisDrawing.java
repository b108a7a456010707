package io.github.padbridge.render;

import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Cell;
import io.github.padbridge.explain.Strip;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A picture for a terminal: one line per strip, one sign per cell. Cells that do not fit the width
 * are left out in the middle and counted.
 */
final class AxisDrawing {
  private static final String INDENT = "  ";
  private static final int NAME = 8;

  /** The least width of a drawing; notes move to separate lines before it gets narrower. */
  private static final int LEAST = 24;

  private final AxisPicture picture;
  private final Glyphs glyphs;
  private final boolean notesBeside;

  /** Columns from one cell to the next. */
  private final int pitch;

  /** The positions from here on are left out, up to {@code hiddenEnd}. */
  private final long hiddenBegin;

  private final long hiddenEnd;

  /**
   * @param width columns that a line may take
   */
  AxisDrawing(AxisPicture picture, int width, Glyphs glyphs) {
    this.picture = picture;
    this.glyphs = glyphs;
    int longest =
        picture.strips().stream().mapToInt(strip -> strip.note().length()).max().orElse(0);
    int beside = width - INDENT.length() - NAME - 2 - longest;
    this.notesBeside = beside >= LEAST;
    int room = Math.max(notesBeside ? beside : width - INDENT.length() - NAME, LEAST);
    long cells = picture.end() - picture.begin();
    // Showing the whole kernel is more important than space between cells.
    int beyond = room - ellipsis(cells).length();
    this.pitch = 2 * cells - 1 <= room || 4 * picture.reach() + 4 <= beyond ? 2 : 1;
    if (pitch * cells - (pitch - 1) <= room) {
      this.hiddenBegin = picture.end();
      this.hiddenEnd = picture.end();
    } else {
      // A cell at each end has no column before or after it.
      int shown = (beyond + 2 * (pitch - 1)) / pitch;
      this.hiddenBegin = picture.begin() + (shown + 1) / 2;
      this.hiddenEnd = picture.end() - shown / 2;
    }
  }

  private String ellipsis(long count) {
    return " " + glyphs.ellipsis() + " " + count + " " + glyphs.ellipsis() + " ";
  }

  /** The drawing, with line ends. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Strip strip : picture.strips()) {
      StringBuilder line = new StringBuilder(INDENT).append(strip.name());
      pad(line, INDENT.length() + NAME);
      line.append(cells(strip, picture.begin(), hiddenBegin));
      if (isShortened()) {
        line.append(omitted(strip)).append(cells(strip, hiddenEnd, picture.end()));
      }
      if (notesBeside) {
        line.append("  ").append(strip.note());
      }
      text.append(line.toString().stripTrailing()).append('\n');
      if (!notesBeside) {
        text.append(" ".repeat(INDENT.length() + NAME)).append(strip.note()).append('\n');
      }
    }
    return text.toString();
  }

  /** The kinds of cells that it shows. */
  Set<Cell> cells() {
    return picture.strips().stream()
        .flatMap(strip -> shown().mapToObj(strip::at))
        .collect(Collectors.toSet());
  }

  /** Whether positions in the middle are left out. */
  boolean isShortened() {
    return hiddenBegin < hiddenEnd;
  }

  private LongStream shown() {
    return LongStream.concat(
        LongStream.range(picture.begin(), hiddenBegin), LongStream.range(hiddenEnd, picture.end()));
  }

  private String cells(Strip strip, long begin, long end) {
    return LongStream.range(begin, end)
        .mapToObj(at -> glyphs.of(strip.at(at)))
        .collect(Collectors.joining(" ".repeat(pitch - 1)));
  }

  /** The mark for the cells that are left out; the first line counts them. */
  private String omitted(Strip strip) {
    String counted = ellipsis(hiddenEnd - hiddenBegin);
    if (strip.equals(picture.strips().get(0))) {
      return counted;
    }
    boolean hidesAny = strip.begin() < hiddenEnd && strip.end() > hiddenBegin;
    String sign = hidesAny ? glyphs.ellipsis() : "";
    StringBuilder text = new StringBuilder(" ".repeat((counted.length() - sign.length()) / 2));
    pad(text.append(sign), counted.length());
    return text.toString();
  }

  private static void pad(StringBuilder text, int columns) {
    text.append(" ".repeat(Math.max(columns - text.length(), 0)));
  }
}
